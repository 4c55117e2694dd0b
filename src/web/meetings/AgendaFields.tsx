import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Radio, Select } from 'antd'
import type { z } from 'zod'
import type { Candidate, MeetingLine } from '#contract/meeting-shapes.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { meetingWords } from './messages.ts'

type Kind = MeetingLine['kind']
type Words = (typeof meetingWords)['zh']
type NewItem = z.input<typeof meetingsEndpoints.addItems.body>['items'][number]

/** What the fields of an agenda hold; the rule of signing is asked where units give opinions. */
export type AgendaValues = { chosen?: string[]; free?: string; signRule?: 'any' | 'all' }

const keyOf = ({ estateId, taskId, title }: Candidate) => taskId ?? estateId ?? title

/** The kinds for which the product knows what waits. */
const queued = ['clinic', 'round', 'consultation', 'joint', 'standing_committee'] as const
const queueFor = (kind: Kind) => queued.find((one) => one === kind)

/** A clinic assigns and a round visits; every other meeting asks the units what they say. */
export const asksOpinions = (kind: Kind) => kind !== 'clinic' && kind !== 'round'

/** What waits for a meeting of a kind, in the order in which it is to be taken. */
export const waitingFor = (county: string, kind: Kind) => {
  const queue = queueFor(kind)
  return {
    ...endpointQuery(meetingsEndpoints.candidates, { params: { county }, query: { kind: queue ?? 'clinic' } }),
    enabled: county !== '' && queue !== undefined,
  }
}

/** The items of a filled-in agenda: what was picked keeps the order of the queue, whatever the order of picking. */
export function itemsOf(
  { chosen = [], free = '', signRule = 'all' }: AgendaValues,
  waiting: readonly Candidate[],
): NewItem[] {
  const lines = free.split('\n').flatMap((line) => line.trim() || [])
  return [
    ...waiting
      .filter((candidate) => chosen.includes(keyOf(candidate)))
      .map(({ title, estateId, taskId, why }) => ({ title, estateId, taskId, why, signRule })),
    ...lines.map((title) => ({ title, estateId: null, taskId: null, why: 'hand' as const, signRule })),
  ]
}

/** How many of a queue one press takes: what a clinic or a round can go over in a day. */
const dayful = 10

/** What a meeting deals with: picked from what waits, or written down; and how units agree to it. */
export function AgendaFields({ county, kind }: { county: string; kind: Kind }) {
  const text = useText(meetingWords)
  const form = Form.useFormInstance<AgendaValues>()
  const waiting = useQuery(waitingFor(county, kind))
  const rows = waiting.data ?? []
  return (
    <>
      {queueFor(kind) && (
        <Form.Item
          key={`${county} ${kind}`}
          name="chosen"
          label={`${text.agenda} · ${text.pickItems}`}
          preserve={false}
          extra={
            rows.length > 0 && (
              <Button
                type="link"
                size="small"
                style={{ paddingInline: 0 }}
                onClick={() => form.setFieldValue('chosen', rows.slice(0, dayful).map(keyOf))}
              >
                {text.takeFirst(count(Math.min(dayful, rows.length)), count(rows.length))}
              </Button>
            )
          }
        >
          <Select
            mode="multiple"
            loading={waiting.isFetching}
            showSearch={{ optionFilterProp: 'label' }}
            notFoundContent={county === '' ? text.pickCounty : text.noCandidates}
            options={rows.map((candidate) => ({ value: keyOf(candidate), label: labelOf(candidate, text) }))}
          />
        </Form.Item>
      )}
      <Form.Item name="free" label={text.freeItems}>
        <Input.TextArea rows={2} />
      </Form.Item>
      {asksOpinions(kind) && (
        <Form.Item name="signRule" label={text.signRule} initialValue="all">
          <Radio.Group
            options={(['all', 'any'] as const).map((value) => ({ value, label: text.signRules[value] }))}
            style={{ display: 'flex', flexDirection: 'column' }}
          />
        </Form.Item>
      )}
    </>
  )
}

/** A task concerns some of an estate's homes; an estate has homes of which some wait. */
function labelOf({ title, why, taskId, homes, open, asks, township }: Candidate, text: Words): string {
  const size = taskId === null ? text.candidateOf(count(homes), count(open)) : text.concerns(count(homes))
  return [title, township, text.why[why], size, asks > 0 && text.asksOf(count(asks))].filter(Boolean).join(' · ')
}
