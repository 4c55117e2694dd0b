import { sql } from 'kysely'
import type { Fund, NewFund, NewFundUse } from '#contract/funds.ts'
import { fundedDueKinds } from '#domain/dues/funds.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { actGathering } from '../platform/act-changes.ts'
import { type Actor, type Db, holdActs, nextAct, recordAct, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { findFund } from './funds.ts'

/** A refusal that belongs to one field of the form. */
export const refusedField = (code: string, field: string, message: string) =>
  new Refused({ kind: 'conflict', code, message, fields: [{ field, message }] })

/** Records a fund a government allotted. */
export function allotFund(db: Db, actor: Actor, countyCode: string, { reason, ...fund }: NewFund): Promise<Fund> {
  return transact(db, actor, async (tx) => {
    await nextAct(tx, countyCode)
    const { rows } = await sql<{ id: string; record: Record<string, unknown> }>`
      insert into funds as f (county_code, purpose, amount_fen, allotted_on)
      values (${countyCode}, ${fund.purpose}, ${fund.amountFen}, ${fund.allottedOn})
      returning id, jsonb_strip_nulls(to_jsonb(f) - '{county_code,id}'::text[]) as record`.execute(tx)
    const added = rows[0]
    if (!added) throw new Error('the fund was not added')
    const changed = [{ subjectKind: 'fund' as const, subjectId: added.id, change: added.record }]
    await recordAct(tx, { countyCode, kind: 'fund_allotted', actor, reason, rows: changed })
    await sql`select pg_notify('figures', ${countyCode})`.execute(tx)
    return findFund(tx, countyCode, added.id)
  })
}

/** Commits a part of a fund: for what, to whom, for which estates; never more than is left of it. */
export function commitFund(
  db: Db,
  actor: Actor,
  { countyCode, fundId }: { countyCode: string; fundId: string },
  { reason, ...use }: NewFundUse,
): Promise<Fund> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const fund = await findFund(tx, countyCode, fundId)
    refuseUse(fund, use)
    await refuseUnlinkable(tx, countyCode, use)
    await actGathering(tx, { countyCode, kind: 'fund_committed', actor, reason }, async () => {
      const { rows } = await sql<{ id: string }>`
        insert into fund_uses (county_code, fund_id, bought, matter, payee, contract_no, amount_fen, committed_on)
        values (${countyCode}, ${fundId}, ${use.bought}, ${use.matter}, ${use.payee}, ${use.contractNo}, ${use.amountFen}, ${use.committedOn})
        returning id`.execute(tx)
      const id = rows[0]?.id ?? ''
      await sql`
        insert into fund_use_estates (county_code, use_id, estate_id, place)
        select ${countyCode}, ${id}, estate_id, place from unnest(${use.estateIds}::uuid[]) with ordinality as e (estate_id, place)`.execute(
        tx,
      )
      await sql`
        insert into fund_use_dues (county_code, use_id, due_id) select ${countyCode}, ${id}, unnest(${use.dueIds}::uuid[])`.execute(
        tx,
      )
      await tellUse(countyCode, id).execute(tx)
    })
    await sql`select pg_notify('figures', ${countyCode})`.execute(tx)
    return findFund(tx, countyCode, fundId)
  })
}

function refuseUse(fund: Fund, { amountFen, committedOn, estateIds, dueIds }: Omit<NewFundUse, 'reason'>): void {
  const left = fund.amountFen - fund.committedFen
  if (amountFen > left) throw refusedField('more_than_fund', 'amountFen', `这笔资金只剩 ${yuanOf(left)} 元可以承诺`)
  if (committedOn < fund.allottedOn)
    throw refusedField('before_allotted', 'committedOn', `资金 ${fund.allottedOn} 才安排，承诺日期不能更早`)
  if (committedOn > officeToday()) throw refusedField('date_in_future', 'committedOn', '承诺日期晚于今天')
  if (new Set(estateIds).size < estateIds.length) throw refusedField('estate_twice', 'estateIds', '同一个小区选了两次')
  if (new Set(dueIds).size < dueIds.length) throw refusedField('due_twice', 'dueIds', '同一笔应缴选了两次')
}

/** Estates must be there; dues must be what the government owes for surveys or appraisals, and no other use's. */
async function refuseUnlinkable(
  tx: Tx,
  countyCode: string,
  { estateIds, dueIds }: Pick<NewFundUse, 'estateIds' | 'dueIds'>,
): Promise<void> {
  const { rows } = await sql<{ estates: number; dues: number; taken: number }>`
    select (select count(*) from estates where county_code = ${countyCode} and id = any (${estateIds}::uuid[])) as estates,
           (select count(*) from dues where county_code = ${countyCode} and id = any (${dueIds}::uuid[]) and debtor_kind = 'government'
               and kind = any (${fundedDueKinds}::text[]) and cancelled_on is null) as dues,
           (select count(*) from fund_use_dues where county_code = ${countyCode} and due_id = any (${dueIds}::uuid[])) as taken`.execute(
    tx,
  )
  const found = rows[0]
  if (found?.estates !== estateIds.length)
    throw new Refused({ kind: 'missing', code: 'not_found', message: '没有这个小区' })
  if (found.dues !== dueIds.length)
    throw refusedField('due_not_funded', 'dueIds', '只能关联财政承担、未撤销的测绘费或检测鉴定费')
  if (found.taken > 0) throw refusedField('due_taken', 'dueIds', '其中有应缴已由另一项使用支付')
}

/** Ends a use: what was promised and not spent lies in the fund again. */
export function endFundUse(
  db: Db,
  actor: Actor,
  { countyCode, useId }: { countyCode: string; useId: string },
  reason: string,
): Promise<Fund> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const use = await mustFindUse(tx, countyCode, useId)
    if (use.isEnded) throw new Refused({ kind: 'conflict', code: 'use_ended', message: '这项使用已经了结' })
    await actGathering(tx, { countyCode, kind: 'fund_use_ended', actor, reason }, async () => {
      await sql`
        update fund_uses set ended_on = ${officeToday()}, end_reason = ${reason} where county_code = ${countyCode} and id = ${useId}`.execute(
        tx,
      )
      await tellUse(countyCode, useId).execute(tx)
    })
    await sql`select pg_notify('figures', ${countyCode})`.execute(tx)
    return findFund(tx, countyCode, use.fundId)
  })
}

type Use = { fundId: string; purpose: string; payee: string; leftFen: number; isEnded: boolean; committedOn: string }

export async function mustFindUse(tx: Tx, countyCode: string, useId: string): Promise<Use> {
  const { rows } = await sql<Use>`
    select u.fund_id as "fundId", f.purpose, u.payee, u.ended_on is not null as "isEnded", u.committed_on as "committedOn",
           (u.amount_fen - coalesce((select sum(s.amount_fen) from fund_spendings as s where s.county_code = u.county_code and s.use_id = u.id), 0))::bigint as "leftFen"
      from fund_uses as u join funds as f on f.county_code = u.county_code and f.id = u.fund_id
     where u.county_code = ${countyCode} and u.id = ${useId}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_fund_use', message: '没有这项使用' })
  return rows[0]
}

/** What history keeps of a use of a fund. */
export const tellUse = (countyCode: string, useId: string) => sql`
  insert into act_changes
  select 'fund_use', u.id, jsonb_strip_nulls(fund_use_record(u)) from fund_uses as u where u.county_code = ${countyCode} and u.id = ${useId}`
