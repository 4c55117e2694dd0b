import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, DatePicker, Form } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import type { TaskResults } from '#contract/tasks.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { RefusedModal } from '../platform/RefusedModal.tsx'
import { useText } from '../platform/text.ts'
import { taskWords } from './messages.ts'
import { PersonSelect } from './PersonSelect.tsx'
import { type ActedTask, doAct, type TaskAct } from './task-acts.ts'

export type Doing = { act: TaskAct; tasks: readonly ActedTask[] }
type Values = { personId?: string; until?: Dayjs }

type TaskActModalProps = {
  /** What is about to be done; nothing while the form is closed. */
  doing: Doing | undefined
  onClose: () => void
  /** Hears which tasks were refused, so that they can stay chosen. */
  onDone?: (refused: ReadonlySet<string>) => void
}

/** Asks for the reason of an act on one or many tasks, does it, and says which were refused and why. */
export function TaskActModal({ doing, onClose, onDone }: TaskActModalProps) {
  const text = useText(taskWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [outcome, setOutcome] = useState<Doing & { results: TaskResults }>()

  async function act({ reason, personId, until }: Values & { reason: string }) {
    if (!doing) return
    const results = await doAct(doing.act, doing.tasks, {
      reason,
      ...(personId && { personId }),
      ...(until && { until: until.format('YYYY-MM-DD') }),
    })
    await queries.invalidateQueries()
    if (results.refused > 0 && doing.tasks.length === 1) throw new Error(results.results[0]?.message ?? '')
    onDone?.(new Set(results.results.filter(({ ok }) => !ok).map(({ id }) => id)))
    if (results.refused > 0) setOutcome({ ...doing, results })
    else message.success(text.doneAll(text.acts[doing.act], count(results.done)))
  }

  return (
    <>
      {doing && (
        <ReasonModal<Values>
          key={doing.act}
          open
          title={doing.tasks.length === 1 ? titleOfOne(text.acts[doing.act], doing.tasks) : titleOf(text, doing)}
          suggested={suggestionFor(text.suggested, doing.act)}
          onClose={onClose}
          act={act}
        >
          <ActFields doing={doing} />
        </ReasonModal>
      )}
      <Outcome outcome={outcome} onClose={() => setOutcome(undefined)} />
    </>
  )
}

const titleOf = (text: (typeof taskWords)['zh'], { act, tasks }: Doing) =>
  text.actOn(text.acts[act], count(tasks.length))

const titleOfOne = (act: string, tasks: readonly ActedTask[]) => `${act} · ${tasks[0]?.no} ${tasks[0]?.title}`

const suggestionFor = (suggested: Partial<Record<TaskAct, string>>, act: TaskAct) => suggested[act]

/** What an act asks for besides its reason, and what is better known before. */
function ActFields({ doing: { act, tasks } }: { doing: Doing }) {
  const text = useText(taskWords)
  const without = tasks.filter(({ evidence }) => evidence === 0).length
  const latest = tasks.map(({ dueOn }) => dueOn).reduce((a, b) => (a > b ? a : b))
  if (act === 'submit' && without > 0)
    return <Alert type="warning" showIcon message={text.noPapers(count(without))} style={{ marginBottom: 12 }} />
  if (act === 'hand_over')
    return (
      <Form.Item name="personId" label={text.toPerson} rules={[{ required: true }]}>
        <PersonSelect county={tasks[0]?.countyCode ?? ''} />
      </Form.Item>
    )
  if (act === 'ask_extension')
    return (
      <Form.Item name="until" label={text.until} rules={[{ required: true }]}>
        <DatePicker minDate={dayjs(latest).add(1, 'day')} style={{ width: '100%' }} inputReadOnly />
      </Form.Item>
    )
  return null
}

/** The tasks of a batch that were refused, each with its reason. */
function Outcome({
  outcome,
  onClose,
}: {
  outcome: (Doing & { results: TaskResults }) | undefined
  onClose: () => void
}) {
  const text = useText(taskWords)
  const titles = new Map(outcome?.tasks.map(({ id, title }) => [id, title]))
  return (
    <RefusedModal
      title={outcome && text.doneSome(count(outcome.results.done), count(outcome.results.refused))}
      note={text.stillChosen}
      results={outcome?.results.results}
      columns={[
        { title: text.no, dataIndex: 'no', width: 72, className: 'number' },
        { title: text.title, render: (_, { id }) => titles.get(id) },
      ]}
      onClose={onClose}
    />
  )
}
