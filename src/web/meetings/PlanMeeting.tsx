import { useQuery, useQueryClient } from '@tanstack/react-query'
import { DatePicker, Form, Input, Select, TimePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { Candidate, MeetingLine } from '#contract/meeting-shapes.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { responsibilityEndpoints } from '#contract/responsibility.ts'
import { meetingKindNames } from '#domain/meetings/kinds.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { regionsQuery } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { meetingWords } from './messages.ts'

type Kind = MeetingLine['kind']
type Words = (typeof meetingWords)['zh']
type Values = {
  county?: string
  kind: Kind
  title: string
  heldOn: Dayjs
  startsAt?: Dayjs | null
  place?: string
  organisations?: string[]
  chosen?: string[]
  free?: string
}

const keyOf = ({ estateId, taskId, title }: Candidate) => taskId ?? estateId ?? title

/** The kinds for which the product knows what waits. */
const queued = ['clinic', 'round', 'consultation', 'joint', 'standing_committee'] as const
const queueFor = (kind: Kind) => queued.find((one) => one === kind)

const waitingFor = (county: string, kind: Kind) => {
  const queue = queueFor(kind)
  return {
    ...endpointQuery(meetingsEndpoints.candidates, { params: { county }, query: { kind: queue ?? 'clinic' } }),
    enabled: county !== '' && queue !== undefined,
  }
}

/** Plans a meeting: what kind, when, where, who is asked, and what it deals with. */
export function PlanMeeting({ region, onClose }: { region: string; onClose: () => void }) {
  const text = useText(meetingWords)
  const queries = useQueryClient()
  const regions = useQuery(regionsQuery).data ?? []
  const isCity = regions.find(({ code }) => code === region)?.level === 'city'

  async function plan({ chosen = [], free = '', ...given }: Values & { reason: string }) {
    const county = given.county ?? region
    const waiting = queueFor(given.kind) ? await queries.ensureQueryData(waitingFor(county, given.kind)) : []
    const items = chosen.flatMap((key) => waiting.filter((candidate) => keyOf(candidate) === key))
    const signRule = 'all' as const
    await call(meetingsEndpoints.planMeeting, {
      params: { county },
      body: {
        reason: given.reason,
        kind: given.kind,
        title: given.title,
        heldOn: given.heldOn.format('YYYY-MM-DD'),
        startsAt: given.startsAt?.format('HH:mm') ?? null,
        place: given.place || null,
        organisations: given.organisations ?? [],
        items: [
          ...items.map(({ title, estateId, taskId, why }) => ({ title, estateId, taskId, why, signRule })),
          ...linesOf(free).map((title) => ({ title, estateId: null, taskId: null, why: 'hand' as const, signRule })),
        ],
      },
    })
    await queries.invalidateQueries()
  }

  return (
    <ReasonModal<Values>
      open
      title={text.plan}
      onClose={onClose}
      act={plan}
      done={text.planned}
      suggested={text.planReason}
    >
      {isCity && (
        <Form.Item name="county" label={text.county} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={regions
              .filter(({ level }) => level === 'county')
              .map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
      )}
      <WhatAndWhen />
      <Form.Item noStyle dependencies={['county', 'kind']}>
        {({ getFieldValue }) => (
          <WhoAndItems county={isCity ? (getFieldValue('county') ?? '') : region} kind={getFieldValue('kind')} />
        )}
      </Form.Item>
    </ReasonModal>
  )
}

const linesOf = (free: string) =>
  free
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

function WhatAndWhen() {
  const text = useText(meetingWords)
  return (
    <>
      <Form.Item name="kind" label={text.kind} initialValue="clinic" rules={[{ required: true }]}>
        <Select options={meetingKindNames.map((kind) => ({ value: kind, label: text.kinds[kind] }))} />
      </Form.Item>
      <Form.Item name="title" label={text.title} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={100} />
      </Form.Item>
      <div className="split">
        <Form.Item name="heldOn" label={text.day} initialValue={dayjs()} rules={[{ required: true }]}>
          <DatePicker allowClear={false} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="startsAt" label={text.time}>
          <TimePicker format="HH:mm" minuteStep={10} needConfirm={false} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item name="place" label={text.place}>
        <Input maxLength={100} />
      </Form.Item>
    </>
  )
}

function WhoAndItems({ county, kind }: { county: string; kind: Kind }) {
  const text = useText(meetingWords)
  const units = useQuery({
    ...endpointQuery(responsibilityEndpoints.responsibility, { params: { county } }),
    enabled: county !== '',
  })
  const waiting = useQuery(waitingFor(county, kind))
  const options = (waiting.data ?? []).map((candidate) => ({
    value: keyOf(candidate),
    label: labelOf(candidate, text),
  }))
  return (
    <>
      <Form.Item name="organisations" label={text.units}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={(units.data?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      {queueFor(kind) && (
        <Form.Item
          key={`${county} ${kind}`}
          name="chosen"
          label={`${text.agenda} · ${text.pickItems}`}
          preserve={false}
        >
          <Select
            mode="multiple"
            loading={waiting.isFetching}
            showSearch={{ optionFilterProp: 'label' }}
            notFoundContent={county === '' ? text.pickCounty : text.noCandidates}
            options={options}
          />
        </Form.Item>
      )}
      <Form.Item name="free" label={text.freeItems}>
        <Input.TextArea rows={2} />
      </Form.Item>
    </>
  )
}

/** A task concerns some of an estate's homes; an estate has homes of which some wait. */
function labelOf({ title, why, taskId, homes, open, asks }: Candidate, text: Words): string {
  const size = taskId === null ? text.candidateOf(count(homes), count(open)) : text.concerns(count(homes))
  return [title, text.why[why], size, asks > 0 && text.asksOf(count(asks))].filter(Boolean).join(' · ')
}
