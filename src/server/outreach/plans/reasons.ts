import { type RawBuilder, sql } from 'kysely'
import type { OutreachReason } from '#contract/outreach.ts'
import { shippedReasons } from '#domain/outreach/plans/reasons.ts'
import { type Actor, type Db, nextAct, recordAct, type Tx, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'

/** The names under which a reason is counted: its own and those merged into it, also by way of another. */
export const joined = (county: RawBuilder<unknown>, name: string) => sql`
  (with recursive names (name) as (
     select ${name}::text
      union
     select r.name from names join outreach_reasons as r on r.county_code = ${county} and r.merged_into = names.name)
   select name from names)`

/** The reasons of a county: those shipped, its own, and words said that are on no list; each with the homes that say so now. */
export async function listReasons(tx: Tx, countyCode: string): Promise<OutreachReason[]> {
  const { rows } = await sql<Omit<OutreachReason, 'nameEn'>>`
    with said as (
      select reason as name, count(*)::integer as homes from unit_outreach
       where county_code = ${countyCode} and reason is not null group by reason
    ), shipped as (
      select name, place from unnest(${shippedReasons.map(({ zh }) => zh)}::text[]) with ordinality as s (name, place)
    )
    select name, s.place is not null as "isShipped", r.from_on as "fromOn", r.ended_on as "endedOn", r.merged_into as "mergedInto",
           s.place is not null or (r.id is not null and (r.merged_into is null or r.from_on < r.ended_on)) as "isListed",
           coalesce(said.homes, 0) as homes
      from shipped as s
      full join (select * from outreach_reasons where county_code = ${countyCode}) as r using (name)
      full join said using (name)
     order by s.place, r.from_on, r.id, said.homes desc, name
     limit 500`.execute(tx)
  return rows.map((row) => ({ ...row, nameEn: shippedReasons.find(({ zh }) => zh === row.name)?.en ?? null }))
}

type Changed = { id: string; record: Record<string, unknown> }

/** Adds a reason in the county's own words, from today on. */
export function addReason(
  db: Db,
  actor: Actor,
  countyCode: string,
  { name, reason }: { name: string; reason: string },
): Promise<OutreachReason[]> {
  return change(db, actor, { countyCode, kind: 'outreach_reason_added', reason }, async (tx) => {
    if ((await listReasons(tx, countyCode)).some((known) => known.name === name && known.isListed))
      throw refused('name', 'reason_exists', `已有“${name}”这一原因`)
    const { rows } = await sql<Changed>`
      insert into outreach_reasons as r (county_code, name, from_on) values (${countyCode}, ${name}, ${officeToday()}::date)
      on conflict (county_code, name) do nothing
      returning r.id, to_jsonb(r) - '{county_code,id}'::text[] as record`.execute(tx)
    if (!rows[0]) throw refused('name', 'reason_was_merged', `“${name}”已并入其他原因`)
    return rows[0]
  })
}

/** Offers a reason no more; `into`: what was said under it counts under that other from now on, and is still told as it was said. */
export function endReason(
  db: Db,
  actor: Actor,
  countyCode: string,
  { name, into, reason }: { name: string; into: string | null; reason: string },
): Promise<OutreachReason[]> {
  const kind = into === null ? 'outreach_reason_ended' : 'outreach_reason_merged'
  return change(db, actor, { countyCode, kind, reason }, async (tx) => {
    const known = await listReasons(tx, countyCode)
    const found = known.find((candidate) => candidate.name === name)
    if (!found || (into === null && !found.isListed))
      throw new Refused({ kind: 'missing', code: 'no_such_reason', message: '没有这个原因' })
    if (found.endedOn !== null && (into === null || found.mergedInto !== null))
      throw new Refused({ kind: 'conflict', code: 'reason_ended', message: `“${name}”已经停用` })
    const target = known.find((candidate) => candidate.name === into)
    if (into !== null && (into === name || !target?.isListed || target.endedOn !== null))
      throw refused('into', 'reason_not_offered', '请选一个仍在使用的其他原因')
    const { rows } = await sql<Changed>`
      insert into outreach_reasons as r (county_code, name, from_on, ended_on, merged_into)
      values (${countyCode}, ${name}, ${officeToday()}::date, ${officeToday()}::date, ${into})
      on conflict (county_code, name) do update set ended_on = coalesce(r.ended_on, excluded.ended_on), merged_into = excluded.merged_into
      returning r.id, to_jsonb(r) - '{county_code,id}'::text[] as record`.execute(tx)
    if (!rows[0]) throw new Error('a reason was ended but gave no row')
    return rows[0]
  })
}

const refused = (field: string, code: string, message: string) =>
  new Refused({ kind: 'invalid', code, message, fields: [{ field, message }] })

type ReasonAct = { countyCode: string; kind: string; reason: string }

function change(db: Db, actor: Actor, act: ReasonAct, write: (tx: Tx) => Promise<Changed>): Promise<OutreachReason[]> {
  return transact(db, actor, async (tx) => {
    await nextAct(tx, act.countyCode)
    const { id, record } = await write(tx)
    await recordAct(tx, { ...act, actor, rows: [{ subjectKind: 'outreach_reasons', subjectId: id, change: record }] })
    return listReasons(tx, act.countyCode)
  })
}
