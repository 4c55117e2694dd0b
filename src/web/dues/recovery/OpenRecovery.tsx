import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Checkbox, DatePicker, Form, Input } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { type RecoverableDue, recoveriesEndpoints } from '#contract/recoveries.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { yuan } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { EstateSelect } from '../../tasks/SearchSelects.tsx'
import { duesWords } from '../messages.ts'
import { recoveryWords } from './messages.ts'
import { inWords } from './refused.ts'

type Values = { reason: string; estateId: string; dueIds: string[]; basis: string; dueOn?: Dayjs }

/** Opens a case by hand: of which estate, over which debts, on which basis. */
export function OpenRecovery({
  county,
  estate,
  onClose,
}: {
  county: string
  estate: string | undefined
  onClose: () => void
}) {
  const text = useText(recoveryWords)
  const queries = useQueryClient()
  const navigate = useNavigate()

  async function open({ dueOn, ...values }: Values) {
    const body = { ...values, dueOn: dueOn?.format('YYYY-MM-DD') ?? null }
    const { id } = await call(recoveriesEndpoints.openRecovery, { params: { county }, body })
    await queries.invalidateQueries()
    await navigate({ to: '/counties/$county/recoveries/$recovery', params: { county, recovery: id } })
  }

  return (
    <ReasonModal<Values>
      open
      title={text.open}
      done={text.opened}
      suggested={text.openReason}
      onClose={onClose}
      act={(values) => inWords(text.refusals, () => open(values))}
    >
      <p className="recovery-about">{text.openHint}</p>
      <Form.Item name="estateId" label={text.estate} initialValue={estate} rules={[{ required: true }]}>
        <EstateSelect county={county} />
      </Form.Item>
      <Form.Item noStyle dependencies={['estateId']}>
        {({ getFieldValue }) => <Debts county={county} estate={getFieldValue('estateId')} />}
      </Form.Item>
      <Form.Item name="basis" label={text.basis} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="dueOn" label={text.dueOn} extra={text.dueHint}>
        <DatePicker minDate={dayjs()} style={{ width: '100%' }} />
      </Form.Item>
    </ReasonModal>
  )
}

function Debts({ county, estate }: { county: string; estate: string | undefined }) {
  const text = useText(recoveryWords)
  const dues = useQuery({
    ...endpointQuery(recoveriesEndpoints.recoverableDues, { params: { county, estate: estate ?? '' } }),
    enabled: estate !== undefined,
  })
  if (estate === undefined) return null
  return (
    <Reading query={dues}>
      {(found) =>
        found.length === 0 ? (
          <p>{text.noDebts}</p>
        ) : (
          <Form.Item name="dueIds" label={text.debts} rules={[{ required: true, message: text.chooseDebts }]}>
            <Checkbox.Group className="recovery-debts">
              {found.map((due) => (
                <Checkbox key={due.dueId} value={due.dueId}>
                  <DebtWords due={due} />
                </Checkbox>
              ))}
            </Checkbox.Group>
          </Form.Item>
        )
      }
    </Reading>
  )
}

function DebtWords({ due }: { due: RecoverableDue }) {
  const text = useText(recoveryWords)
  const words = useText(duesWords)
  return (
    <>
      {words.kinds[due.kind]} <strong className="number">{words.yuan(yuan(due.owedFen))}</strong>
      <br />
      <small>
        {due.debtorName}
        {due.debtor === null && ` · ${text.unlisted}`} · {due.basis}
        {due.dueOn && ` · ${text.dueDay} ${due.dueOn}`}
        {due.deferredUntil && ` · ${text.deferredUntil(due.deferredUntil)}`}
      </small>
    </>
  )
}
