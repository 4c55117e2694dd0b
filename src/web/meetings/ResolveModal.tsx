import { useQueryClient } from '@tanstack/react-query'
import { DatePicker, Form, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { z } from 'zod'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { bodiesAbove, type ReferralBody } from '#domain/meetings/referral.ts'
import { call } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { PersonSelect, UnitSelect } from '../tasks/PersonSelect.tsx'
import type { ItemProps } from './AgendaItemView.tsx'
import { meetingWords } from './messages.ts'
import { conditionOf, RuleFields } from './RuleFields.tsx'

type NewResolution = z.input<typeof meetingsEndpoints.resolve.body>['resolution']

type ResolveValues = {
  kind: NewResolution['kind']
  matter: string
  organisationId?: string
  personId?: string
  dueOn?: Dayjs
  wanted?: string
  referTo?: ReferralBody
  requirement?: string
  effect?: 'substitute' | 'defer' | 'separate' | 'waive'
  until?: string
  conditions?: string[]
  registerNote?: string
}

type ResolveModalProps = Pick<ItemProps, 'meeting' | 'item'> & { onClose: () => void }

/** Resolves an item: unit, matter and day, or a rule for this estate or all in its case. */
export function ResolveModal({ meeting, item, onClose }: ResolveModalProps) {
  const text = useText(meetingWords)
  const queries = useQueryClient()
  const county = meeting.countyCode
  const kinds = (['task', 'by_law', 'refer', 'case', 'rule'] as const).filter(
    (kind) =>
      (item.estate !== null || (kind !== 'case' && kind !== 'rule')) &&
      (kind !== 'refer' || bodiesAbove(meeting.kind).length > 0),
  )

  async function resolve({ reason, ...given }: ResolveValues & { reason: string }) {
    await call(meetingsEndpoints.resolve, {
      params: { county, meeting: meeting.id, item: item.no },
      body: { reason, resolution: resolutionOf(given) },
    })
    await queries.invalidateQueries()
  }

  return (
    <ReasonModal<ResolveValues>
      open
      title={`${text.resolve} · ${item.estate?.name ?? item.title}`}
      suggested={text.resolveReason}
      done={text.resolved}
      onClose={onClose}
      act={resolve}
    >
      <Form.Item name="kind" label={text.resolutionKind} initialValue="task">
        <Select options={kinds.map((value) => ({ value, label: text.resolutionKinds[value] }))} />
      </Form.Item>
      <Form.Item
        name="matter"
        label={text.matter}
        initialValue={meeting.kind === 'round' ? item.note : undefined}
        rules={[{ required: true, min: 2 }]}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item noStyle dependencies={['kind', 'organisationId']}>
        {({ getFieldValue }) => {
          const kind: NewResolution['kind'] = getFieldValue('kind')
          if ((kind === 'case' || kind === 'rule') && item.estate)
            return <RuleFields county={county} estate={item.estate.id} isRule={kind === 'rule'} />
          return <OrderFields meeting={meeting} kind={kind} organisation={getFieldValue('organisationId')} />
        }}
      </Form.Item>
    </ReasonModal>
  )
}

type OrderFieldsProps = Pick<ItemProps, 'meeting'> & {
  kind: NewResolution['kind']
  organisation: string | undefined
}

function OrderFields({ meeting, kind, organisation }: OrderFieldsProps) {
  const text = useText(meetingWords)
  const county = meeting.countyCode
  return (
    <>
      {kind === 'refer' ? (
        <Form.Item name="referTo" label={text.body} rules={[{ required: true }]}>
          <Select options={bodiesAbove(meeting.kind).map((value) => ({ value, label: text.referTo[value] }))} />
        </Form.Item>
      ) : (
        <Form.Item name="wanted" label={text.wanted} rules={[{ required: true, min: 2 }]}>
          <Input maxLength={500} />
        </Form.Item>
      )}
      <Form.Item name="organisationId" label={text.unit} rules={[{ required: true }]}>
        <UnitSelect county={county} />
      </Form.Item>
      <Form.Item name="personId" label={text.person}>
        <PersonSelect county={county} organisation={organisation} placeholder={text.personHint} />
      </Form.Item>
      <Form.Item name="dueOn" label={text.term} rules={[{ required: true }]}>
        <DatePicker minDate={dayjs()} style={{ width: '100%' }} />
      </Form.Item>
    </>
  )
}

/** The form's values as the contract takes them; what is lacking the server refuses in words. */
function resolutionOf(given: ResolveValues): NewResolution {
  const { kind, matter } = given
  if (kind === 'case' || kind === 'rule')
    return {
      kind,
      matter,
      requirement: given.requirement ?? '',
      effect: given.effect ?? 'substitute',
      until: given.until || null,
      conditions: kind === 'rule' ? (given.conditions ?? []).map(conditionOf) : [],
      registerNote: given.registerNote || null,
    }
  const ordered = {
    matter,
    organisationId: given.organisationId ?? '',
    personId: given.personId ?? null,
    dueOn: given.dueOn?.format('YYYY-MM-DD') ?? '',
  }
  return kind === 'refer'
    ? { ...ordered, kind, referTo: given.referTo ?? 'joint' }
    : { ...ordered, kind, wanted: given.wanted ?? '' }
}
