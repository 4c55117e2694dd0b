import { useContext } from 'react'
import type { OwnHome } from '#contract/owners.ts'
import { dueKinds } from '#domain/dues/kinds.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { LanguageContext, useText } from '../../platform/text.ts'
import { useDay } from '../platform/days.ts'
import { Card } from '../platform/parts.tsx'
import { ownerWords } from './messages.ts'

/** What the owner owes for his home, by which rule, and to whom; what nobody has worked out yet is no nothing. */
export function Dues({ home: { dues, unassessed } }: { home: OwnHome }) {
  const text = useText(ownerWords)
  const { language } = useContext(LanguageContext)
  const total = dues.reduce((sum, { owedFen }) => sum + owedFen, 0)
  const title = (kind: keyof typeof dueKinds) => dueKinds[kind][language === 'zh' ? 'title' : 'titleEn']
  return (
    <Card title={text.dues}>
      {dues.length + unassessed.length === 0 && <p>{text.noDues}</p>}
      <ul className="lines">
        {dues.map((due) => (
          <li key={`${due.kind} ${due.rule}`}>
            <strong>{text.owed(title(due.kind), yuanOf(due.owedFen))}</strong>
            <DueWords due={due} />
          </li>
        ))}
        {unassessed.map(({ kind, payTo }) => (
          <li key={kind}>
            <strong>{text.notYetSet(title(kind))}</strong>
            <span>{text.setBy(payTo[language])}</span>
          </li>
        ))}
      </ul>
      {dues.length > 1 && <p className="total">{text.total(yuanOf(total))}</p>}
      {dues.length > 0 && <p>{text.neverToStaff}</p>}
    </Card>
  )
}

function DueWords({ due }: { due: OwnHome['dues'][number] }) {
  const text = useText(ownerWords)
  const { language } = useContext(LanguageContext)
  const day = useDay()
  const { amountFen, paidFen, reducedFen, dueOn, deferredUntil, payTo, rule, source } = due
  const lines = [
    paidFen > 0 && text.paidPart(yuanOf(amountFen), yuanOf(paidFen)),
    reducedFen > 0 && text.reduced(yuanOf(reducedFen)),
    deferredUntil ? text.deferred(day(deferredUntil)) : dueOn && text.payBy(day(dueOn)),
    text.payTo(payTo[language]),
    text.rule(source === null ? rule : `${rule} (${source})`),
  ].filter((line) => line !== false && line !== null)
  return lines.map((line) => <span key={line}>{line}</span>)
}
