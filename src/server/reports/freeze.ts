import { sql } from 'kysely'
import type { Mismatch } from '#contract/reports.ts'
import { type Bulletin, checkTotals } from '#domain/reports/bulletin.ts'
import { reportNames } from '#domain/reports/periods.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { type Ask, composeNow } from './compose.ts'
import { getScope, type Scope } from './figures.ts'
import { findMismatches } from './mismatches.ts'

export type Freeze = { frozenAt: string; frozenBy: string; content: Bulletin }

/**
 * Freezes the numbers of a period: what is recorded later is told by a later report. Refused, naming the first place,
 * while units, buildings, estates and county do not add up to the same, and when the period is frozen already.
 */
export function freezePeriod(db: Db, actor: Actor, ask: Ask & { reason: string }): Promise<void> {
  return transact(db, actor, async (tx) => {
    const scope = await getScope(tx, ask.region, actor.counties)
    await holdActs(tx, scope.counties) // all its sums are of one moment
    await refuseIssued(tx, ask)
    const before = await findFreeze(tx, ask)
    if (before)
      throw new Refused({
        kind: 'conflict',
        code: 'period_frozen',
        message: `${reportNames[ask.kind]}（${ask.period}）的数据已由${before.frozenBy}冻结（截至${before.content.asOf}），不能再冻结`,
      })
    await freeze(tx, actor, scope, ask)
  })
}

/** Freezes within a transaction that holds the acts and has seen that nothing was frozen. */
export async function freeze(tx: Tx, actor: Actor, scope: Scope, ask: Ask & { reason: string }): Promise<Bulletin> {
  const content = await composeNow(tx, scope, ask)
  refuseMismatches(await findMismatches(tx, scope.counties, content.asOf))
  const flaw = checkTotals(content)
  refuseMismatches(flaw ? [flaw] : [])
  const { region, period, asOf, knownOn } = content
  const { rows } = await sql<{ id: string; change: Record<string, unknown> }>`
    insert into report_freezes (county_code, kind, period, as_of, known_on, frozen_by, freezer_name, content)
    values (${region}, ${period.kind}, ${period.key}, ${asOf}, ${knownOn}, ${actor.accountId}, ${actor.name}, ${JSON.stringify(content)}::jsonb)
    returning id, jsonb_build_object('kind', kind, 'period', period, 'as_of', as_of, 'known_on', known_on,
                                     'content_sha256', encode(sha256(convert_to(content::text, 'UTF8')), 'hex')) as change`.execute(
    tx,
  )
  const kept = rows[0]
  if (!kept) throw new Error('a period was frozen but gave no row')
  await recordAct(tx, {
    countyCode: region,
    kind: 'period_frozen',
    actor,
    reason: ask.reason,
    rows: [{ subjectKind: 'report_freeze', subjectId: kept.id, change: kept.change }],
  })
  return content
}

export async function findFreeze(tx: Tx, { region, kind, period }: Ask): Promise<Freeze | undefined> {
  const { rows } = await sql<Freeze>`
    select to_char(frozen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "frozenAt", freezer_name as "frozenBy", content
      from report_freezes where county_code = ${region} and kind = ${kind} and period = ${period}`.execute(tx)
  return rows[0]
}

export async function refuseIssued(tx: Tx, { region, kind, period }: Ask): Promise<void> {
  const { rows } = await sql<{ issueNo: number; day: string }>`
    select issue_no as "issueNo", (issued_at at time zone 'Asia/Shanghai')::date as day from bulletins
     where county_code = ${region} and kind = ${kind} and period = ${period} order by edition limit 1`.execute(tx)
  const found = rows[0]
  if (!found) return
  throw new Refused({
    kind: 'conflict',
    code: 'period_issued',
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
    message: `不能冻结、签发：${place}的${what}不一致，应为${expected}，实为${found}${more}`,
  })
}
