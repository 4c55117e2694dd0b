import { yuanOf } from '#domain/dues/money.ts'
import { useText } from '../../platform/text.ts'
import './funds.css'
import { fundsWords } from './messages.ts'

type Amounts = { amountFen: number; committedFen: number; spentFen: number }

/** A fund as a bar – spent, promised and not spent, left – with the amounts beneath: each differs by its pattern, too. */
export function FundBar({ amountFen, committedFen, spentFen }: Amounts) {
  const text = useText(fundsWords)
  const parts = [
    { key: 'spent', fen: spentFen },
    { key: 'promised', fen: committedFen - spentFen },
    { key: 'left', fen: amountFen - committedFen },
  ] as const
  return (
    <>
      <div className="fund-bar" aria-hidden="true">
        {parts.map(({ key, fen }) => (
          <span key={key} className={`fund-${key}`} style={{ width: `${(Math.max(0, fen) / amountFen) * 100}%` }} />
        ))}
      </div>
      <dl className="fund-parts">
        <div>
          <dt>{text.parts.amount}</dt>
          <dd>{text.yuan(yuanOf(amountFen))}</dd>
        </div>
        {parts.map(({ key, fen }) => (
          <div key={key}>
            <dt>
              <span className={`fund-mark fund-${key}`} aria-hidden="true" />
              {text.parts[key]}
            </dt>
            <dd>{text.yuan(yuanOf(fen))}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
