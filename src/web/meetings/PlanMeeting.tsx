import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import type { MeetingLine } from '#contract/meeting-shapes.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { meetingKindNames } from '#domain/meetings/kinds.ts'
import { call } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { regionsQuery } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { AgendaFields, type AgendaValues, itemsOf, waitingFor } from './AgendaFields.tsx'
import { MeetingFields, type MeetingValues, meetingOf, UnitsField } from './MeetingFields.tsx'
import { meetingWords } from './messages.ts'

type Values = MeetingValues &
  AgendaValues & {
    county?: string
    kind: MeetingLine['kind']
    organisations?: string[]
  }

/** Plans a meeting: what kind, when, where, who is asked, and what it deals with. */
export function PlanMeeting({ region, onClose }: { region: string; onClose: () => void }) {
  const text = useText(meetingWords)
  const queries = useQueryClient()
  const regions = useQuery(regionsQuery).data ?? []
  const isCity = regions.find(({ code }) => code === region)?.level === 'city'

  async function plan({ reason, ...given }: Values & { reason: string }) {
    const county = given.county ?? region
    const queue = waitingFor(county, given.kind)
    await call(meetingsEndpoints.planMeeting, {
      params: { county },
      body: {
        ...meetingOf(given),
        reason,
        kind: given.kind,
        organisations: given.organisations ?? [],
        items: itemsOf(given, queue.enabled ? await queries.ensureQueryData(queue) : []),
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
      <Form.Item name="kind" label={text.kind} initialValue="clinic" rules={[{ required: true }]}>
        <Select options={meetingKindNames.map((kind) => ({ value: kind, label: text.kinds[kind] }))} />
      </Form.Item>
      <Form.Item noStyle dependencies={['county', 'kind']}>
        {({ getFieldValue }) => {
          const county: string = isCity ? (getFieldValue('county') ?? '') : region
          return (
            <>
              <MeetingFields county={county} />
              <UnitsField county={county} />
              <AgendaFields county={county} kind={getFieldValue('kind')} />
            </>
          )
        }}
      </Form.Item>
    </ReasonModal>
  )
}
