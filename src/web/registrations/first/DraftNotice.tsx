import { Form, Input, InputNumber, Radio, Select } from 'antd'
import { firstRegistrationsEndpoints } from '#contract/first-registrations.ts'
import { dayKinds } from '#domain/registrations/first/notice.ts'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import type { FirstProps } from './first-props.ts'
import { firstPageWords, firstWords } from './messages.ts'
import { useFirstAct } from './use-first-act.ts'
import { useTitles } from './use-titles.ts'

type Values = { rule?: string; matter: string; basis?: string; days?: number | null; dayKind?: 'working' | 'calendar' }

const own = ''

/** Drafts a notice: what the rule fixes is told, what it leaves open is asked. */
export function DraftNotice({ first, onClose }: FirstProps & { onClose: () => void }) {
  const text = useText(firstPageWords)
  const words = useText(firstWords)
  const { titleOf } = useTitles()
  const params = { county: first.countyCode, first: first.id }
  const act = useFirstAct(({ rule, matter, basis, days, dayKind, reason }: Values & { reason: string }) =>
    call(firstRegistrationsEndpoints.draftNotice, {
      params,
      body: {
        matter,
        reason,
        rule: rule || null,
        basis: basis?.trim() || null,
        days: days ?? null,
        dayKind: dayKind ?? null,
      },
    }),
  )
  const rules = [
    ...first.noticesAsked.map((notice) => ({ value: notice.rule, label: titleOf(notice) })),
    { value: own, label: text.ownNotice },
  ]
  return (
    <ReasonModal<Values>
      open
      title={text.draftNotice}
      done={text.noticeDrafted}
      suggested={text.writeReason}
      onClose={onClose}
      act={act}
    >
      <Form.Item name="rule" label={text.noticeRule} initialValue={rules[0]?.value ?? own}>
        <Select options={rules} />
      </Form.Item>
      <Form.Item name="matter" label={text.matter} rules={[{ required: true, min: 2 }]}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
      <Form.Item<Values> noStyle dependencies={['rule']}>
        {({ getFieldValue }) => {
          const asked = first.noticesAsked.find(({ rule }) => rule === getFieldValue('rule'))
          if (asked && asked.days !== null)
            return <p>{text.daysByRule(words.days(count(asked.days), words.dayKind[asked.dayKind]))}</p>
          return <OpenDays isKindFixed={asked?.dayKind ?? null} />
        }}
      </Form.Item>
    </ReasonModal>
  )
}

function OpenDays({ isKindFixed }: { isKindFixed: 'working' | 'calendar' | null }) {
  const text = useText(firstPageWords)
  const words = useText(firstWords)
  return (
    <>
      <Form.Item name="days" label={text.daysLabel} rules={[{ required: true }]}>
        <InputNumber
          min={1}
          max={365}
          precision={0}
          suffix={isKindFixed && words.dayKind[isKindFixed]}
          style={{ width: '100%' }}
        />
      </Form.Item>
      {isKindFixed === null && (
        <Form.Item name="dayKind" label={text.dayKindLabel} initialValue="working">
          <Radio.Group
            optionType="button"
            options={dayKinds.map((value) => ({ value, label: words.dayKind[value] }))}
          />
        </Form.Item>
      )}
      <Form.Item
        name="basis"
        label={text.noticeBasis}
        extra={text.noticeBasisHint}
        rules={[{ required: true, min: 2 }]}
      >
        <Input maxLength={300} />
      </Form.Item>
    </>
  )
}
