import { useQuery } from '@tanstack/react-query'
import { Alert, Form, type FormInstance, Input, Spin, Switch, Tag } from 'antd'
import type { EstateFirst } from '#contract/first-registration-shapes.ts'
import { firstRegistrationsEndpoints } from '#contract/first-registrations.ts'
import { endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { type ApplyValues, askedBy } from './apply-values.ts'
import { applyWords, firstWords } from './messages.ts'
import { Refusals } from './Refusals.tsx'
import { useTitles } from './use-titles.ts'

type ApplyCheckProps = { first: EstateFirst; form: FormInstance<ApplyValues> }

/** The last step: what the rules say of the application as it is filled in, its gates, and the note it will carry. */
export function ApplyCheck({ first, form }: ApplyCheckProps) {
  const text = useText(applyWords)
  const params = { county: first.countyCode, estate: first.estateId }
  const values = form.getFieldsValue(true) as ApplyValues // the form's own values, of every step
  const tried = useQuery(endpointQuery(firstRegistrationsEndpoints.tryFirst, { params, body: askedBy(values, first) }))
  if (tried.isError) return <Alert type="error" showIcon message={tried.error.message} />
  if (!tried.data) return <Spin description={text.checking} style={{ display: 'block', margin: '40px auto' }} />
  const { refusals, homes, note } = tried.data
  return (
    <>
      <Refusals title={text.refusedNow} refusals={refusals} papers={first.papers} />
      {refusals.length === 0 && <Alert type="success" showIcon message={text.mayApply(count(homes))} />}
      <Gates first={first} />
      <Form.Item name="note" label={text.proposed} initialValue={note}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={4000} />
      </Form.Item>
    </>
  )
}

function Gates({ first: { gates, notices } }: { first: EstateFirst }) {
  const text = useText(applyWords)
  const words = useText(firstWords)
  const { titleOf } = useTitles()
  return (
    <Form.Item label={text.gates} style={{ marginTop: 16 }}>
      <div className="first-gates">
        {gates.map(({ gate, state, basis }) => (
          <div key={gate} className="first-gate">
            <b>{words.gate[gate]}</b> <Tag>{words.gateState[state]}</Tag>
            {gate === 'notice' &&
              notices.map((notice) => <div key={notice.rule}>{`${text.noticeNeeded}：${titleOf(notice)}`}</div>)}
            {basis && <div className="quiet">{basis}</div>}
          </div>
        ))}
      </div>
      {notices.length === 0 && (
        <Form.Item
          name="isNoticeAsked"
          valuePropName="checked"
          label={text.asksNotice}
          extra={text.asksNoticeHint}
          style={{ marginTop: 12 }}
        >
          <Switch />
        </Form.Item>
      )}
    </Form.Item>
  )
}
