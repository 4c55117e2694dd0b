import { DatePicker, Space } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import type { ArchiveFile } from '#contract/archive-shapes.ts'
import { archivesEndpoints } from '#contract/archives.ts'
import { call } from '../platform/api.ts'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useText } from '../platform/text.ts'
import { FileViewer } from './FileViewer.tsx'
import { archiveWords } from './messages.ts'

type DueFile = ArchiveFile & { keptUntil: string; estateName: string }

/** Papers whose time is over by a day, to be appraised; nothing is deleted. */
export function DueList({ county }: { county: string }) {
  const text = useText(archiveWords)
  const [until, setUntil] = useState(() => dayjs().format('YYYY-MM-DD'))
  const [opened, setOpened] = useState<DueFile>()
  return (
    <>
      <Space wrap style={{ marginBottom: 12 }}>
        {text.dueBy}
        <DatePicker
          allowClear={false}
          aria-label={text.dueBy}
          value={dayjs(until)}
          onChange={(day) => day && setUntil(day.format('YYYY-MM-DD'))}
        />
        {text.dueByEnd}
        <span className="quiet">{text.dueHint}</span>
      </Space>
      <RecordTable<DueFile>
        listKey={[archivesEndpoints.archiveDue.path, county, until]}
        load={(after) =>
          call(archivesEndpoints.archiveDue, { params: { county }, query: { until, ...(after && { after }) } })
        }
        rowKey={({ id }) => id}
        onOpen={setOpened}
        width={800}
        empty={text.dueEmpty}
        columns={[
          { title: text.keptUntil, dataIndex: 'keptUntil', width: 110 },
          { title: text.paper, width: 150, render: (_, { paper }) => text.papers[paper] },
          { title: text.name, dataIndex: 'name', width: 240, ellipsis: true },
          { title: text.estate, dataIndex: 'estateName', width: 160 },
          { title: text.addedOn, dataIndex: 'addedOn', width: 110 },
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
