import { sql } from 'kysely'
import type { Bulletin as BulletinEntry, Mismatch } from '#contract/reports.ts'
import { type Before, type Bulletin, checkTotals, composeBulletin, type Remarks } from '#domain/reports/bulletin.ts'
import {
  dayBefore,
  type Period,
  type PeriodKind,
  parsePeriod,
  periodOf,
  periodWords,
  reportNames,
} from '#domain/reports/periods.ts'
import { type Actor, type Db, holdActs, read, recordAct, type Tx, transact } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { latestDay } from './actions.ts'
import { getBoard } from './board.ts'
import { getScope, type Scope } from './figures.ts'
import { findMismatches } from './mismatches.ts'
import { findWork } from './period-work.ts'

const entry = sql`
  b.id, b.county_code as region, b.kind, b.period, b.issue_no as "issueNo", b.as_of as "asOf", b.known_on as "knownOn",
  to_char(b.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "issuedAt", b.issuer_name as "issuedBy"`

/** The reports issued for a region, newest first. */
export function listBulletins(db: Db, actor: Actor, region: string): Promise<BulletinEntry[]> {
  return read(db, actor, async (tx) => {
    const { rows } = await sql<BulletinEntry>`
      select ${entry} from bulletins as b where b.county_code = ${region} order by b.as_of desc, b.kind, b.issue_no desc`.execute(
      tx,
    )
    return rows
  })
}

/** Where the sums of a region do not meet as of a day. Empty: a bulletin may be issued. */
export function checkBulletin(db: Db, actor: Actor, asOf: string | undefined): Promise<Mismatch[]> {
  return read(db, actor, async (tx) =>
    findMismatches(tx, actor.counties, asOf ?? (await latestDay(tx, actor.counties))),
  )
}

export type Ask = {
  region: string
  kind: PeriodKind
  period: string
  asOf?: string | undefined
  remarks?: Remarks | undefined
}

/** The report of a period as it would say now; nothing is kept. */
export function draftBulletin(db: Db, actor: Actor, ask: Ask): Promise<Bulletin> {
  return read(db, actor, async (tx) => compose(tx, await getScope(tx, ask.region, actor.counties), ask, 0))
}

/**
 * Freezes a period of a region: what its report says is kept for good, and a later correction is told by a later
 * report. Refused, naming the first place, while units, buildings, estates and county do not add up to the same.
 */
export function issueBulletin(db: Db, actor: Actor, ask: Ask & { reason: string }): Promise<BulletinEntry> {
  return transact(db, actor, async (tx) => {
    const scope = await getScope(tx, ask.region, actor.counties)
    await holdActs(tx, scope.counties) // all its sums are of one moment, and numbers follow each other
    await refuseFrozen(tx, ask)
    const bulletin = await compose(tx, scope, ask, await nextNumber(tx, ask))
    refuseMismatches(await findMismatches(tx, scope.counties, bulletin.asOf))
    const flaw = checkTotals(bulletin)
    refuseMismatches(flaw ? [flaw] : [])
    return keepBulletin(tx, actor, bulletin, ask.reason)
  })
}

async function compose(tx: Tx, scope: Scope, ask: Ask, issueNo: number): Promise<Bulletin> {
  const period = getPeriod(ask)
  const asOf = ask.asOf ?? period.to
  const knownOn = await today(tx)
  refuseDay(period, asOf, knownOn)
  const { code, name, level } = scope.region
  const day = dayBefore(period)
  const previous = await findLastBulletin(tx, ask, day)
  const before = previous ? beforeOf(previous) : await standingBefore(tx, scope, day)
  const work = await findWork(tx, scope.counties, day, asOf)
  const bulletin = composeBulletin(
    {
      region: code,
      regionName: name,
      level,
      period,
      issueNo,
      knownOn,
      work,
      remarks: ask.remarks ?? { practice: '', demands: '' },
    },
    await getBoard(tx, scope, asOf),
    before,
  )
  if (bulletin.totals.estates === 0 && work.tasks.issued === 0 && work.counters.every(({ total }) => total === null))
    throw new Refused({ kind: 'conflict', code: 'nothing_listed', message: `${name}截至${asOf}没有报送任何台账` })
  return bulletin
}

function getPeriod({ kind, period }: Ask): Period {
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

async function refuseFrozen(tx: Tx, { region, kind, period }: Ask): Promise<void> {
  const { rows } = await sql<{ issueNo: number; day: string }>`
    select issue_no as "issueNo", (issued_at at time zone 'Asia/Shanghai')::date as day from bulletins
     where county_code = ${region} and kind = ${kind} and period = ${period} order by edition limit 1`.execute(tx)
  const found = rows[0]
  if (!found) return
  throw new Refused({
    kind: 'conflict',
    code: 'period_frozen',
    message: `${reportNames[kind]}（${period}）已于${found.day}签发第${found.issueNo}期，数据已经冻结，不能再签发；更正写入下一期`,
  })
}

function refuseMismatches([first, ...others]: readonly Pick<
  Mismatch,
  'place' | 'what' | 'expected' | 'found'
>[]): void {
  if (!first) return
  const { place, what, expected, found } = first
  const more = others.length === 0 ? '' : `，另有${others.length}处`
  throw new Refused({
    kind: 'conflict',
    code: 'sums_do_not_meet',
    message: `不能签发：${place}的${what}不一致，应为${expected}，实为${found}${more}`,
  })
}

async function nextNumber(tx: Tx, { region, kind }: Ask): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select coalesce(max(issue_no), 0) + 1 as n from bulletins where county_code = ${region} and kind = ${kind}`.execute(
    tx,
  )
  return rows[0]?.n ?? 1
}

async function today(tx: Tx): Promise<string> {
  const { rows } = await sql<{ today: string }>`select (now() at time zone 'Asia/Shanghai')::date as today`.execute(tx)
  return rows[0]?.today ?? ''
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

async function keepBulletin(tx: Tx, actor: Actor, bulletin: Bulletin, reason: string): Promise<BulletinEntry> {
  const { region, period, issueNo, asOf, knownOn } = bulletin
  const { rows } = await sql<BulletinEntry>`
    with b as (
      insert into bulletins (county_code, kind, period, issue_no, as_of, known_on, issued_by, issuer_name, content)
      values (${region}, ${period.kind}, ${period.key}, ${issueNo}, ${asOf}, ${knownOn}, ${actor.accountId}, ${actor.name}, ${JSON.stringify(bulletin)}::jsonb)
      returning *)
    select ${entry} from b`.execute(tx)
  const kept = rows[0]
  if (!kept) throw new Error('a bulletin was kept but gave no row')
  const change = {
    kind: period.kind,
    period: period.key,
    issue_no: issueNo,
    as_of: asOf,
    units: bulletin.totals.units,
    transferred: bulletin.totals.transferred,
  }
  await recordAct(tx, {
    countyCode: region,
    kind: 'bulletin_issued',
    actor,
    reason,
    rows: [{ subjectKind: 'bulletin', subjectId: kept.id, change }],
  })
  return kept
}

/** A report as issued; taking it out of the house is logged. */
export function takeBulletin(
  db: Db,
  actor: Actor,
  region: string,
  id: string,
  format: 'docx' | 'xlsx',
): Promise<Bulletin & { issuedOn: string }> {
  return transact(db, actor, async (tx) => {
    const { rows } = await sql<{ content: KeptBulletin; issuedOn: string }>`
      select content, (issued_at at time zone 'Asia/Shanghai')::date as "issuedOn" from bulletins where county_code = ${region} and id = ${id}`.execute(
      tx,
    )
    const found = rows[0]
    if (!found) throw new Refused({ kind: 'missing', code: 'no_such_bulletin', message: '没有这期报告' })
    await sql`
      insert into exports (county_code, account_id, subject, filters, row_count)
      values (${region}, ${actor.accountId}, 'bulletin', ${JSON.stringify({ bulletin: id, format })}::jsonb, ${found.content.lines.length})`.execute(
      tx,
    )
    return { ...asKept(found.content), issuedOn: found.issuedOn }
  })
}

/** Bulletins issued before there were other periods name their month and tell no work. */
type KeptBulletin = Bulletin | (Omit<Bulletin, 'period' | 'work' | 'remarks'> & { month: string })

function asKept(content: KeptBulletin): Bulletin {
  if ('period' in content) return content
  const { month, ...said } = content
  return { ...said, period: periodOf('month', `${month}-01`), work: null, remarks: { practice: '', demands: '' } }
}
