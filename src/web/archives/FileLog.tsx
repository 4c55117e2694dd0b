import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Empty, Space, Tag } from 'antd'
import { useState } from 'react'
import type { ArchiveFile, ArchiveShare } from '#contract/archive-shapes.ts'
import { archivesEndpoints } from '#contract/archives.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { count, instant } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { archiveWords } from './messages.ts'
import { ShareModal } from './ShareModal.tsx'

type Props = { county: string; file: ArchiveFile; open: boolean; onClose: () => void }

/** With whom a paper is shared, and who opened it when. */
export function FileLog({ county, file, open, onClose }: Props) {
  const text = useText(archiveWords)
  const mayShare = useMay('archives.share', county) && file.withdrawn === null
  const [isSharing, setSharing] = useState(false)
  const log = useQuery({
    ...endpointQuery(archivesEndpoints.archiveLog, { params: { county, archived: file.id } }),
    enabled: open,
    staleTime: 0,
  })
  return (
    <Drawer
      title={file.name}
      open={open}
      onClose={onClose}
      size="large"
      extra={mayShare && <Button onClick={() => setSharing(true)}>{text.share}</Button>}
    >
      <Reading query={log}>
        {({ shares, openings }) => (
          <>
            <h4 style={{ marginTop: 0 }}>{text.shares}</h4>
            {shares.length === 0 && <p className="quiet">{text.noShares}</p>}
            {shares.map((share) => (
              <ShareLine key={share.id} county={county} share={share} mayTakeBack={mayShare} />
            ))}
            <h4>{text.openings}</h4>
            {openings.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noOpenings} />}
            <ul className="openings">
              {openings.map(({ at, by, how, organisation }) => (
                <li key={`${at}${by}`}>
                  <span className="number">{instant(at)}</span> {by} {organisation && <Tag>{organisation}</Tag>}
                  {how === 'shown' ? text.shownOnScreen : text.savedAsFile}
                </li>
              ))}
            </ul>
          </>
        )}
      </Reading>
      <ShareModal county={county} files={[file.id]} open={isSharing} onClose={() => setSharing(false)} />
    </Drawer>
  )
}

function ShareLine({ county, share, mayTakeBack }: { county: string; share: ArchiveShare; mayTakeBack: boolean }) {
  const text = useText(archiveWords)
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const isOver = share.untilOn < new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
  const state = share.withdrawnOn
    ? text.takenBackOn(share.withdrawnOn)
    : isOver
      ? text.over
      : text.sharedUntil(share.untilOn)
  async function takeBack({ reason }: { reason: string }) {
    await call(archivesEndpoints.withdrawShare, { params: { county, share: share.id }, body: { reason } })
    await queries.invalidateQueries({ predicate: ({ queryKey }) => /archive/.test(String(queryKey[0])) })
  }
  return (
    <div className="share-line">
      <Space wrap size={[8, 4]}>
        <strong>{share.organisation.name}</strong>
        <Tag color={share.withdrawnOn || isOver ? 'default' : 'blue'}>{state}</Tag>
        <span className="quiet">{text.opened(count(share.openings))}</span>
        {mayTakeBack && !share.withdrawnOn && !isOver && (
          <Button size="small" onClick={() => setOpen(true)}>
            {text.takeBack}
          </Button>
        )}
      </Space>
      <div className="quiet">
        {share.purpose} · {share.sharerName} {share.sharedOn}
      </div>
      <ReasonModal
        title={text.takeBack}
        open={isOpen}
        onClose={() => setOpen(false)}
        act={takeBack}
        done={text.takenBack}
      />
    </div>
  )
}
