import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Card, Form, Input, Radio, Select, Tag } from 'antd'
import type { Meeting } from '#contract/meeting-shapes.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { responsibilityEndpoints } from '#contract/responsibility.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { instant } from '../platform/format.ts'
import { meQuery, useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import type { ItemProps } from './AgendaItemView.tsx'
import { meetingWords } from './messages.ts'

type Values = { organisationId: string; stance: 'agree' | 'disagree' | 'abstain'; words?: string }
const tones = { agree: 'success', disagree: 'error', abstain: 'default' } as const

/** What each unit said on an item, dissent with its reason, and whether that carries it. */
export function Opinions({ meeting, item, mayHold, isOpen }: ItemProps) {
  const text = useText(meetingWords)
  const mayGive = useMay('opinions.give', meeting.countyCode) && isOpen && item.resolutions.length === 0
  return (
    <Card
      size="small"
      title={text.opinions}
      extra={
        <Tag color={item.isCarried ? 'success' : 'default'}>{item.isCarried ? text.carried : text.notCarried}</Tag>
      }
    >
      <p style={{ marginTop: 0 }}>{text.signRules[item.signRule]}</p>
      {item.opinions.length === 0 && <p>{text.noOpinions}</p>}
      {item.opinions.map(({ organisation, stance, words, givenBy, givenAt }) => (
        <p key={organisation.id}>
          <Tag color={tones[stance]}>{text.stances[stance]}</Tag> <b>{organisation.name}</b> {words}{' '}
          <small>
            {givenBy} · {instant(givenAt)}
          </small>
        </p>
      ))}
      {mayGive && <GiveOpinion meeting={meeting} item={item} mayHold={mayHold} />}
    </Card>
  )
}

/** The units whose opinion the caller may enter: of those that came, the clerk of the office any, everybody else his own. */
function useUnitsToSpeakFor(meeting: Meeting, mayHold: boolean) {
  const login = useQuery(meQuery).data?.login
  const { data } = useQuery(
    endpointQuery(responsibilityEndpoints.responsibility, { params: { county: meeting.countyCode } }),
  )
  const own = (data?.people ?? [])
    .filter((person) => person.login === login && person.leftOn === null)
    .map(({ organisationId }) => organisationId)
  return {
    isKnown: mayHold || data !== undefined,
    units: meeting.attendance
      .filter(({ status, organisation }) => status !== 'absent' && (mayHold || own.includes(organisation.id)))
      .map(({ organisation }) => ({ value: organisation.id, label: organisation.name })),
  }
}

function GiveOpinion({ meeting, item, mayHold }: Pick<ItemProps, 'meeting' | 'item' | 'mayHold'>) {
  const text = useText(meetingWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const { isKnown, units } = useUnitsToSpeakFor(meeting, mayHold)
  async function give({ organisationId, stance, words }: Values) {
    try {
      await call(meetingsEndpoints.giveOpinion, {
        params: { county: meeting.countyCode, meeting: meeting.id, item: item.no },
        body: { organisationId, stance, words: words || null },
      })
      form.resetFields()
      message.success(text.opinionKept)
      await queries.invalidateQueries()
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
  }
  if (!isKnown) return null
  if (units.length === 0) return mayHold ? null : <p className="quiet">{text.ownUnitOnly}</p>
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(given) => void give(given)}
      className="no-print"
    >
      <Form.Item
        name="organisationId"
        label={text.unit}
        initialValue={units.length === 1 ? units[0]?.value : undefined}
        rules={[{ required: true }]}
      >
        <Select options={units} />
      </Form.Item>
      <Form.Item name="stance" label={text.stance} initialValue="agree">
        <Radio.Group
          optionType="button"
          options={(['agree', 'disagree', 'abstain'] as const).map((value) => ({ value, label: text.stances[value] }))}
        />
      </Form.Item>
      <Form.Item
        name="words"
        label={text.opinionWords}
        dependencies={['stance']}
        rules={[({ getFieldValue }) => ({ required: getFieldValue('stance') === 'disagree' })]}
      >
        <Input maxLength={1000} />
      </Form.Item>
      <Button htmlType="submit">{text.giveOpinion}</Button>
    </Form>
  )
}
