import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Empty, Tag } from 'antd'
import { useState } from 'react'
import type { ArchiveFile } from '#contract/archive-shapes.ts'
import { archivesEndpoints } from '#contract/archives.ts'
import { type ArchiveSubject, type Paper, papersHeld } from '#domain/archives/papers.ts'
import { call } from '../platform/api.ts'
import { Reading } from '../platform/Reading.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import './archives.css'
import { FileLines } from './FileLines.tsx'
import { FileViewer } from './FileViewer.tsx'
import { archiveWords } from './messages.ts'
import { PaperUpload } from './PaperUpload.tsx'
import { ShareModal } from './ShareModal.tsx'

type Props = {
  county: string
  subject: ArchiveSubject
  /** The papers asked for, where the page knows better than the archive. */
  required?: readonly Paper[]
  /** The page lists itself what is asked for; here are the files only. */
  isListed?: boolean
}

type Archive = { asked: readonly Paper[]; seesAll: boolean; rows: readonly ArchiveFile[] }

/** The papers of a subject: what is asked for and what of it is here, each file to be seen, and the place to bring more. */
export function FilesPanel({ county, subject, required, isListed = false }: Props) {
  const text = useText(archiveWords)
  const list = useInfiniteQuery({
    queryKey: [archivesEndpoints.archiveOf.path, county, subject],
    queryFn: ({ pageParam }) =>
      call(archivesEndpoints.archiveOf, {
        params: { county, subjectKind: subject.kind, subject: subject.id },
        query: { ...(pageParam !== undefined && { after: pageParam }) },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    select: ({ pages }) => ({
      asked: pages[0]?.asked ?? [],
      seesAll: pages[0]?.seesAll ?? false,
      rows: pages.flatMap((page) => page.rows),
    }),
  })
  return (
    <Reading query={list}>
      {({ asked, seesAll, rows }) => (
        <>
          <Papers
            county={county}
            subject={subject}
            archive={{ asked: heldOf(required ?? asked, rows), seesAll, rows }}
            isListed={isListed}
          />
          {list.hasNextPage && (
            <Button block loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
              {text.more}
            </Button>
          )}
        </>
      )}
    </Reading>
  )
}

const heldOf = (asked: readonly Paper[], rows: readonly ArchiveFile[]) =>
  papersHeld(
    asked,
    rows.filter(({ withdrawn }) => withdrawn === null),
  )

type PapersProps = { county: string; subject: ArchiveSubject; archive: Archive; isListed: boolean }

function Papers({ county, subject, archive, isListed }: PapersProps) {
  const text = useText(archiveWords)
  const mayKeep = useMay('archives.keep', county)
  const mayShare = useMay('archives.share', county)
  const [opened, setOpened] = useState<string>()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [isSharing, setSharing] = useState(false)
  const { asked, seesAll, rows } = archive
  const askedKinds = asked.map(({ paper }) => paper)
  const told = asked.filter(
    ({ paper, standing }) => (standing !== 'missing' && !isListed) || rows.some((file) => file.paper === paper),
  )
  const others = rows.filter(({ paper }) => !askedKinds.includes(paper))
  const lines = { county, chosen, showsLog: seesAll, onOpen: setOpened, ...(mayShare && { onChoose: setChosen }) }
  return (
    <div className="files-panel">
      {asked.length > 0 && !isListed && <Gaps asked={asked} />}
      {told.map(({ paper, standing, basis }) => (
        <section key={paper} className="paper">
          <h4>
            {text.papers[paper]} <StandingTag standing={standing} />
            {basis && (
              <span className="quiet">
                {text.basis} {basis}
              </span>
            )}
          </h4>
          <FileLines {...lines} files={rows.filter((file) => file.paper === paper)} />
        </section>
      ))}
      {others.length > 0 && (
        <section className="paper">
          {asked.length > 0 && <h4>{text.others}</h4>}
          <FileLines {...lines} files={others} namesPaper />
        </section>
      )}
      {rows.length === 0 && (asked.length === 0 || isListed) && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noFiles} />
      )}
      {chosen.length > 0 && (
        <Button type="primary" style={{ marginBottom: 12 }} onClick={() => setSharing(true)}>
          {text.shareSelected(String(chosen.length))}
        </Button>
      )}
      {mayKeep && (
        <PaperUpload
          county={county}
          subject={subject}
          wanted={asked.filter(({ standing }) => standing === 'missing').map(({ paper }) => paper)}
        />
      )}
      <FileViewer county={county} files={rows} opened={opened} onOpen={setOpened} />
      <ShareModal
        county={county}
        files={chosen}
        open={isSharing}
        onClose={() => {
          setSharing(false)
          setChosen([])
        }}
      />
    </div>
  )
}

const standingColours = {
  held: 'success',
  substituted: 'processing',
  deferred: 'warning',
  separated: 'warning',
  waived: 'default',
  missing: 'error',
} as const

function StandingTag({ standing }: { standing: Paper['standing'] }) {
  const text = useText(archiveWords)
  return <Tag color={standingColours[standing]}>{text.standing[standing]}</Tag>
}

function Gaps({ asked }: { asked: readonly Paper[] }) {
  const text = useText(archiveWords)
  const missing = asked.filter(({ standing }) => standing === 'missing')
  return (
    <p className="gaps">
      {text.asked}{' '}
      {missing.length === 0 ? (
        <Tag color="success">{text.complete}</Tag>
      ) : (
        <>
          <Tag color="error">{text.gaps(String(missing.length))}</Tag>
          <span className="quiet">{missing.map(({ paper }) => text.papers[paper]).join(' · ')}</span>
        </>
      )}
    </p>
  )
}
