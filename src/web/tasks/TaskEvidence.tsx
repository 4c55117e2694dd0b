import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, Card, Empty, Table } from 'antd'
import { type Task, tasksEndpoints } from '#contract/tasks.ts'
import { download } from '../platform/api.ts'
import { count, instant } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { EvidenceUpload } from './EvidenceUpload.tsx'
import { taskPageWords } from './messages.ts'

type Paper = Task['papers'][number]

/** The papers that prove a task done, by handing-in, and the place to bring more. */
export function TaskEvidence({ task }: { task: Task }) {
  const text = useText(taskPageWords)
  const mayAdd = task.mayAddEvidence
  return (
    <Card size="small" title={text.evidence}>
      {mayAdd && <EvidenceUpload county={task.countyCode} task={task.id} />}
      {task.papers.length === 0 ? (
        !mayAdd && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noEvidence} />
      ) : (
        <Papers task={task} />
      )}
    </Card>
  )
}

function Papers({ task }: { task: Task }) {
  const text = useText(taskPageWords)
  return (
    <Table<Paper>
      size="small"
      rowKey="no"
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      scroll={{ x: 520 }}
      dataSource={task.papers}
      columns={[
        { title: text.file, render: (_, paper) => <PaperName task={task} paper={paper} /> },
        {
          title: text.submissionLabel,
          render: (_, { submissionNo }) =>
            submissionNo === null ? text.notSubmitted : text.submission(count(submissionNo)),
          width: 110,
        },
        { title: text.addedBy, dataIndex: 'addedBy', width: 100 },
        { title: text.addedAt, render: (_, { addedAt }) => instant(addedAt), width: 140 },
      ]}
    />
  )
}

function PaperName({ task, paper }: { task: Task; paper: Paper }) {
  const { message } = App.useApp()
  const params = { county: task.countyCode, task: task.id, evidence: paper.no }
  return (
    <>
      <Button
        type="link"
        size="small"
        icon={<DownloadOutlined />}
        style={{ paddingInline: 0, whiteSpace: 'normal', height: 'auto', textAlign: 'start' }}
        onClick={() =>
          void download(tasksEndpoints.evidenceFile, { params }, paper.name).catch((error: Error) =>
            message.error(error.message),
          )
        }
      >
        {paper.name} ({sizeOf(paper.bytes)})
      </Button>
      {paper.note && <div style={{ opacity: 0.75 }}>{paper.note}</div>}
    </>
  )
}

/** `640 KB`, `2.4 MB` */
const sizeOf = (bytes: number) =>
  bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`
