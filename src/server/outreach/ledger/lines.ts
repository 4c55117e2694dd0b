import { type RawBuilder, sql } from 'kysely'
import type { OutreachLine, OutreachQuery } from '#contract/outreach.ts'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import { homesAndVisits, ofSegment } from './segment.ts'

/** How a home `u` in a building `b` is named. */
const homeName = sql`concat_ws('-', b.name, nullif(u.entrance, ''), u.room)`

/** What a line shows of a home `u` and what visits say of it, `v`. */
const line = sql`
  u.id as "unitId", u.county_code as "countyCode", r.name as "countyName", u.estate_id as "estateId", e.name as "estateName", ${homeName} as home,
  coalesce((select string_agg(o.name, '、' order by o.owner_no) from owners as o where o.county_code = u.county_code and o.unit_id = u.id), '') as owners,
  u.state, u.obstacle, v.contact, v.willingness, v.reason, coalesce(v.attempts, 0) as attempts, v.last_visited_on as "lastVisitedOn",
  v.next_on as "nextOn", v.next_step as "nextStep"`

const places = sql`
  join buildings as b on b.county_code = u.county_code and b.id = u.building_id
  join estates as e on e.county_code = u.county_code and e.id = u.estate_id
  join regions as r on r.code = u.county_code`

type Place = { day: string | null; countyCode: string; id: string }

/** A page of the ledger of outreach: which homes they are is found first, only those of the page are read whole. */
export async function listOutreach(
  tx: Tx,
  counties: readonly string[],
  { segment, sort, after, limit }: OutreachQuery,
) {
  const place = placeOf(after, sort)
  const rows = await linesOf(
    tx,
    sort === 'next' ? byNext(counties, segment, place, limit) : byHome(counties, segment, place, limit),
    sort,
  )
  const last = rows.at(-1)
  const next = last && rows.length === limit ? cursorOf(last, sort) : null
  return { rows, next, total: null }
}

type Found = (
  counties: readonly string[],
  segment: OutreachQuery['segment'],
  place: Place | null,
  limit: number,
) => RawBuilder<unknown>

const byHome: Found = (counties, segment, place, limit) => sql`
  select u.county_code, u.id from ${homesAndVisits}
   where u.county_code = any (${counties}::text[]) and ${ofSegment(segment)}
     and ${place ? sql`(u.county_code, u.id) > (${place.countyCode}::text, ${place.id}::uuid)` : sql`true`}
   order by u.county_code, u.id limit ${limit}`

/** County by county along the index of the next day, then put together. */
const byNext: Found = (counties, segment, place, limit) => sql`
  select u.county_code, u.id
    from unnest(${counties}::text[]) as c (code)
   cross join lateral (
         select u.county_code, u.id, v.next_on
           from unit_outreach as v join units as u on u.county_code = v.county_code and u.id = v.unit_id
          where v.county_code = c.code and v.next_on is not null and ${ofSegment(segment)}
            and ${place ? sql`(v.next_on, v.county_code, v.unit_id) > (${place.day}::date, ${place.countyCode}::text, ${place.id}::uuid)` : sql`true`}
          order by v.next_on, v.unit_id limit ${limit}) as u
   order by u.next_on, u.county_code, u.id limit ${limit}`

async function linesOf(tx: Tx, found: RawBuilder<unknown>, sort: OutreachQuery['sort']): Promise<OutreachLine[]> {
  const ordered = sort === 'next' ? sql`v.next_on, u.county_code, u.id` : sql`u.county_code, u.id`
  const { rows } = await sql<OutreachLine>`
    select ${line}
      from (${found}) as found
      join units as u on u.county_code = found.county_code and u.id = found.id
      left join unit_outreach as v on v.county_code = u.county_code and v.unit_id = u.id
      ${places}
     order by ${ordered}`.execute(tx)
  return rows
}

/** One home as the ledger names it. */
export async function findLine(tx: Tx, countyCode: string, unitId: string): Promise<OutreachLine> {
  const one = sql`select ${countyCode}::text as county_code, ${unitId}::uuid as id`
  const [found] = await linesOf(tx, one, 'home')
  if (!found) throw new Refused({ kind: 'missing', code: 'no_such_unit', message: '没有这一户' })
  return found
}

const cursorOf = ({ nextOn, countyCode, unitId }: OutreachLine, sort: OutreachQuery['sort']) =>
  [...(sort === 'next' ? [nextOn] : []), countyCode, unitId].join('.')

function placeOf(after: string | undefined, sort: OutreachQuery['sort']): Place | null {
  if (after === undefined) return null
  const [, day = null, countyCode, id] = /^(?:(\d{4}-\d\d-\d\d)\.)?(\d{6})\.([0-9a-f-]{36})$/.exec(after) ?? []
  if (!countyCode || !id || (sort === 'next') !== (day !== null))
    throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  return { day, countyCode, id }
}
