import { useContext } from 'react'
import type { OwnHome } from '#contract/owners.ts'
import { LanguageContext, useText } from '../../platform/text.ts'
import { useDay } from '../platform/days.ts'
import { Card, Facts, Say } from '../platform/parts.tsx'
import { ownerWords } from './messages.ts'

/** Where a home stands, what comes next, who does it and by when; why, while it waits. */
export function WhereNow({ home }: { home: OwnHome }) {
  const text = useText(ownerWords)
  const { stage, turn, holdUp } = home
  const isHeldUp = holdUp !== null && stage === 'ready'
  const when = useWhen(home)
  return (
    <>
      <section className="card where" aria-label={text.whereNow}>
        <p className="stage">{isHeldUp ? text.heldUp : text.stages[stage]}</p>
        {!isHeldUp && <p>{text.next[stage]}</p>}
        {turn !== 'nobody' && (
          <Facts
            facts={[
              { term: text.whoDoes, value: <Offices home={home} /> },
              { term: text.byWhen, value: when },
            ]}
          />
        )}
      </section>
      {holdUp && (
        <Say tone="warn" title={text.holdUp}>
          <p>{holdUp.words ?? text.developersHoldUp}</p>
          {holdUp.basis && <p>{text.basis(holdUp.basis)}</p>}
          {!holdUp.isDevelopers && <p>{text.whoToAsk}</p>}
        </Say>
      )}
      {turn === 'offices' && !isHeldUp && <Awaits home={home} />}
    </>
  )
}

function useWhen({ stage, turn, by }: OwnHome): string {
  const text = useText(ownerWords)
  const day = useDay()
  if (by !== null) return turn === 'offices' ? text.earliest(day(by)) : text.dueBy(day(by))
  if (stage === 'correcting') return text.soon
  return turn === 'you' ? text.anyDay : text.noDayYet
}

function Offices({ home: { turn, awaits } }: { home: OwnHome }) {
  const text = useText(ownerWords)
  const { language } = useContext(LanguageContext)
  const names = turn === 'offices' ? new Set(awaits.flatMap(({ who }) => who.map((office) => office[language]))) : []
  return [...names].join(language === 'zh' ? '、' : ', ') || text.turns[turn]
}

function Awaits({ home: { awaits, checking } }: { home: OwnHome }) {
  const text = useText(ownerWords)
  const { language } = useContext(LanguageContext)
  const day = useDay()
  return (
    <Card title={text.awaits}>
      {awaits.length > 0 && <p>{text.awaitsWhy}</p>}
      <ul className="lines">
        {awaits.map(({ requirement, title, titleEn, who, by }) => (
          <li key={requirement}>
            <strong>{text.requirements[requirement] ?? (language === 'zh' ? title : (titleEn ?? title))}</strong>
            <span>
              {who.map((office) => office[language]).join(' · ')}
              {by && ` · ${text.earliest(day(by))}`}
            </span>
          </li>
        ))}
      </ul>
      {(checking > 0 || awaits.length === 0) && <p>{text.checking(checking)}</p>}
    </Card>
  )
}
