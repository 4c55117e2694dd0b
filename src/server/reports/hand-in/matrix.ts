import { sql } from 'kysely'
import type { HandInMatrix } from '#contract/report-rhythm.ts'
import type { HandInState } from '#domain/reports/hand-in.ts'
import { type Period, type PeriodKind, parsePeriod } from '#domain/reports/periods.ts'
import { freezeMoment, isAsked, lastPeriods, type Rhythm } from '#domain/reports/rhythm.ts'
import type { Actor, Tx } from '../../platform/acts.ts'
import { officeNow, officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import type { Scope } from '../figures.ts'
import { handersOf, itsHandIn } from './handers.ts'
import { rhythmsOf } from './rhythms.ts'

/** How many periods stand side by side. */
const shown = 6

/**
 * Who has handed in for the latest periods of a kind. A county sees beside its units what it handed in to the city itself;
 * drafts are nobody's business.
 */
export async function handInMatrix(
  tx: Tx,
  actor: Actor,
  scope: Scope,
  { kind, period }: { kind: PeriodKind; period?: string | undefined },
): Promise<HandInMatrix> {
  const periods = lastPeriods(kind, lastDayOf(kind, period), shown)
  const closed = await listClosed(tx, scope.region.code, kind)
  const cells = await listCells(tx, actor, scope, periods)
  const rhythm = await rhythmsOf(tx, [scope.region.code, ...new Set(cells.map(({ asker }) => asker))])
  const own = rhythm(scope.region.code, kind)
  const rows = [...Map.groupBy(cells, ({ county, who }) => `${county} ${who}`).values()].map((of) => ({
    ...headOf(of[0]),
    cells: of.map((cell, at) => cellOf(cell, rhythm(cell.asker, kind), periods[at])),
  }))
  return {
    periods: periods.map((one) => ({
      period: one.key,
      freezeAt: freezeMoment(one, own),
      isFrozen: closed.has(one.key),
      issueNo: closed.get(one.key) ?? null,
    })),
    // the city asks nothing of this county: no row tells of it
    rows: rows.filter((row) => scope.region.level === 'city' || row.who !== 'county' || row.cells.some(isTold)),
  }
}

type MatrixCell = HandInMatrix['rows'][number]['cells'][number]

const isTold = ({ isAsked: asked, state }: MatrixCell) => asked || state !== null

const cellOf = ({ period: key, state, isLate }: Cell, rhythm: Rhythm, period: Period | undefined): MatrixCell => ({
  period: key,
  state,
  isLate,
  isAsked: period !== undefined && isAsked(rhythm, period),
  isOver: period !== undefined && officeNow() > freezeMoment(period, rhythm),
})

function lastDayOf(kind: PeriodKind, period: string | undefined): string {
  if (period === undefined) return officeToday()
  const found = parsePeriod(kind, period)
  if (!found) throw new Refused({ kind: 'invalid', code: 'no_such_period', message: `没有这个期间：${period}` })
  return found.to
}

type Cell = {
  county: string
  /** By whose rhythm it hands in: its county's, or for a county itself the city's. */
  asker: string
  who: string
  name: string
  isOwn: boolean
  period: string
  state: HandInState | null
  isLate: boolean
}

const headOf = (cell: Cell | undefined) => {
  const { county = '', who = '', name = '', isOwn = false } = cell ?? {} // a group has a first cell
  return { county, who, name, isOwn }
}

async function listCells(tx: Tx, actor: Actor, scope: Scope, periods: readonly Period[]): Promise<Cell[]> {
  const keys = periods.map(({ key }) => key)
  const kind = periods[0]?.kind ?? 'day'
  const { rows } = await sql<Cell>`
    select w.county_code as county, coalesce(case when w.organisation_id is null then r.parent_code end, w.county_code) as asker, coalesce(w.organisation_id::text, 'county') as who, w.name, w.organisation_id is not null and
           exists (select from people as p where p.county_code = w.county_code and p.organisation_id = w.organisation_id
                                             and p.account_id = ${actor.accountId} and p.left_on is null) as "isOwn",
           k.period, h.state, coalesce(h.is_late, false) as "isLate"
      from (${handersOf(scope)}
             union all
            select code, null, name from regions where code = ${scope.region.code} and level = 'county') as w
      join regions as r on r.code = w.county_code
     cross join unnest(${keys}::text[]) with ordinality as k (period, place)
      left join hand_ins as h on ${itsHandIn} and h.kind = ${kind} and h.period = k.period and h.state <> 'draft'
     order by w.county_code, w.organisation_id is not null, w.name, w.organisation_id, k.place`.execute(tx)
  return rows
}

/** Periods of a kind that are frozen or issued, each with its number once it is issued. */
async function listClosed(tx: Tx, region: string, kind: PeriodKind): Promise<ReadonlyMap<string, number | null>> {
  const { rows } = await sql<{ period: string; issueNo: number | null }>`
    select period, max(issue_no) as "issueNo"
      from (select period, null::integer as issue_no from report_freezes where county_code = ${region} and kind = ${kind}
            union all
            select period, issue_no from bulletins where county_code = ${region} and kind = ${kind}) as closed
     group by period`.execute(tx)
  return new Map(rows.map(({ period, issueNo }) => [period, issueNo]))
}
