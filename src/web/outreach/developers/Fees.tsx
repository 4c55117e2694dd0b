import { Alert, Empty, Tag } from 'antd'
import type { OwnDue, OwnEstateView, OwnRecovery } from '#contract/developer-shapes.ts'
import { count, yuan } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { developerWords } from './messages.ts'

/** What the developer owes about an estate, its late fees to the day, and how it is recovered. */
export function Fees({ estate }: { estate: OwnEstateView }) {
  const text = useText(developerWords)
  if (estate.dues.length === 0) return <Empty description={text.noFees} />
  return (
    <>
      <Alert type="info" showIcon message={text.separate} />
      <p className="own-quiet">{text.asOf(estate.asOf)}</p>
      <div className="own-lines">
        {estate.dues.map((due) => (
          <Due key={due.id} due={due} />
        ))}
        {estate.recoveries.map((recovery) => (
          <Recovery key={recovery.id} recovery={recovery} />
        ))}
      </div>
    </>
  )
}

function Due({ due }: { due: OwnDue }) {
  const text = useText(developerWords)
  const days = due.lateFee?.inputs.days
  return (
    <div className="own-line">
      <div className="own-line-head">
        <strong>{text.kinds[due.kind] ?? due.kind}</strong>
        {due.deferredUntil && <Tag color="blue">{text.deferred(due.deferredUntil)}</Tag>}
      </div>
      <dl className="own-sums">
        <Sum label={text.amount} fen={due.amountFen} />
        <Sum label={text.paid} fen={due.paidFen} />
        {due.reducedFen > 0 && <Sum label={text.reduced} fen={due.reducedFen} />}
        <Sum label={text.owed} fen={due.owedFen} />
      </dl>
      <p>
        {due.dueOn ? text.dueOn(due.dueOn) : text.noDueDay}
        {due.lateFee && due.lateFee.fen > 0 && ` · ${text.lateFee(yuan(due.lateFee.fen), count(Number(days ?? 0)))}`}
      </p>
      <p className="quiet">{text.basis(due.basis)}</p>
      {due.lateFee && due.lateFee.fen > 0 && <p className="quiet">{due.lateFee.rule}</p>}
    </div>
  )
}

function Sum({ label, fen }: { label: string; fen: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{yuan(fen)}</dd>
    </div>
  )
}

const colours = { paid: 'green', late: 'red', partly: 'orange', open: 'default' } as const

function Recovery({ recovery }: { recovery: OwnRecovery }) {
  const text = useText(developerWords)
  return (
    <div className="own-line">
      <div className="own-line-head">
        <strong>{text.recovery(String(recovery.no))}</strong>
      </div>
      <p>
        {recovery.endedOn
          ? text.recoveryEnded(recovery.endedOn)
          : text.recoveryOpen(yuan(recovery.owedFen), recovery.dueOn)}
      </p>
      {recovery.instalments.map(({ dueOn, amountFen, state }) => (
        <p key={dueOn}>
          {text.instalment(dueOn, yuan(amountFen))} <Tag color={colours[state]}>{text.instalmentStates[state]}</Tag>
        </p>
      ))}
    </div>
  )
}
