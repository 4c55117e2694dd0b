import { type RawBuilder, sql } from 'kysely'
import type {
  RestrictionLine,
  RestrictionsBoard,
  RestrictionsQuery,
  Restriction as RestrictionView,
  UnitRestrictions,
} from '#contract/restrictions.ts'
import { isExpiring, soonUntil } from '#domain/units/restriction-acts.ts'
import {
  type RestrictionKind,
  type RestrictionRule,
  type RestrictionRuleCode,
  restrictionKinds,
  restrictionRules,
} from '#domain/units/restriction-rules.ts'
import { blockOf, effectOf, type Restriction, restrictionState } from '#domain/units/restrictions.ts'
import { type Actor, type Db, read, type Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { listCountyWords, restrictionColumns, restrictionsOf } from './restrictions-store.ts'

/** A restriction with what the rules make of it today. */
function viewOf(restriction: Restriction, on: string): RestrictionView {
  const { countyWords: _, ...told } = restriction
  return {
    ...told,
    state: restrictionState(told, on),
    isExpiring: isExpiring(told, on),
    first: effectOf(restriction, 'first'),
    transfer: effectOf(restriction, 'transfer'),
  }
}

/** What rests on one home, what holds up its registrations, and who recorded it. */
export function unitRestrictions(db: Db, actor: Actor, countyCode: string, unitId: string): Promise<UnitRestrictions> {
  return read(db, actor, async (tx) => {
    const { rows } = await sql`select from units where county_code = ${countyCode} and id = ${unitId}`.execute(tx)
    if (rows.length === 0) throw new Refused({ kind: 'missing', code: 'no_such_unit', message: '没有这一户' })
    const restrictions = (await restrictionsOf(tx, countyCode, [unitId])).get(unitId) ?? []
    const on = officeToday()
    return {
      restrictions: restrictions.map((restriction) => viewOf(restriction, on)),
      held: {
        first: blockOf(restrictions, 'first', on)?.words ?? null,
        transfer: blockOf(restrictions, 'transfer', on)?.words ?? null,
      },
      history: await historyOf(tx, countyCode, restrictions),
    }
  })
}

/** The acts upon these restrictions, newest first. */
async function historyOf(
  tx: Tx,
  countyCode: string,
  restrictions: readonly Restriction[],
): Promise<UnitRestrictions['history']> {
  const { rows } = await sql<UnitRestrictions['history'][number] & { actedAt: Date | string }>`
    select a.act_no as "actNo", a.kind, a.actor_name as "actorName", a.acted_at as "actedAt", a.reason, r.document_no as "documentNo"
      from unit_restrictions as r
      join history as h on h.county_code = r.county_code and h.subject_id = r.id
      join acts as a on a.county_code = h.county_code and a.act_no = h.act_no
     where r.county_code = ${countyCode} and r.id = any (${restrictions.map(({ id }) => id)}::uuid[])
     order by a.act_no desc, r.id`.execute(tx)
  return rows.map((row) => ({ ...row, actedAt: new Date(row.actedAt).toISOString() }))
}

type Filters = Omit<RestrictionsQuery, 'after' | 'limit'>
type Fragment = RawBuilder<unknown>

const standing = (on: string) => sql`t.lifted_on is null and coalesce(t.until_on, 'infinity') >= ${on}::date`
const expiring = (on: string) => sql`t.lifted_on is null and t.until_on between ${on}::date and ${soonUntil(on)}::date`
const expired = (on: string) => sql`t.lifted_on is null and t.until_on < ${on}::date`

const stateConditions = {
  standing,
  expiring,
  expired,
  lifted: () => sql`t.lifted_on is not null`,
  all: () => sql`true`,
} as const satisfies Record<RestrictionsQuery['state'], (on: string) => Fragment>

const conditions = ({ kind, debtor, state, search, estate }: Filters, on: string): Fragment =>
  sql.join(
    [
      stateConditions[state](on),
      ...(kind ? [sql`t.kind = ${kind}`] : []),
      ...(debtor ? [sql`t.debtor = ${debtor}`] : []),
      ...(estate ? [sql`u.estate_id = ${estate}`] : []),
      ...(search
        ? [
            sql`(position(${search} in t.authority) > 0 or position(${search} in t.document_no) > 0 or position(${search} in e.name) > 0)`,
          ]
        : []),
    ],
    sql` and `,
  )

/** Where a page of the list goes on: the day it ends, county and id of its last row. */
function placeOf(after: string | undefined): readonly [string | null, string | null, string | null] {
  if (after === undefined) return [null, null, null]
  const [until, county, id] = after.split('~')
  if (/^(?:infinity|\d{4}-\d{2}-\d{2})$/.test(until ?? '') && /^[\da-f-]{36}$/.test(id ?? ''))
    return [until ?? null, county ?? null, id ?? null]
  throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
}

type LineRow = Omit<RestrictionLine, keyof RestrictionView> & Restriction

/** A page of the restrictions of a region, the soonest to end first. */
export async function listRestrictions(
  tx: Tx,
  counties: readonly string[],
  { after, limit, ...filters }: RestrictionsQuery,
): Promise<{ rows: RestrictionLine[]; next: string | null; total: null }> {
  const on = officeToday()
  const [until, county, id] = placeOf(after)
  const { rows } = await sql<LineRow>`
    select ${restrictionColumns}, t.county_code as "countyCode", r.name as "countyName", u.estate_id as "estateId", e.name as "estateName",
           u.building_id as "buildingId", b.name as building, u.entrance, u.room, words.said as "countyWords"
      from unit_restrictions as t
      join units as u on u.county_code = t.county_code and u.id = t.unit_id
      join estates as e on e.county_code = u.county_code and e.id = u.estate_id
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
      join regions as r on r.code = t.county_code
      cross join lateral (${countyWordsOf}) as words
     where t.county_code = any (${counties}::text[]) and ${conditions(filters, on)}
       and (${until}::text is null or (coalesce(t.until_on, 'infinity'), t.county_code, t.id) > (${until}::date, ${county}::text, ${id}::uuid))
     order by coalesce(t.until_on, 'infinity'), t.county_code, t.id
     limit ${limit}`.execute(tx)
  const last = rows.at(-1)
  const next = last && rows.length === limit ? `${last.untilOn ?? 'infinity'}~${last.countyCode}~${last.id}` : null
  const lines = rows.map(
    ({ countyCode, countyName, estateId, estateName, buildingId, building, entrance, room, ...row }) => ({
      ...viewOf(row, on),
      ...{ countyCode, countyName, estateId, estateName, buildingId, building, entrance, room },
    }),
  )
  return { rows: lines, next, total: null }
}

const countyWordsOf = sql`
  select coalesce(jsonb_agg(jsonb_build_object('rule', w.rule, 'effect', w.effect, 'basis', w.basis)), '[]') as said
    from restriction_rules as w where w.county_code = t.county_code and w.effect is not null`

export function pageOfRestrictions(db: Db, actor: Actor, query: RestrictionsQuery) {
  return read(db, actor, (tx) => listRestrictions(tx, actor.counties, query))
}

/** How much of each kind stands in a region, on how many homes, and what ends soon or has run out without being lifted. */
export function restrictionsBoard(db: Db, actor: Actor): Promise<RestrictionsBoard> {
  const on = officeToday()
  return read(db, actor, async (tx) => {
    const { rows } = await sql<RestrictionsBoard['kinds'][number]>`
      select t.kind, (count(*) filter (where ${standing(on)}))::integer as standing,
             (count(distinct (t.county_code, t.unit_id)) filter (where ${standing(on)}))::integer as homes,
             (count(*) filter (where ${expiring(on)}))::integer as expiring, (count(*) filter (where ${expired(on)}))::integer as expired
        from unit_restrictions as t
       where t.county_code = any (${actor.counties}::text[])
       group by t.kind`.execute(tx)
    const found = new Map<RestrictionKind, RestrictionsBoard['kinds'][number]>(rows.map((row) => [row.kind, row]))
    const none = { standing: 0, homes: 0, expiring: 0, expired: 0 }
    return { kinds: restrictionKinds.map((kind) => found.get(kind) ?? { kind, ...none }) }
  })
}

/** The rules as they hold in a county. */
export function rulesOf(db: Db, actor: Actor, countyCode: string) {
  return read(db, actor, async (tx) => {
    const words = await listCountyWords(tx, countyCode)
    const codes = Object.keys(restrictionRules) as RestrictionRuleCode[] // keys of the table itself
    return codes.map((code) => {
      const word = words.find(({ rule }) => rule === code)
      const { effect, source }: RestrictionRule = restrictionRules[code]
      return {
        rule: code,
        effect: word?.effect ?? effect,
        basis: word?.basis ?? source,
        isOverruled: word !== undefined,
      }
    })
  })
}
