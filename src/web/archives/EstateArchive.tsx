import { useQuery } from '@tanstack/react-query'
import { Button, Card, Tag, Tree } from 'antd'
import type { DataNode } from 'antd/es/tree'
import { useState } from 'react'
import type { ArchiveNode } from '#contract/archive-shapes.ts'
import { archivesEndpoints } from '#contract/archives.ts'
import type { ArchiveSubject, SubjectKind } from '#domain/archives/papers.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import './archives.css'
import { FilesPanel } from './FilesPanel.tsx'
import { archiveWords } from './messages.ts'

type Place = { county: string; estate: string }

/** The archive of an estate: its buildings, homes and applications as a tree with gaps, and the papers of the one chosen. */
export function EstateArchive({ county, estate }: Place) {
  const text = useText(archiveWords)
  const archive = useQuery(endpointQuery(archivesEndpoints.estateArchive, { params: { county, estate } }))
  const [chosen, setChosen] = useState<{ subject: ArchiveSubject; title: string }>()
  return (
    <Reading query={archive}>
      {(data) => {
        const shown = chosen ?? { subject: data.estate.subject, title: data.estate.name }
        return (
          <div className="archive-columns">
            <Card size="small" title={text.tree}>
              <ArchiveTree place={{ county, estate }} data={data} shown={shown.subject} onChoose={setChosen} />
            </Card>
            <Card size="small" title={shown.title}>
              <FilesPanel key={shown.subject.id} county={county} subject={shown.subject} />
            </Card>
          </div>
        )
      }}
    </Reading>
  )
}

type Data = {
  estate: ArchiveNode
  buildings: readonly { subject: ArchiveSubject; name: string; files: number; homes: number; homesWithPapers: number }[]
  applications: number
}

type TreeProps = {
  place: Place
  data: Data
  shown: ArchiveSubject
  onChoose: (chosen: { subject: ArchiveSubject; title: string }) => void
}

const keyOf = ({ kind, id }: ArchiveSubject) => `${kind}:${id}`

/** Homes and applications are read when their branch is opened, a page at a time. */
function ArchiveTree({ place, data, shown, onChoose }: TreeProps) {
  const text = useText(archiveWords)
  const { below, readBelow } = useBelow(place)
  const named = (kind: SubjectKind, name: string) =>
    kind === 'building' ? text.buildingName(name) : kind === 'application' ? text.applicationName(name) : name
  const leaf = (node: ArchiveNode): DataNode => ({
    key: keyOf(node.subject),
    isLeaf: true,
    title: <NodeTitle name={named(node.subject.kind, node.name)} files={node.files} missing={node.missing.length} />,
  })
  const branch = (key: string) => {
    const page = below[key]
    if (!page) return {}
    const more = page.next
      ? [
          {
            key: `more:${key}`,
            isLeaf: true,
            selectable: false,
            title: <MoreButton onMore={() => void readBelow(key)} />,
          },
        ]
      : []
    return { children: [...page.rows.map(leaf), ...more] }
  }
  const nodes: DataNode[] = [
    leaf(data.estate),
    ...data.buildings.map(({ subject, name, files, homes, homesWithPapers }) => ({
      key: keyOf(subject),
      isLeaf: homes === 0,
      title: (
        <NodeTitle
          name={text.buildingName(name)}
          files={files}
          note={text.homes(count(homesWithPapers), count(homes))}
        />
      ),
      ...branch(keyOf(subject)),
    })),
    ...(data.applications > 0
      ? [
          {
            key: 'applications',
            selectable: false,
            title: `${text.applications} ${count(data.applications)}`,
            ...branch('applications'),
          },
        ]
      : []),
  ]
  const titles = new Map([
    ...data.buildings.map(({ subject, name }) => [keyOf(subject), text.buildingName(name)] as const),
    ...[data.estate, ...Object.values(below).flatMap(({ rows }) => rows)].map(
      ({ subject, name }) => [keyOf(subject), named(subject.kind, name)] as const,
    ),
  ])
  return (
    <Tree
      blockNode
      treeData={nodes}
      height={520}
      selectedKeys={[keyOf(shown)]}
      loadData={({ key }) => readBelow(String(key))}
      onSelect={([key]) => {
        const [kind, id] = String(key ?? '').split(':')
        const title = titles.get(String(key))
        if (kind && id && title) onChoose({ subject: { kind: kind as SubjectKind, id }, title }) // keys are made by keyOf alone
      }}
    />
  )
}

type Page = { rows: readonly ArchiveNode[]; next: string | null }

/** What lies below the branches opened so far. */
function useBelow({ county, estate }: Place) {
  const [below, setBelow] = useState<Readonly<Record<string, Page>>>({})
  async function readBelow(key: string): Promise<void> {
    const after = below[key]?.next
    const building = key.startsWith('building:') ? key.slice('building:'.length) : undefined
    const params = { county, estate, below: building ? ('units' as const) : ('applications' as const) }
    const query = { ...(building && { building }), ...(after && { after }) }
    const page = await call(archivesEndpoints.archiveNodes, { params, query })
    setBelow((before) => ({
      ...before,
      [key]: { rows: [...(before[key]?.rows ?? []), ...page.rows], next: page.next },
    }))
  }
  return { below, readBelow }
}

function NodeTitle({
  name,
  files,
  missing = 0,
  note,
}: {
  name: string
  files: number
  missing?: number
  note?: string
}) {
  const text = useText(archiveWords)
  return (
    <span>
      {name} {files > 0 && <span className="quiet">{text.files(count(files))}</span>}{' '}
      {missing > 0 && <Tag color="error">{text.gaps(count(missing))}</Tag>}
      {note && <span className="quiet">{note}</span>}
    </span>
  )
}

function MoreButton({ onMore }: { onMore: () => void }) {
  const text = useText(archiveWords)
  return (
    <Button size="small" type="link" onClick={onMore}>
      {text.loadMore}
    </Button>
  )
}
