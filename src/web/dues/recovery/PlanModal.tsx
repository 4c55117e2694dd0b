import { useQueryClient } from '@tanstack/react-query'
import { Button, DatePicker, Form, Input } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { type Recovery, recoveriesEndpoints } from '#contract/recoveries.ts'
import { readYuan, yuanOf } from '#domain/dues/money.ts'
import { type Instalment, planFault } from '#domain/dues/recovery.ts'
import { call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { moneyRule } from '../YuanItem.tsx'
import { recoveryWords } from './messages.ts'
import { inWords } from './refused.ts'

type Typed = { dueOn?: Dayjs; yuan?: string }
type Values = { basis: string; instalments: Typed[] }

const fenOf = (typed: string | undefined): number => {
  const read = readYuan(typed ?? '')
  return typeof read === 'number' ? read : 0
}

/** The plan as far as it is typed; rows without a day are not counted yet. */
const planOf = (typed: readonly (Typed | undefined)[]): Instalment[] =>
  typed.flatMap((row) => (row?.dueOn ? [{ dueOn: row.dueOn.format('YYYY-MM-DD'), amountFen: fenOf(row.yuan) }] : []))

/** Agrees on instalments: days one after the other, together what is owed. */
export function PlanModal({ recovery, onClose }: { recovery: Recovery; onClose: () => void }) {
  const text = useText(recoveryWords)
  const queries = useQueryClient()
  const { owedFen, countyCode, id, revision, asOf } = recovery

  async function agree({ basis, reason, instalments }: Values & { reason: string }) {
    const params = { county: countyCode, recovery: id }
    await call(recoveriesEndpoints.agreePlan, {
      params,
      body: { basis, reason, revision, instalments: planOf(instalments) },
    })
    await queries.invalidateQueries()
  }

  const refuse = (_: unknown, typed: (Typed | undefined)[]) => {
    const fault = planFault(planOf(typed), owedFen, asOf)
    return fault ? Promise.reject(new Error(text.refusals[fault.code])) : Promise.resolve()
  }

  return (
    <ReasonModal<Values>
      open
      title={recovery.plan ? text.agreeAgain : text.agree}
      done={text.agreed}
      suggested={text.agree}
      onClose={onClose}
      act={(values) => inWords(text.refusals, () => agree(values))}
    >
      <Form.List name="instalments" initialValue={[{ yuan: yuanOf(owedFen) }]} rules={[{ validator: refuse }]}>
        {(rows, { add, remove }, { errors }) => (
          <>
            {rows.map(({ key, name }) => (
              <InstalmentRow key={key} name={name} onRemove={() => remove(name)} />
            ))}
            <Button block type="dashed" onClick={() => add({})} disabled={rows.length >= 60}>
              {text.addInstalment}
            </Button>
            <Form.ErrorList errors={errors} />
          </>
        )}
      </Form.List>
      <Form.Item noStyle shouldUpdate>
        {({ getFieldValue }) => {
          const typed: (Typed | undefined)[] = getFieldValue('instalments') ?? []
          const sum = typed.reduce((all, row) => all + fenOf(row?.yuan), 0)
          return <p aria-live="polite">{text.planSum(yuanOf(sum), yuanOf(owedFen))}</p>
        }}
      </Form.Item>
      <Form.Item name="basis" label={text.basis} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={200} />
      </Form.Item>
    </ReasonModal>
  )
}

function InstalmentRow({ name, onRemove }: { name: number; onRemove: () => void }) {
  const text = useText(recoveryWords)
  return (
    <div className="recovery-instalment">
      <Form.Item
        name={[name, 'dueOn']}
        label={`${text.instalment(name + 1)} · ${text.instalmentDay}`}
        rules={[{ required: true }]}
      >
        <DatePicker minDate={dayjs()} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name={[name, 'yuan']} label={text.instalmentAmount} rules={[moneyRule(text.mustBeMoney, true)]}>
        <Input inputMode="decimal" style={{ textAlign: 'right' }} />
      </Form.Item>
      <Button onClick={onRemove} aria-label={`${text.removeInstalment} ${text.instalment(name + 1)}`}>
        {text.removeInstalment}
      </Button>
    </div>
  )
}
