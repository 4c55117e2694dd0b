import { CaretRightOutlined, CloseOutlined, PauseOutlined } from '@ant-design/icons'
import { Button, Progress, Space, Tag } from 'antd'
import { useSyncExternalStore } from 'react'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { archiveWords } from './messages.ts'
import { sizeWords } from './size-words.ts'
import type { QueuedFile, UploadQueue } from './upload-queue.ts'

const colours = {
  waiting: 'default',
  sending: 'processing',
  checking: 'processing',
  paused: 'warning',
  broken: 'warning',
  filed: 'success',
  refused: 'error',
} as const

/** The files on their way, each with how far it is and what may be done with it. */
export function UploadList({ queue }: { queue: UploadQueue }) {
  const text = useText(archiveWords)
  const files = useSyncExternalStore(queue.onChange, queue.entries)
  if (files.length === 0) return null
  const done = files.filter(({ state }) => state === 'filed').length
  return (
    <div style={{ marginTop: 12 }}>
      <Space style={{ marginBottom: 4 }}>
        <strong>{text.overall(count(done), count(files.length))}</strong>
        {files.some(({ state }) => state === 'filed' || state === 'refused') && (
          <Button size="small" type="link" onClick={queue.clear}>
            {text.clear}
          </Button>
        )}
      </Space>
      <ul className="uploads">
        {files.map((file) => (
          <UploadLine key={file.key} file={file} queue={queue} />
        ))}
      </ul>
    </div>
  )
}

function UploadLine({ file, queue }: { file: QueuedFile; queue: UploadQueue }) {
  const text = useText(archiveWords)
  const { key, state, sent } = file
  const label = state === 'refused' ? text.refusedFile : text[state]
  const words = file.isOther ? text.otherFile : state === 'broken' ? text.lineBroken : file.words
  const mayPause = state === 'sending' || state === 'waiting'
  const mayGoOn = state === 'paused' || state === 'broken'
  return (
    <li>
      <div className="upload-head">
        <span className="upload-name">
          {text.papers[file.paper]} · {file.file.name}
        </span>
        <span className="quiet">{sizeWords(file.file.size)}</span>
        <Tag color={colours[state]}>{label}</Tag>
        {mayPause && (
          <Button
            size="small"
            icon={<PauseOutlined />}
            aria-label={`${text.pause} ${file.file.name}`}
            onClick={() => queue.pause(key)}
          />
        )}
        {mayGoOn && (
          <Button
            size="small"
            icon={<CaretRightOutlined />}
            aria-label={`${text.goOn} ${file.file.name}`}
            onClick={() => queue.goOn(key)}
          />
        )}
        {(mayPause || mayGoOn) && (
          <Button
            size="small"
            icon={<CloseOutlined />}
            aria-label={`${text.giveUp} ${file.file.name}`}
            onClick={() => queue.drop(key)}
          />
        )}
      </div>
      {state !== 'filed' && state !== 'refused' && (
        <Progress percent={Math.floor((sent / file.file.size) * 100)} size="small" aria-label={file.file.name} />
      )}
      {words && (
        <div role="alert" className={state === 'refused' ? 'upload-refused' : 'quiet'}>
          {words}
        </div>
      )}
    </li>
  )
}
