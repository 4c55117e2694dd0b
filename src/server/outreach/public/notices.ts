import { type RawBuilder, sql } from 'kysely'
import type { PublicNoticeLine, PublicNoticePage } from '#contract/public-notices.ts'
import { refuseObjecting } from '#domain/outreach/public/objecting.ts'
import type { NoticeState } from '#domain/registrations/first/notice.ts'
import { dayNumber } from '#domain/shared/days.ts'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'

/** How many notices one page of the public list holds. */
const pageRows = 30

type LineRow = Omit<PublicNoticeLine, 'daysLeft'>

/** What the public sees of a posted notice: of one never posted, nothing. */
const line = sql`
  n.county_code as "countyCode", r.name as "countyName", n.id, e.name as "estateName", n.matter, n.state, n.posted_on as "postedOn",
  n.ends_on as "endsOn", n.ended_on as "endedOn"`

const stillOpen = sql`('running', 'stopped')`

/** Posted notices of a region, the latest first: those that run or are stopped, or those that are over. */
export async function listPublicNotices(
  tx: Tx,
  counties: readonly string[],
  { show, after }: { show: 'open' | 'ended'; after?: string | undefined },
): Promise<{ rows: PublicNoticeLine[]; next: string | null; total: null }> {
  const asked: RawBuilder<unknown>[] = [sql`n.posted_on is not null`]
  asked.push(show === 'open' ? sql`n.state in ${stillOpen}` : sql`n.state in ('passed', 'failed', 'withdrawn')`)
  if (after) asked.push(sql`n.id < ${after}::uuid`)
  // no more of each county than one page can need
  const { rows } = await sql<LineRow>`
    select ${line}
      from unnest(${counties}::text[]) as county (code)
     cross join lateral (select n.* from public_notices as n
                          where n.county_code = county.code and ${sql.join(asked, sql` and `)} order by n.id desc limit ${pageRows}) as n
      join regions as r on r.code = n.county_code
      join applications as a on a.county_code = n.county_code and a.id = n.application_id
      join estates as e on e.county_code = a.county_code and e.id = a.estate_id
     order by n.id desc limit ${pageRows}`.execute(tx)
  return { rows: rows.map(withDays), next: rows.length === pageRows ? (rows.at(-1)?.id ?? null) : null, total: null }
}

function withDays<Row extends { state: NoticeState; endsOn: string }>(row: Row): Row & { daysLeft: number } {
  const today = officeToday()
  const isOpen = refuseObjecting(row, today) === null
  return { ...row, daysLeft: isOpen ? dayNumber(row.endsOn) - dayNumber(today) + 1 : 0 }
}

type PageRow = Omit<PublicNoticePage, 'daysLeft' | 'mayObject' | 'parcels'> & { parcels: Parcel[] }
type Parcel = { code: string; areaM2: number | null; rings: { x: number; y: number }[][] }

/** One posted notice whole. One that was never posted, and one that never was, are the same: not found. */
export async function getPublicNotice(tx: Tx, countyCode: string, noticeId: string): Promise<PublicNoticePage> {
  const { rows } = await sql<PageRow>`
    select ${line}, n.basis, n.days, n.day_kind as "dayKind", n.posted_where as "postedWhere", e.location, o.name as applicant, a.homes,
           (select coalesce(json_agg(json_build_object('name', b.name, 'homes', b.homes) order by b.name), '[]')
              from (select b.name, count(*)::integer as homes
                      from application_units as u
                      join units as h on h.county_code = u.county_code and h.id = u.unit_id
                      join buildings as b on b.county_code = h.county_code and b.id = h.building_id
                     where u.county_code = a.county_code and u.application_id = a.id group by b.name) as b) as buildings,
           (select coalesce(json_agg(json_build_object('code', p.code, 'areaM2', p.area_m2, 'rings', p.rings) order by p.code), '[]')
              from parcels as p where p.county_code = e.county_code and p.estate_id = e.id and p.rings is not null) as parcels,
           (select json_build_object('name', c.name, 'phone', c.phone)
              from publications as p, jsonb_to_recordset(p.contacts) as c (name text, phone text)
             where p.county_code = n.county_code and p.state = 'published' limit 1) as office
      from public_notices as n
      join regions as r on r.code = n.county_code
      join applications as a on a.county_code = n.county_code and a.id = n.application_id
      join estates as e on e.county_code = a.county_code and e.id = a.estate_id
      left join organisations as o on o.county_code = a.county_code and o.id = a.organisation_id
     where n.county_code = ${countyCode} and n.id = ${noticeId} and n.posted_on is not null`.execute(tx)
  const [row] = rows
  if (!row) throw noSuchNotice()
  return { ...withDays(row), mayObject: refuseObjecting(row, officeToday()) === null, parcels: sketchOf(row.parcels) }
}

export const noSuchNotice = () => new Refused({ kind: 'missing', code: 'no_such_notice', message: '没有这个公示' })

/** Outlines for a sketch: tenths of a metre from their own south-west corner, so that no place on earth is given away. */
function sketchOf(parcels: readonly Parcel[]): PublicNoticePage['parcels'] {
  const points = parcels.flatMap(({ rings }) => rings.flat())
  const west = Math.min(...points.map(({ x }) => x))
  const south = Math.min(...points.map(({ y }) => y))
  const tenths = (metres: number) => Math.round(metres * 10) / 10
  return parcels.map(({ code, areaM2, rings }) => ({
    code,
    areaM2,
    rings: rings.map((ring) =>
      ring.map(({ x, y }) => [tenths(x - west), tenths(y - south)] satisfies [number, number]),
    ),
  }))
}
