import { CameraOutlined, InboxOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Select, Space, Upload } from 'antd'
import { useEffect, useState } from 'react'
import { archivesEndpoints } from '#contract/archives.ts'
import { type PaperKind, paperCodes } from '#domain/archives/paper-kinds.ts'
import type { ArchiveSubject } from '#domain/archives/papers.ts'
import { endpointQuery } from '../platform/api.ts'
import { useText } from '../platform/text.ts'
import { archiveWords } from './messages.ts'
import { UploadList } from './UploadList.tsx'
import { queueOf } from './upload-queue.ts'

type Props = {
  county: string
  subject: ArchiveSubject
  /** The one kind of paper that is brought here; without it the kind is chosen. */
  paper?: PaperKind
  /** Kinds to choose from first: those still missing. */
  wanted?: readonly PaperKind[]
}

/** Brings papers: many files by drag or choice, on a phone from the camera; they go on after a break. */
export function PaperUpload({ county, subject, paper, wanted = [] }: Props) {
  const text = useText(archiveWords)
  const queue = queueOf(county, subject)
  const [chosen, setChosen] = useState<PaperKind>(wanted[0] ?? 'other')
  const [keepsPlace, setKeepsPlace] = useState(false)
  const kind = paper ?? chosen
  useFiledRefresh(county, subject)
  const taking = {
    showUploadList: false,
    beforeUpload: (file: File, all: File[]) => {
      if (file === all.at(-1)) queue.add(all.map((one) => ({ file: one, paper: kind, keepsPlace })))
      return false
    },
  }
  const options = [...wanted, ...paperCodes.filter((code) => !wanted.includes(code))]
  return (
    <div className="no-print paper-upload">
      <Space wrap style={{ marginBottom: 8 }}>
        {!paper && (
          <Select
            aria-label={text.paper}
            value={kind}
            onChange={setChosen}
            showSearch={{ optionFilterProp: 'label' }}
            style={{ width: 220 }}
            options={options.map((code) => ({ value: code, label: text.papers[code] }))}
          />
        )}
        {kind === 'site_photo' && (
          <Checkbox checked={keepsPlace} onChange={({ target }) => setKeepsPlace(target.checked)}>
            {text.keepsPlace} <span className="quiet">({text.keepsPlaceHint})</span>
          </Checkbox>
        )}
      </Space>
      <Upload.Dragger multiple {...taking}>
        <p style={{ fontSize: 16, margin: 0 }}>
          <InboxOutlined /> {text.drop}
        </p>
        <p className="quiet" style={{ margin: 0 }}>
          {text.takes}
        </p>
      </Upload.Dragger>
      <Upload accept="image/*" capture="environment" {...taking}>
        <Button size="large" icon={<CameraOutlined />} className="camera" style={{ marginTop: 8 }}>
          {text.photo}
        </Button>
      </Upload>
      <Unfinished county={county} subject={subject} />
      <UploadList queue={queue} />
    </div>
  )
}

/** Looks at the archive again whenever a file of this subject has been filed. */
function useFiledRefresh(county: string, subject: ArchiveSubject): void {
  const queries = useQueryClient()
  const queue = queueOf(county, subject)
  useEffect(() => {
    const off = queue.onFiled(() => {
      void queries.invalidateQueries({ predicate: ({ queryKey }) => /archive/.test(String(queryKey[0])) })
    })
    return () => void off()
  }, [queries, queue])
}

/** What was begun before this page was opened and is not on its way now. */
function Unfinished({ county, subject }: { county: string; subject: ArchiveSubject }) {
  const text = useText(archiveWords)
  const queue = queueOf(county, subject)
  const uploads = useQuery(endpointQuery(archivesEndpoints.listUploads, { params: { county }, query: { limit: 200 } }))
  const going = new Set(queue.entries().map(({ file }) => `${file.name} ${file.size}`))
  const left = (uploads.data?.rows ?? []).filter(
    ({ subject: of, name, bytes, received }) => of.id === subject.id && received > 0 && !going.has(`${name} ${bytes}`),
  )
  if (left.length === 0) return null
  return (
    <Alert
      type="info"
      showIcon
      style={{ marginTop: 12 }}
      title={text.unfinished}
      description={
        <>
          {text.unfinishedHint}
          <ul style={{ margin: '4px 0 0', paddingInlineStart: 18 }}>
            {left.map(({ id, name, paper, received, bytes }) => (
              <li key={id}>
                {text.papers[paper]} · {name} · {Math.floor((received / bytes) * 100)}%
              </li>
            ))}
          </ul>
        </>
      }
    />
  )
}
