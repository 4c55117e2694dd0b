import { sql } from 'kysely'
import type { PlanFault } from '#domain/campaign/plan-faults.ts'
import { type Actor, type Db, nextAct, recordAct, type Tx, transact } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'

/** Who changes what a region has set for its campaign, and why. */
export type CampaignOffice = { db: Db; actor: Actor; region: string; reason: string }

/**
 * Changes what a region has set, as one act; `apply` is given the act's number. History is told what became different,
 * found by holding the region's record after it against the one before. What changes nothing is refused.
 */
export function changeCampaign<T>(
  { db, actor, region, reason }: CampaignOffice,
  kind: string,
  apply: (tx: Tx, actNo: number) => Promise<void>,
  answer: (tx: Tx) => Promise<T>,
): Promise<T> {
  return transact(db, actor, async (tx) => {
    const { actNo } = await nextAct(tx, region)
    const before = await recordOf(tx, region)
    await apply(tx, actNo)
    const { id, record } = await recordOf(tx, region)
    const change = differing(before.record, record)
    if (Object.keys(change).length === 0)
      throw new Refused({ kind: 'conflict', code: 'nothing_changed', message: '与现在的一样，没有改动' })
    const rows = [{ subjectKind: 'campaign' as const, subjectId: id, change }]
    await recordAct(tx, { countyCode: region, kind, actor, reason, rows })
    await tellCounties(tx, actor.counties)
    return answer(tx)
  })
}

/** Browsers that show the tasks of these counties look again: what they are measured by may have changed. */
export const tellCounties = (tx: Tx, counties: readonly string[]) =>
  sql`select pg_notify('tasks', code) from unnest(${counties}::text[]) as code`.execute(tx)

type Recorded = { id: string; record: Record<string, unknown> }

async function recordOf(tx: Tx, region: string): Promise<Recorded> {
  const { rows } = await sql<Recorded>`
    select campaign_id(${region}) as id, campaign_record(${region}) as record`.execute(tx)
  if (!rows[0]) throw new Error(`no record of the campaign of ${region}`)
  return rows[0]
}

/** Both are made by one function of the database: equal content is equal text. */
function differing(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const isOther = ([key, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(before[key])
  return Object.fromEntries(Object.entries(after).filter(isOther))
}

const faultWords: Readonly<Record<PlanFault['code'], string>> = {
  target_before_today: '清零日期不能早于今天',
  transfer_before_first: '转移登记的清零日期不能早于首次登记',
  sprint_ends_before_start: '攻坚行动的结束日期不能早于开始日期',
  reached_in_future: '完成日期不能晚于今天',
}

/** Refuses a date the domain finds fault with, at its field. */
export function refuseFault(fault: PlanFault | null): void {
  if (fault) throw refusedAt(fault.field, fault.code, faultWords[fault.code])
}

export const refusedAt = (field: string, code: string, message: string): Refused =>
  new Refused({ kind: 'invalid', code, message, fields: [{ field, message }] })
