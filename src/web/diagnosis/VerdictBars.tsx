import type { DiagnosisBoard } from '#contract/diagnosis-board.ts'
import { type Verdict, verdicts } from '#domain/diagnosis/diagnosis.ts'
import { verdictWords } from '#domain/diagnosis/explain-words.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { verdictTones } from './Marks.tsx'
import { diagnosisWords } from './messages.ts'

export type Counted = 'homes' | 'waiting'

type VerdictBarProps = {
  counts: DiagnosisBoard['verdicts']
  counted: Counted
  /** What a full bar stands for, so that several can be compared. */
  whole: number
  chosen?: Verdict | undefined
  onChoose?: (verdict: Verdict) => void
}

/** The homes of each verdict as one bar, told apart by colour, pattern and letter. */
export function VerdictBar({ counts, counted, whole, chosen, onChoose }: VerdictBarProps) {
  const text = useText(diagnosisWords)
  const words = useText(verdictWords)
  const shown = verdicts.filter((verdict) => counts[verdict][counted] > 0)
  const said = (verdict: Verdict) =>
    `${words[verdict]}: ${text.homesOf(count(counts[verdict][counted]))}, ${text.estatesOf(count(counts[verdict].estates))}`
  return (
    <div className="verdict-bar">
      {shown.map((verdict) => {
        const share = whole === 0 ? 0 : (counts[verdict][counted] / whole) * 100
        const look = {
          className: `verdict-part fill-${verdictTones[verdict]}${chosen === verdict ? ' is-chosen' : ''}`,
          style: { width: `${share}%` },
          title: said(verdict),
        }
        const label = share > 4 ? text.verdictMark[verdict] : ''
        return onChoose ? (
          <button key={verdict} type="button" aria-label={said(verdict)} onClick={() => onChoose(verdict)} {...look}>
            {label}
          </button>
        ) : (
          <span key={verdict} role="img" aria-label={said(verdict)} {...look}>
            {label}
          </span>
        )
      })}
    </div>
  )
}

/** What the colours and letters of the bars mean, with the counts of the whole. */
export function VerdictLegend({ counts, counted }: { counts: DiagnosisBoard['verdicts']; counted: Counted }) {
  const text = useText(diagnosisWords)
  const words = useText(verdictWords)
  const said = ({ estates, ...homes }: DiagnosisBoard['total']) =>
    `${text.homesOf(count(homes[counted]))} · ${text.estatesOf(count(estates))}`
  return (
    <ul className="verdict-legend">
      {verdicts.map((verdict) => (
        <li key={verdict}>
          <span className={`verdict-key fill-${verdictTones[verdict]}`}>{text.verdictMark[verdict]}</span>
          {words[verdict]} <b className="number">{said(counts[verdict])}</b>
        </li>
      ))}
    </ul>
  )
}
