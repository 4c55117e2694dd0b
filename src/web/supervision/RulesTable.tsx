import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, InputNumber, Select, Switch, Table, Tag } from 'antd'
import { useState } from 'react'
import { type LadderRuleView, supervisionEndpoints } from '#contract/supervision.ts'
import { documentWords } from '../documents/messages.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { ladderWords, supervisionWords } from './messages.ts'

/** The ladders as they hold here: what comes when, who signs, which letter; and what nobody has confirmed yet. */
export function RulesTable({ region }: { region: string }) {
  const text = useText(supervisionWords)
  const words = useText(ladderWords)
  const { kinds } = useText(documentWords)
  const mayAct = useMay('supervision.act', region)
  const [isSetting, setSetting] = useState(false)
  const rules = useQuery(endpointQuery(supervisionEndpoints.ladderRules, { params: { region } }))
  return (
    <Reading query={rules}>
      {(data) => (
        <>
          {data.some(({ isShipped }) => isShipped) && (
            <Alert type="warning" showIcon title={text.toBeVerified} style={{ marginBottom: 12 }} />
          )}
          {mayAct && (
            <Button className="no-print" style={{ marginBottom: 12 }} onClick={() => setSetting(true)}>
              {text.setRules}
            </Button>
          )}
          <Table<LadderRuleView>
            size="small"
            dataSource={data}
            rowKey="step"
            pagination={false}
            scroll={{ x: 1000 }}
            columns={[
              { title: words.ladder, render: (_, { ladder }) => words.ladders[ladder], width: 110 },
              { title: text.ruleStep, render: (_, { step }) => <strong>{words.steps[step]}</strong>, width: 140 },
              { title: text.ruleWhen, render: (_, rule) => <When rule={rule} />, width: 250 },
              {
                title: text.ruleAnswer,
                render: (_, { answerDays }) => (answerDays === 0 ? '—' : count(answerDays)),
                className: 'number',
                width: 130,
              },
              {
                title: text.ruleLetter,
                render: (_, { letter }) => (letter ? kinds[letter] : '—'),
                width: 140,
              },
              { title: text.ruleSigner, render: (_, { signedBy }) => text.signers[signedBy], width: 150 },
              {
                title: text.ruleOn,
                render: (_, { isOn, isShipped }) => (
                  <>
                    {isOn ? '✓' : '—'}{' '}
                    <Tag color={isShipped ? 'gold' : 'green'}>{isShipped ? text.shipped : text.own}</Tag>
                  </>
                ),
                width: 120,
              },
            ]}
          />
          {isSetting && <SetRule region={region} rules={data} onClose={() => setSetting(false)} />}
        </>
      )}
    </Reading>
  )
}

function When({ rule: { from, workingDays } }: { rule: LadderRuleView }) {
  const text = useText(supervisionWords)
  if (from === 'former_answer_day') return text.afterAnswer(count(workingDays))
  return workingDays < 0 ? text.beforeDue(count(-workingDays)) : text.afterDue(count(workingDays))
}

type Values = { step: LadderRuleView['step']; workingDays: number; answerDays: number; isOn: boolean }

function SetRule({
  region,
  rules,
  onClose,
}: {
  region: string
  rules: readonly LadderRuleView[]
  onClose: () => void
}) {
  const text = useText(supervisionWords)
  const words = useText(ladderWords)
  const queries = useQueryClient()
  const [step, setStep] = useState(rules[0]?.step)
  const rule = rules.find((candidate) => candidate.step === step)

  async function act({ reason, ...given }: Values & { reason: string }) {
    await call(supervisionEndpoints.setLadderRules, { params: { region }, body: { reason, rules: [given] } })
    await queries.invalidateQueries()
  }

  if (!rule) return null
  return (
    <ReasonModal<Values> open title={text.setRules} done={text.rulesSaved} onClose={onClose} act={act}>
      <Form.Item name="step" label={text.ruleStep} initialValue={step}>
        <Select onChange={setStep} options={rules.map((one) => ({ value: one.step, label: words.steps[one.step] }))} />
      </Form.Item>
      <div className="split" key={step}>
        <Form.Item
          name="workingDays"
          label={text.ruleWhen}
          initialValue={rule.workingDays}
          extra={text.days}
          preserve={false}
        >
          <InputNumber min={-60} max={250} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="answerDays" label={text.ruleAnswer} initialValue={rule.answerDays} preserve={false}>
          <InputNumber min={0} max={250} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item name="isOn" label={text.ruleOn} initialValue={rule.isOn} valuePropName="checked" preserve={false}>
        <Switch />
      </Form.Item>
    </ReasonModal>
  )
}
