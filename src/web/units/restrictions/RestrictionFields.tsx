import { DatePicker, Form, Input, Radio, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import type { NewRestriction } from '#contract/restrictions.ts'
import { debtors, restrictionKinds } from '#domain/units/restriction-rules.ts'
import { useText } from '../../platform/text.ts'
import { restrictionWords } from './messages.ts'

export type RestrictionValues = Pick<NewRestriction, 'kind' | 'debtor' | 'authority' | 'documentNo'> & {
  fromOn: Dayjs
  untilOn?: Dayjs | null
  note?: string
  barsTransfer?: 'yes' | 'no' | 'unknown'
}

const day = (value: Dayjs) => value.format('YYYY-MM-DD')

/** What the endpoint takes of a filled form. */
export const restrictionOf = ({ fromOn, untilOn, note, barsTransfer, ...told }: RestrictionValues) => ({
  ...told,
  fromOn: day(fromOn),
  untilOn: untilOn ? day(untilOn) : null,
  note: note?.trim() ? note : null,
  barsTransfer: barsTransfer === 'yes' ? true : barsTransfer === 'no' ? false : null,
})

/** What is asked of a restriction, for one home or for many. */
export function RestrictionFields() {
  const text = useText(restrictionWords)
  const kind: unknown = Form.useWatch('kind')
  const names = text.kinds
  return (
    <>
      <Form.Item name="kind" label={text.kind} rules={[{ required: true }]}>
        <Select options={restrictionKinds.map((value) => ({ value, label: names[value] }))} />
      </Form.Item>
      <Form.Item name="debtor" label={text.debtor} rules={[{ required: true }]}>
        <Radio.Group options={debtors.map((value) => ({ value, label: text.debtors[value] }))} />
      </Form.Item>
      <Form.Item name="authority" label={text.authority} rules={[{ required: true, min: 2 }]}>
        <Input placeholder={text.authorityExample} maxLength={80} />
      </Form.Item>
      <Form.Item name="documentNo" label={text.documentNo} rules={[{ required: true, min: 2 }]}>
        <Input placeholder={text.documentExample} maxLength={80} />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="fromOn" label={text.fromOn} rules={[{ required: true }]}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="untilOn" label={text.untilOn} extra={text.untilHint}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
      </div>
      {kind === 'mortgage' && (
        <Form.Item name="barsTransfer" label={text.barsTransfer} rules={[{ required: true }]}>
          <Radio.Group
            options={[
              { value: 'yes', label: text.bars },
              { value: 'no', label: text.barsNot },
              { value: 'unknown', label: text.barsUnknown },
            ]}
          />
        </Form.Item>
      )}
      <Form.Item name="note" label={text.note}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}

export type ToldValues = { told: string; on: Dayjs; basis: string }

type Told = Pick<NewRestriction, 'kind' | 'documentNo' | 'authority'>

/** Which restriction is meant: a home has one of a kind and a document. */
const keyOf = ({ kind, documentNo }: Told) => `${kind} ${documentNo}`

/** What the endpoints of lifting and consenting take of a filled form. */
export function toldOf(told: readonly Told[], { told: key, on, basis }: ToldValues) {
  const meant = told.find((each) => keyOf(each) === key)
  if (!meant) throw new Error('a restriction was chosen that is not offered')
  return { kind: meant.kind, documentNo: meant.documentNo, on: day(on), basis }
}

/** What is asked where a restriction is lifted or consented to. */
export function ToldFields({ told, act }: { told: readonly Told[]; act: 'lift' | 'consent' }) {
  const text = useText(restrictionWords)
  const offered = [...new Map(told.map((each) => [keyOf(each), each])).values()]
  return (
    <>
      <Form.Item
        name="told"
        label={text.which}
        rules={[{ required: true }]}
        initialValue={offered.length === 1 && offered[0] ? keyOf(offered[0]) : undefined}
      >
        <Select
          options={offered.map((each) => ({
            value: keyOf(each),
            label: `${text.kinds[each.kind]} · ${each.authority} · ${each.documentNo}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="on" label={act === 'lift' ? text.liftedOn : text.consentedOn} rules={[{ required: true }]}>
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="basis" label={text.basis} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}
