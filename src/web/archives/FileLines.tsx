import {
  DownloadOutlined,
  EyeOutlined,
  FileOutlined,
  FilePdfOutlined,
  HistoryOutlined,
  RollbackOutlined,
} from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Space, Tag } from 'antd'
import { useState } from 'react'
import type { ArchiveFile } from '#contract/archive-shapes.ts'
import { archivesEndpoints } from '#contract/archives.ts'
import { addressOf, call, download } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { FileLog } from './FileLog.tsx'
import { archiveWords } from './messages.ts'
import { sizeWords } from './size-words.ts'

type Props = {
  county: string
  files: readonly ArchiveFile[]
  chosen: readonly string[]
  onOpen: (id: string) => void
  /** Without it nothing can be chosen. */
  onChoose?: (ids: readonly string[]) => void
  namesPaper?: boolean
  /** The log is for those who see the whole archive. */
  showsLog: boolean
}

/** Files one below the other: picture, name, who and when, and what may be done. */
export function FileLines({ files, ...line }: Props) {
  return (
    <ul className="files">
      {files.map((file) => (
        <FileLine key={file.id} file={file} {...line} />
      ))}
    </ul>
  )
}

function FileLine({
  county,
  file,
  chosen,
  onOpen,
  onChoose,
  namesPaper,
  showsLog,
}: Omit<Props, 'files'> & { file: ArchiveFile }) {
  const text = useText(archiveWords)
  const { id, name, withdrawn } = file
  const isChosen = chosen.includes(id)
  return (
    <li className={withdrawn ? 'withdrawn' : ''}>
      {onChoose && !withdrawn && (
        <Checkbox
          aria-label={`${text.select} ${name}`}
          checked={isChosen}
          onChange={() => onChoose(isChosen ? chosen.filter((other) => other !== id) : [...chosen, id])}
        />
      )}
      <button type="button" className="thumbnail" aria-label={`${text.open} ${name}`} onClick={() => onOpen(id)}>
        <Thumbnail county={county} file={file} />
      </button>
      <div className="file-words">
        <div className="file-name">
          {namesPaper && <Tag>{text.papers[file.paper]}</Tag>}
          {name}
          {withdrawn && <Tag color="default">{text.withdrawn}</Tag>}
          {file.shares > 0 && <Tag color="blue">{text.shared(count(file.shares))}</Tag>}
        </div>
        <div className="quiet">
          {sizeWords(file.bytes)} · {file.adderName} · {file.addedOn}
        </div>
        {withdrawn && <div className="quiet">{text.withdrawnWhy(withdrawn.on, withdrawn.by, withdrawn.reason)}</div>}
      </div>
      <FileActs county={county} file={file} onOpen={onOpen} showsLog={showsLog} />
    </li>
  )
}

/** A small picture where there is one; its address is asked for permission like that of the file itself. */
function Thumbnail({ county, file }: { county: string; file: Pick<ArchiveFile, 'id' | 'hasThumbnail' | 'mediaType'> }) {
  if (!file.hasThumbnail) return file.mediaType === 'application/pdf' ? <FilePdfOutlined /> : <FileOutlined />
  const params = { county, archived: file.id }
  return <img alt="" loading="lazy" src={addressOf(archivesEndpoints.archiveThumbnail.path, { params })} />
}

type ActsProps = Pick<Props, 'county' | 'onOpen' | 'showsLog'> & { file: ArchiveFile }

function FileActs({ county, file, onOpen, showsLog }: ActsProps) {
  const text = useText(archiveWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [open, setOpen] = useState<'log' | 'withdraw'>()
  const params = { county, archived: file.id }
  const save = () =>
    download(archivesEndpoints.archiveContent, { params, query: { how: 'saved' } }, file.name).catch((error: Error) =>
      message.error(error.message),
    )
  async function withdraw({ reason }: { reason: string }) {
    await call(archivesEndpoints.withdrawFile, { params, body: { reason } })
    await queries.invalidateQueries()
  }
  return (
    <Space size={4} className="no-print file-acts">
      <Button
        size="small"
        type="text"
        icon={<EyeOutlined />}
        title={text.open}
        aria-label={`${text.open}：${file.name}`}
        onClick={() => onOpen(file.id)}
      />
      <Button
        size="small"
        type="text"
        icon={<DownloadOutlined />}
        title={text.save}
        aria-label={`${text.save} ${file.name}`}
        onClick={() => void save()}
      />
      {showsLog && (
        <Button
          size="small"
          type="text"
          icon={<HistoryOutlined />}
          title={text.log}
          aria-label={`${text.log} ${file.name}`}
          onClick={() => setOpen('log')}
        />
      )}
      {file.mayWithdraw && (
        <Button
          size="small"
          type="text"
          icon={<RollbackOutlined />}
          title={text.withdraw}
          aria-label={`${text.withdraw} ${file.name}`}
          onClick={() => setOpen('withdraw')}
        />
      )}
      <FileLog county={county} file={file} open={open === 'log'} onClose={() => setOpen(undefined)} />
      <ReasonModal
        title={`${text.withdraw} ${file.name}`}
        open={open === 'withdraw'}
        onClose={() => setOpen(undefined)}
        act={withdraw}
        done={text.withdrawn_done}
      >
        <p>{text.withdrawHint}</p>
      </ReasonModal>
    </Space>
  )
}
