import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Battle } from '#contract/battle.ts'
import { ladderSteps } from '#domain/supervision/rules.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { ladderWords } from '../supervision/messages.ts'
import { battleWords } from './battle-messages.ts'
import './battle.css'

type Late = Battle['red'][number] | Battle['critical'][number]

/**
 * How the work stands beside the chart of homes: write-offs, units furthest behind, estates held up. `rows`: how many
 * each list has room for; what one does not need the other has.
 */
export function BattleMap({ battle, rows, ofCity }: { battle: Battle; rows: number; ofCity: boolean }) {
  const text = useText(battleWords)
  const { steps } = useText(ladderWords)
  const { writtenOff, open, overdue, red, critical } = battle
  const reds = red.slice(0, Math.max(rows, 2 * rows - critical.length))
  const isEmpty = open === 0 && writtenOff.total === 0
  const where = ({ countyName }: Late) => (ofCity ? `${countyName} · ` : '')
  return (
    <aside className="battle" aria-label={text.map}>
      <div className="battle-counts">
        <Count label={text.writtenOffToday} value={writtenOff.today} />
        <Count label={text.writtenOffWeek} value={writtenOff.week} />
        <Count label={text.open} value={open} />
        <Count label={text.overdue} value={overdue} isBad={overdue > 0} />
        <Ladders battle={battle} />
        <Ticker battle={battle} ofCity={ofCity} />
      </div>
      {isEmpty ? (
        <p className="battle-none">{text.noTasks}</p>
      ) : (
        <>
          <List title={text.redUnits} none={text.noRed}>
            {reds.map((unit) => (
              <li key={unit.organisationId}>
                <Link
                  to="/regions/$region/tasks"
                  params={{ region: unit.countyCode }}
                  search={{ organisation: unit.organisationId, light: 'red' }}
                >
                  <strong>{unit.organisation}</strong>
                  <small>
                    {unit.head === null ? text.noHead : text.head(unit.head)}　{text.late(count(unit.worstDays))}
                    {unit.lastStep && `　${steps[unit.lastStep]}`}
                  </small>
                  <Red label={text.redTasks(count(unit.red))} value={unit.red} />
                </Link>
              </li>
            ))}
          </List>
          <List title={text.critical} none={text.noCritical}>
            {critical.slice(0, 2 * rows - reds.length).map((estate) => (
              <li key={estate.id}>
                <Link
                  to="/counties/$county/estates/$estate"
                  params={{ county: estate.countyCode, estate: estate.id }}
                  search={{ view: 'tasks' }}
                >
                  <strong>{estate.name}</strong>
                  <small>
                    {where(estate)}
                    {text.waiting(count(estate.homes))}　{text.late(count(estate.worstDays))}
                  </small>
                  <Red label={text.redTasks(count(estate.red))} value={estate.red} />
                </Link>
              </li>
            ))}
          </List>
        </>
      )}
    </aside>
  )
}

/** How many ladders stand at which step, and the letters of the week. */
function Ladders({ battle: { ladders, letters } }: { battle: Battle }) {
  const text = useText(battleWords)
  const { steps } = useText(ladderWords)
  const running = ladderSteps.flatMap((step) => (ladders[step] ? [`${steps[step]} ${count(ladders[step])}`] : []))
  const issued = letters.map(({ word, n }) => `${word} ${count(n)}`)
  return (
    <div className="battle-line">
      <b>{text.ladders}</b> {running.length > 0 ? running.join('　') : text.noLadders}
      {issued.length > 0 && (
        <>
          　<b>{text.letters}</b> {issued.join('　')}
        </>
      )}
    </div>
  )
}

/** The last write-offs, passing by; they stand still for whoever asked for less motion, and on paper. */
function Ticker({ battle: { ticker }, ofCity }: { battle: Battle; ofCity: boolean }) {
  const text = useText(battleWords)
  if (ticker.length === 0) return null
  return (
    <section className="battle-line battle-ticker" aria-label={text.ticker}>
      <span>
        {ticker.map(({ taskId, countyName, title, on }) => (
          <span key={taskId} className="battle-passing">
            <b>{text.writtenOff}</b> {ofCity && `${countyName} `}
            {title} <small>{on}</small>
          </span>
        ))}
      </span>
    </section>
  )
}

function Count({ label, value, isBad = false }: { label: string; value: number; isBad?: boolean }) {
  return (
    <div className={isBad ? 'battle-count battle-bad' : 'battle-count'}>
      <div>{label}</div>
      <strong>{count(value)}</strong>
    </div>
  )
}

function List({ title, none, children }: { title: string; none: string; children: readonly ReactNode[] }) {
  return (
    <section>
      <h2>{title}</h2>
      {children.length === 0 ? <p className="battle-none">{none}</p> : <ol>{children}</ol>}
    </section>
  )
}

function Red({ label, value }: { label: string; value: number }) {
  return (
    <span className="battle-red light-red" role="img" aria-label={label}>
      {count(value)}
    </span>
  )
}
