import { sql } from 'kysely'
import type { Bulletin as BulletinEntry, Mismatch } from '#contract/reports.ts'
import { type Before, type Bulletin, checkTotals, composeBulletin } from '#domain/reports/bulletin.ts'
import { type Actor, type Db, holdActs, read, recordAct, type Tx, transact } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { latestDay } from './actions.ts'
import { getBoard } from './board.ts'
import { getScope } from './figures.ts'
import { findMismatches } from './mismatches.ts'

const entry = sql`
  b.id, b.county_code as region, b.month, b.issue_no as "issueNo", b.as_of as "asOf", b.known_on as "knownOn",
  to_char(b.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "issuedAt", b.issuer_name as "issuedBy"`

/** The bulletins issued for a region, newest first. */
export function listBulletins(db: Db, actor: Actor, region: string): Promise<BulletinEntry[]> {
  return read(db, actor, async (tx) => {
    const { rows } = await sql<BulletinEntry>`
      select ${entry} from bulletins as b where b.county_code = ${region} order by b.issue_no desc`.execute(tx)
    return rows
  })
}

/** Where the sums of a region do not meet as of a day. Empty: a bulletin may be issued. */
export function checkBulletin(db: Db, actor: Actor, asOf: string | undefined): Promise<Mismatch[]> {
  return read(db, actor, async (tx) =>
    findMismatches(tx, actor.counties, asOf ?? (await latestDay(tx, actor.counties))),
  )
}

export type Issue = { region: string; month: string; asOf: string; reason: string }

/**
 * Issues the monthly bulletin of a region as of a day: what it says is kept for good, and a later correction is a later
 * bulletin. Refused, naming the first place, while units, buildings, estates and county do not add up to the same.
 */
export function issueBulletin(db: Db, actor: Actor, { region, month, asOf, reason }: Issue): Promise<BulletinEntry> {
  return transact(db, actor, async (tx) => {
    const scope = await getScope(tx, region, actor.counties)
    const knownOn = await today(tx)
    refuseDay(month, asOf, knownOn)
    await holdActs(tx, actor.counties) // all its sums are of one moment, and numbers follow each other
    refuseMismatches(await findMismatches(tx, scope.counties, asOf))
    const { code, name, level } = scope.region
    const heading = { region: code, regionName: name, level, month, issueNo: await nextNumber(tx, region), knownOn }
    const previous = await findLastBulletin(tx, region, asOf)
    const before = previous ? beforeOf(previous) : await standingBefore(tx, scope, month)
    const bulletin = composeBulletin(heading, await getBoard(tx, scope, asOf), before)
    const flaw = checkTotals(bulletin)
    refuseMismatches(flaw ? [flaw] : [])
    if (bulletin.totals.units === 0)
      throw new Refused({ kind: 'conflict', code: 'nothing_listed', message: `${name}截至${asOf}没有列入台账的房屋` })
    return keepBulletin(tx, actor, bulletin, reason)
  })
}

/** A month is reported of a day that is over and not before the month. */
function refuseDay(month: string, asOf: string, today: string): void {
  if (asOf > today)
    throw new Refused({ kind: 'invalid', code: 'day_not_over', message: `数据截至日不能晚于今天（${today}）` })
  if (asOf < `${month}-01`)
    throw new Refused({
      kind: 'invalid',
      code: 'day_before_month',
      message: `数据截至日不能早于通报的月份（${month}）`,
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
    message: `不能签发通报：${place}的${what}不一致，应为${expected}，实为${found}${more}`,
  })
}

async function nextNumber(tx: Tx, region: string): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select coalesce(max(issue_no), 0) + 1 as n from bulletins where county_code = ${region}`.execute(tx)
  return rows[0]?.n ?? 1
}

async function today(tx: Tx): Promise<string> {
  const { rows } = await sql<{ today: string }>`select (now() at time zone 'Asia/Shanghai')::date as today`.execute(tx)
  return rows[0]?.today ?? ''
}

/** The latest correction of the latest day before. */
async function findLastBulletin(tx: Tx, region: string, asOf: string): Promise<Bulletin | undefined> {
  const { rows } = await sql<{ content: Bulletin }>`
    select content from bulletins where county_code = ${region} and as_of < ${asOf} order by as_of desc, issue_no desc limit 1`.execute(
    tx,
  )
  return rows[0]?.content
}

const beforeOf = ({ asOf, issueNo, totals, lines }: Bulletin): Before => ({ day: asOf, issueNo, totals, lines })

/** The first bulletin compares with the end of the month before. */
async function standingBefore(tx: Tx, scope: Parameters<typeof getBoard>[1], month: string): Promise<Before> {
  const { rows } = await sql<{ day: string }>`select (${`${month}-01`}::date - 1) as day`.execute(tx)
  const day = rows[0]?.day ?? ''
  const { figures, rows: lines } = await getBoard(tx, scope, day)
  return { day, issueNo: null, totals: figures, lines }
}

async function keepBulletin(tx: Tx, actor: Actor, bulletin: Bulletin, reason: string): Promise<BulletinEntry> {
  const { region, month, issueNo, asOf, knownOn } = bulletin
  const { rows } = await sql<BulletinEntry>`
    with b as (
      insert into bulletins (county_code, month, issue_no, as_of, known_on, issued_by, issuer_name, content)
      values (${region}, ${month}, ${issueNo}, ${asOf}, ${knownOn}, ${actor.accountId}, ${actor.name}, ${JSON.stringify(bulletin)}::jsonb)
      returning *)
    select ${entry} from b`.execute(tx)
  const kept = rows[0]
  if (!kept) throw new Error('a bulletin was kept but gave no row')
  const change = {
    month,
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

/** A bulletin as issued; taking it out of the house is logged. */
export function takeBulletin(
  db: Db,
  actor: Actor,
  region: string,
  id: string,
  format: 'docx' | 'xlsx',
): Promise<Bulletin & { issuedOn: string }> {
  return transact(db, actor, async (tx) => {
    const { rows } = await sql<{ content: Bulletin; issuedOn: string }>`
      select content, (issued_at at time zone 'Asia/Shanghai')::date as "issuedOn" from bulletins where county_code = ${region} and id = ${id}`.execute(
      tx,
    )
    const found = rows[0]
    if (!found) throw new Refused({ kind: 'missing', code: 'no_such_bulletin', message: '没有这期通报' })
    await sql`
      insert into exports (county_code, account_id, subject, filters, row_count)
      values (${region}, ${actor.accountId}, 'bulletin', ${JSON.stringify({ bulletin: id, format })}::jsonb, ${found.content.lines.length})`.execute(
      tx,
    )
    return { ...found.content, issuedOn: found.issuedOn }
  })
}
