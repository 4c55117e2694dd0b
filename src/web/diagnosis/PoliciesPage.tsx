import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Card, Table, Tag } from 'antd'
import { useContext } from 'react'
import { type PackLine, policyEndpoints } from '#contract/policy-library.ts'
import { titleIn } from '#domain/diagnosis/condition-words.ts'
import { endpointQuery } from '../platform/api.ts'
import { count, instant } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { regionsQuery, useRegionName } from '../platform/session.ts'
import { LanguageContext, useText } from '../platform/text.ts'
import { policyWords } from './policy-words.ts'

/** The policy packs that hold in a region, and the drafts of them. */
export function PoliciesPage() {
  const { region } = useParams({ from: '/signed-in/shell/regions/$region/policies' })
  const text = useText(policyWords)
  const packs = useQuery(endpointQuery(policyEndpoints.listPacks, { params: { region } }))
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {useRegionName(region)} · {text.policies}
        </h1>
      </div>
      <p className="quiet">{text.intro}</p>
      <Reading query={packs}>{(lines) => <Packs region={region} lines={lines} />}</Reading>
    </div>
  )
}

function Packs({ region, lines }: { region: string; lines: PackLine[] }) {
  const text = useText(policyWords)
  const { language } = useContext(LanguageContext)
  return (
    <Card size="small">
      <Table<PackLine>
        size="small"
        rowKey={({ owner, pack, version }) => `${owner} ${pack} ${version}`}
        pagination={false}
        dataSource={lines}
        scroll={{ x: 900 }}
        columns={[
          {
            title: text.pack,
            render: (_, line) => (
              <Link
                to="/regions/$region/policies/$pack"
                params={{ region, pack: line.pack }}
                search={{ version: String(line.version), owner: line.owner }}
              >
                {titleIn(language, line, line.pack)}
              </Link>
            ),
          },
          { title: text.place, render: (_, line) => <PlaceName region={line.region} />, width: 130 },
          { title: text.version, render: (_, line) => <VersionName line={line} />, width: 110 },
          { title: text.status, render: (_, { status }) => <StatusTag status={status} />, width: 110 },
          { title: text.owner, render: (_, { owner }) => <OwnerName owner={owner} />, width: 110 },
          { title: text.rules, className: 'number', render: (_, { rules }) => count(rules), width: 70 },
          { title: text.note, render: (_, line) => <span className="quiet">{noteOf(line, text)}</span>, width: 300 },
        ]}
      />
    </Card>
  )
}

/** Who drafted and published a version, when, and why. */
export function noteOf(line: PackLine, text: (typeof policyWords)['zh']): string {
  const { note, draftedBy, draftedAt, publishedBy, publishedAt } = line
  return [
    note,
    draftedBy && draftedAt && text.drafted(draftedBy, instant(draftedAt)),
    publishedBy && publishedAt && text.published(publishedBy, instant(publishedAt)),
  ]
    .filter(Boolean)
    .join(' · ')
}

export function StatusTag({ status }: { status: PackLine['status'] }) {
  const text = useText(policyWords)
  const colours = { published: 'success', draft: 'warning', superseded: 'default', discarded: 'default' } as const
  return <Tag color={colours[status]}>{text.statuses[status]}</Tag>
}

export function VersionName({ line }: { line: Pick<PackLine, 'owner' | 'version'> }) {
  const text = useText(policyWords)
  return line.owner === 'shipped' ? text.shipped : text.versionNo(count(line.version))
}

function OwnerName({ owner }: { owner: string }) {
  const text = useText(policyWords)
  const name = useRegionName(owner)
  return owner === 'shipped' ? text.shipped : name || owner
}

/** Where a pack holds: the whole country, or the region whose code begins so. */
export function PlaceName({ region }: { region: string }) {
  const text = useText(policyWords)
  const regions = useQuery(regionsQuery).data ?? []
  if (region === 'CN') return text.nation
  return regions.find(({ code }) => code === region.padEnd(6, '0'))?.name ?? text.elsewhere(region)
}
