import { sql } from 'kysely'
import { type Before, type Bulletin, composeBulletin, type Remarks } from '#domain/reports/bulletin.ts'
import {
  dayBefore,
  type Period,
  type PeriodKind,
  parsePeriod,
  periodWords,
  reportNames,
} from '#domain/reports/periods.ts'
import { type Actor, type Db, read, type Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { getBoard } from './board.ts'
import { getScope, type Scope } from './figures.ts'
import { gatherHandIns } from './hand-in/gathered.ts'
import { findWork } from './period-work.ts'

export type Ask = {
  region: string
  kind: PeriodKind
  period: string
  asOf?: string | undefined
  remarks?: Remarks | undefined
}

export const noRemarks: Remarks = { practice: '', demands: '' }

/** The report of a period as it would say now, of what the actor may read; nothing is kept. */
export function draftBulletin(db: Db, actor: Actor, ask: Ask): Promise<Bulletin> {
  return read(db, actor, async (tx) => composeNow(tx, await getScope(tx, ask.region, actor.counties), ask))
}

/** Refused when the day is none of the period's, or when nobody has handed in any ledger to report from. */
export async function composeNow(tx: Tx, scope: Scope, ask: Ask): Promise<Bulletin> {
  const period = getPeriod(ask)
  const asOf = ask.asOf ?? period.to
  refuseDay(period, asOf, officeToday())
  const bulletin = await composeAt(tx, scope, ask, asOf)
  if (isBare(bulletin))
    throw new Refused({ kind: 'conflict', code: 'nothing_listed', message: bareWords(scope.region.name, asOf) })
  return bulletin
}

/** Whether no ledger at all was handed in. */
export const isBare = ({ totals, work }: Bulletin) =>
  totals.estates === 0 && work?.tasks.issued === 0 && work.counters.every(({ total }) => total === null)

export const bareWords = (name: string, asOf: string) => `${name}截至${asOf}没有报送任何台账`

export async function composeAt(tx: Tx, scope: Scope, ask: Ask, asOf: string): Promise<Bulletin> {
  const period = getPeriod(ask)
  const { code, name, level } = scope.region
  const day = dayBefore(period)
  const previous = await findLastBulletin(tx, ask, day)
  const before = previous ? beforeOf(previous) : await standingBefore(tx, scope, day)
  const heading = {
    region: code,
    regionName: name,
    level,
    period,
    issueNo: 0,
    knownOn: officeToday(),
    work: await findWork(tx, scope, day, asOf),
    handIns: await gatherHandIns(tx, scope, period, asOf),
    remarks: ask.remarks ?? noRemarks,
  }
  return composeBulletin(heading, await getBoard(tx, scope, asOf), before)
}

export function getPeriod({ kind, period }: Pick<Ask, 'kind' | 'period'>): Period {
  const found = parsePeriod(kind, period)
  if (found) return found
  throw new Refused({ kind: 'invalid', code: 'no_such_period', message: `没有这个${reportNames[kind]}期间：${period}` })
}

/** A period is reported of a day that is over and not before it began. */
function refuseDay(period: Period, asOf: string, today: string): void {
  if (asOf > today)
    throw new Refused({ kind: 'invalid', code: 'day_not_over', message: `数据截至日不能晚于今天（${today}）` })
  if (asOf < period.from)
    throw new Refused({
      kind: 'invalid',
      code: 'day_before_period',
      message: `数据截至日不能早于报告的期间（${periodWords(period)}）`,
    })
}

/** The report that closed the period before, in its latest edition. */
async function findLastBulletin(tx: Tx, { region, kind }: Ask, day: string): Promise<Bulletin | undefined> {
  const { rows } = await sql<{ content: Bulletin }>`
    select content from bulletins where county_code = ${region} and kind = ${kind} and as_of = ${day} order by as_of desc, issue_no desc limit 1`.execute(
    tx,
  )
  return rows[0]?.content
}

const beforeOf = ({ asOf, issueNo, totals, lines }: Bulletin): Before => ({ day: asOf, issueNo, totals, lines })

/** What stood at the end of the period before, when no report closed it. */
async function standingBefore(tx: Tx, scope: Scope, day: string): Promise<Before> {
  const { figures, rows: lines } = await getBoard(tx, scope, day)
  return { day, issueNo: null, totals: figures, lines }
}
