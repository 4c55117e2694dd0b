import type { ReactNode } from 'react'
import type { EstateDiagnosis } from '#contract/diagnosis.ts'
import { verdictWords } from '#domain/diagnosis/explain-words.ts'
import { count, yuan } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { verdictTones } from './Marks.tsx'
import { diagnosisWords } from './messages.ts'

/** The verdict in the report's words, whom it concerns, how long it takes, and whether it may still change. */
export function VerdictBanner({ estate, children }: { estate: EstateDiagnosis; children: ReactNode }) {
  const text = useText(diagnosisWords)
  const words = useText(verdictWords)
  const { diagnosis } = estate
  const others = diagnosis.couldBe.filter((verdict) => verdict !== diagnosis.verdict)
  return (
    <section className={`verdict-banner banner-${verdictTones[diagnosis.verdict]}`} aria-label={text.verdict}>
      <div style={{ flex: '1 1 340px' }}>
        <h2>
          <span aria-hidden="true">{text.verdictSymbol[diagnosis.verdict]}</span> {words[diagnosis.verdict]}
        </h2>
        <p>
          <b>{text.homesOf(count(estate.homes))}</b> · {text.waitingOf(count(estate.waiting))} ·{' '}
          {daysWords(diagnosis, text)}
          {diagnosis.noticeDays > 0 && ` · ${text.noticeDays(count(diagnosis.noticeDays))}`}
          {diagnosis.costFen > 0 && ` · ${text.cost(yuan(diagnosis.costFen))}`}
        </p>
        <p className={diagnosis.settled ? 'quiet' : 'tone-todo'}>
          {diagnosis.settled ? text.settled : text.unsettled(others.map((verdict) => words[verdict]).join(' / '))}
        </p>
      </div>
      {children}
    </section>
  )
}

function daysWords(
  { workingDays, daysUnset, path }: EstateDiagnosis['diagnosis'],
  text: (typeof diagnosisWords)['zh'],
) {
  if (daysUnset.length > 0) return workingDays > 0 ? text.ownerDaysAtLeast(count(workingDays)) : text.daysNotFixed
  return path.some(({ track }) => track === 'owner') ? text.ownerDays(count(workingDays)) : text.noDays
}
