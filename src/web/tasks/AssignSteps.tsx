import { useQueryClient } from '@tanstack/react-query'
import { App, DatePicker, Form } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { tasksEndpoints } from '#contract/tasks.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { taskPageWords, taskWords } from './messages.ts'
import { PersonSelect } from './PersonSelect.tsx'
import type { Proposed } from './ProposedTasks.tsx'

type AssignStepsProps = {
  county: string
  estate: string
  /** The sitting at which they are given out. */
  meeting: string | undefined
  /** Each with the unit chosen for it where none stands behind the rule's word. */
  steps: readonly (Proposed & { unit: string | undefined })[]
  onClose: () => void
}

type Given = { personId?: string; dueOn?: Dayjs | null }
type Values = { startsOn: Dayjs; given: Given[]; reason: string }

const iso = (day: Dayjs) => day.format('YYYY-MM-DD')

/** Gives steps out in one act: each to a person of its unit, until a day or by its working days. */
export function AssignSteps({ county, estate, meeting, steps, onClose }: AssignStepsProps) {
  const text = useText(taskPageWords)
  const words = useText(taskWords)
  const queries = useQueryClient()
  const { message } = App.useApp()
  async function assign({ startsOn, given, reason }: Values) {
    const { left } = await call(tasksEndpoints.assignSteps, {
      params: { county },
      body: {
        reason,
        startsOn: iso(startsOn),
        meetingId: meeting ?? null,
        steps: steps.map(({ registration, rule, step, unit }, at) => {
          const { personId, dueOn } = given[at] ?? {}
          return {
            estateId: estate,
            registration,
            rule,
            step,
            organisationId: unit ?? null,
            personId: personId ?? null,
            dueOn: dueOn ? iso(dueOn) : null,
          }
        }),
      },
    })
    await queries.invalidateQueries()
    for (const { message: why } of left) message.warning(why)
  }
  return (
    <ReasonModal<Values>
      open
      title={text.assignTitle(count(steps.length))}
      suggested={meeting === undefined ? text.assignReason : text.assignReasonAtMeeting}
      onClose={onClose}
      act={assign}
      done={text.assigned}
    >
      <Form.Item name="startsOn" label={words.starts} initialValue={dayjs()} rules={[{ required: true }]}>
        <DatePicker allowClear={false} minDate={dayjs()} style={{ width: '100%' }} />
      </Form.Item>
      {steps.map((step, at) => (
        <StepGiven key={step.key} county={county} step={step} at={at} />
      ))}
    </ReasonModal>
  )
}

/** Who does a step and until when; without a day its working days are counted. */
function StepGiven({ county, step, at }: { county: string; step: AssignStepsProps['steps'][number]; at: number }) {
  const text = useText(taskPageWords)
  const words = useText(taskWords)
  const { title, organisation, person, unit, workingDays } = step
  return (
    <fieldset className="assign-step">
      <legend>{[title, organisation?.name].filter(Boolean).join(' · ')}</legend>
      <div className="split">
        <Form.Item name={['given', at, 'personId']} label={words.person}>
          <PersonSelect
            county={county}
            organisation={organisation?.id ?? unit}
            placeholder={person?.name ?? text.liaison}
          />
        </Form.Item>
        <Form.Item name={['given', at, 'dueOn']} label={words.due}>
          <DatePicker minDate={dayjs()} placeholder={text.byDays(count(workingDays))} style={{ width: '100%' }} />
        </Form.Item>
      </div>
    </fieldset>
  )
}
