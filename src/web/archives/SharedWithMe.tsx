import { Link } from '@tanstack/react-router'
import { Tag } from 'antd'
import { useState } from 'react'
import type { ArchiveShare } from '#contract/archive-shapes.ts'
import { archivesEndpoints } from '#contract/archives.ts'
import { call } from '../platform/api.ts'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useText } from '../platform/text.ts'
import './archives.css'
import { FileViewer } from './FileViewer.tsx'
import { archiveWords } from './messages.ts'
import { sizeWords } from './size-words.ts'

/** What other units share with the one of whoever looks; each opening is written down. */
export function SharedWithMe({ county }: { county: string }) {
  const text = useText(archiveWords)
  const [opened, setOpened] = useState<ArchiveShare['file']>()
  return (
    <>
      <RecordTable<ArchiveShare>
        listKey={[archivesEndpoints.sharedWithMe.path, county]}
        load={(after) =>
          call(archivesEndpoints.sharedWithMe, { params: { region: county }, query: { ...(after && { after }) } })
        }
        rowKey={({ id }) => id}
        onOpen={({ file }) => setOpened(file)}
        width={900}
        empty={text.sharedEmpty}
        columns={[
          {
            title: text.file,
            width: 300,
            render: (_, { file }) => (
              <span className="shared-file">
                <Tag>{text.papers[file.paper]}</Tag> {file.name} <span className="quiet">{sizeWords(file.bytes)}</span>
              </span>
            ),
          },
          {
            title: text.estate,
            width: 160,
            render: (_, { estate }) => (
              <Link to="/counties/$county/estates/$estate" params={{ county, estate: estate.id }}>
                {estate.name}
              </Link>
            ),
          },
          { title: text.purpose, dataIndex: 'purpose', width: 200, ellipsis: true },
          { title: text.until, dataIndex: 'untilOn', width: 110 },
          { title: text.sharer, dataIndex: 'sharerName', width: 110 },
        ]}
      />
      <FileViewer
        county={county}
        files={opened ? [opened] : []}
        opened={opened?.id}
        onOpen={() => setOpened(undefined)}
      />
    </>
  )
}
