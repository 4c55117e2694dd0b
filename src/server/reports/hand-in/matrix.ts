import { sql } from 'kysely'
import type { HandInMatrix } from '#contract/report-rhythm.ts'
import type { HandInState } from '#domain/reports/hand-in.ts'
import { type Period, type PeriodKind, parsePeriod } from '#domain/reports/periods.ts'
import { freezeMoment, isAsked, lastPeriods } from '#domain/reports/rhythm.ts'
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
  const rhythm = (await rhythmsOf(tx, [scope.region.code]))(scope.region.code, kind)
  const closed = await listClosed(tx, scope.region.code, kind)
  const cells = await listCells(tx, actor, scope, periods)
  return {
    periods: periods.map((one) => ({
      period: one.key,
      freezeAt: freezeMoment(one, rhythm),
      isAsked: isAsked(rhythm, one),
      isOver: officeNow() > freezeMoment(one, rhythm),
      isFrozen: closed.has(one.key),
      issueNo: closed.get(one.key) ?? null,
    })),
    rows: [...Map.groupBy(cells, ({ county, who }) => `${county} ${who}`).values()].flatMap((of) => {
      const [first] = of
      return first
        ? [{ ...headOf(first), cells: of.map(({ period: key, state, isLate }) => ({ period: key, state, isLate })) }]
        : []
    }),
  }
}

function lastDayOf(kind: PeriodKind, period: string | undefined): string {
  if (period === undefined) return officeToday()
  const found = parsePeriod(kind, period)
  if (!found) throw new Refused({ kind: 'invalid', code: 'no_such_period', message: `没有这个期间：${period}` })
  return found.to
}

type Cell = {
  county: string
  who: string
  name: string
  isOwn: boolean
  period: string
  state: HandInState | null
  isLate: boolean
}

const headOf = ({ county, who, name, isOwn }: Cell) => ({ county, who, name, isOwn })

async function listCells(tx: Tx, actor: Actor, scope: Scope, periods: readonly Period[]): Promise<Cell[]> {
  const keys = periods.map(({ key }) => key)
  const kind = periods[0]?.kind ?? 'day'
  const { rows } = await sql<Cell>`
    select w.county_code as county, coalesce(w.organisation_id::text, 'county') as who, w.name, w.organisation_id is not null and
           exists (select from people as p where p.county_code = w.county_code and p.organisation_id = w.organisation_id
                                             and p.account_id = ${actor.accountId} and p.left_on is null) as "isOwn",
           k.period, h.state, coalesce(h.is_late, false) as "isLate"
      from (${handersOf(scope)}
             union all
            select code, null, name from regions where code = ${scope.region.code} and level = 'county') as w
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
