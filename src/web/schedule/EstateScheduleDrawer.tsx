import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Drawer, Table, type TableColumnType, Tag } from 'antd'
import { type EstateSchedule, scheduleEndpoints } from '#contract/schedule.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import { GanttChart } from './GanttChart.tsx'
import { scheduleWords } from './messages.ts'

type Props = {
  county: string
  estate: string
  targets: { first: string | undefined; transfer: string | undefined }
  onClose: () => void
}

/** The steps of one estate in time: whether the day wanted can be kept, the drawing, and the same as a table. */
export function EstateScheduleDrawer({ county, estate, targets, onClose }: Props) {
  const text = useText(scheduleWords)
  const schedule = useQuery(
    endpointQuery(scheduleEndpoints.estateSchedule, { params: { county, estate }, query: targets }),
  )
  return (
    <Drawer
      open
      size="min(1100px, 100vw)"
      title={`${schedule.data?.name ?? ''} · ${text.title}`}
      onClose={onClose}
      closable={{ 'aria-label': text.close }}
    >
      <Reading query={schedule}>
        {(found) => (
          <>
            <Outcome schedule={found} />
            {found.steps.length > 0 && <GanttChart schedule={found} />}
            <Steps county={county} steps={found.steps} />
          </>
        )}
      </Reading>
    </Drawer>
  )
}

function Outcome({ schedule: { cycle, steps, slackDays, extensionDays, finishOn } }: { schedule: EstateSchedule }) {
  const text = useText(scheduleWords)
  if (cycle) return <Alert type="error" showIcon title={text.cycle(cycle.join('、'))} />
  if (steps.length === 0 || finishOn === null) return <Alert type="success" showIcon title={text.nothing} />
  if (slackDays === null) return <Alert type="info" showIcon title={text.last(finishOn)} description={text.noTarget} />
  return extensionDays > 0 ? (
    <Alert type="error" showIcon title={text.tooLate(count(extensionDays))} description={text.last(finishOn)} />
  ) : (
    <Alert type="success" showIcon title={text.inTime(count(slackDays))} description={text.last(finishOn)} />
  )
}

type Step = EstateSchedule['steps'][number]

function Steps({ county, steps }: { county: string; steps: readonly Step[] }) {
  const text = useText(scheduleWords)
  const columns: TableColumnType<Step>[] = [
    {
      title: text.step,
      width: 260,
      render: (_, { taskId, title, isCritical, isBeside }) => (
        <>
          {taskId ? (
            <Link to="/counties/$county/tasks/$task" params={{ county, task: taskId }}>
              {title}
            </Link>
          ) : (
            title
          )}{' '}
          {isCritical && <Tag color="error">{text.critical}</Tag>}
          {isBeside && <Tag>{text.beside}</Tag>}
        </>
      ),
    },
    { title: text.unit, dataIndex: 'unit', width: 170 },
    { title: text.days, dataIndex: 'workingDays', width: 90, align: 'right' },
    { title: text.earliest, width: 200, render: (_, step) => text.until(step.earliestStart, step.earliestFinish) },
    { title: text.latest, width: 200, render: (_, step) => text.until(step.latestStart, step.latestFinish) },
    { title: text.slack, dataIndex: 'slackDays', width: 90, align: 'right' },
  ]
  return (
    <Table
      size="small"
      rowKey="id"
      columns={columns}
      dataSource={[...steps]}
      pagination={false}
      scroll={{ x: 1010 }}
      style={{ marginTop: 16 }}
    />
  )
}
