import { type RawBuilder, sql } from 'kysely'
import type { FirstHome } from '#contract/first-registration-shapes.ts'
import type { Covered } from '#contract/first-registrations.ts'
import type { HomeStanding } from '#domain/registrations/first/refusals.ts'
import { blockOf } from '#domain/units/restrictions.ts'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import { restrictionsOf } from '../../units/actions.ts'
import { type EstatePlace, getEstateName } from './case.ts'

/** Homes a first registration still waits for: not registered, and in no open application. Over `u`. */
export const isWaiting = sql`
  u.first_registered_on is null
  and not exists (select from application_units as taken
                   where taken.county_code = u.county_code and taken.unit_id = u.id and taken.is_open)`

const placeOf = sql<string>`b.name || '幢' || coalesce(nullif(u.entrance, '') || '单元', '') || u.room`

/**
 * The homes an application covers, as they stand on a day: of an estate or a building those that wait, of a part exactly
 * those named. Two queries, however many homes.
 */
export async function coveredHomes(
  tx: Tx,
  place: EstatePlace,
  covered: Covered,
  on: string,
): Promise<readonly HomeStanding[]> {
  const { countyCode, estateId } = place
  if (covered.scope === 'building') await refuseOtherBuilding(tx, place, covered.buildingId)
  const { rows } = await sql<Omit<HomeStanding, 'block'>>`
    select u.id, ${placeOf} as place, u.area_m2 is not null as "isSurveyed", u.first_registered_on as "firstRegisteredOn"
      from units as u join buildings as b on b.county_code = u.county_code and b.id = u.building_id
     where u.county_code = ${countyCode} and u.estate_id = ${estateId} and ${isCovered(covered)}
     order by b.name, u.entrance, u.floor, u.room`.execute(tx)
  if (covered.scope === 'part' && rows.length < new Set(covered.unitIds).size)
    throw new Refused({ kind: 'invalid', code: 'other_estate', message: '所选房屋中有不属于这个小区的' })
  const restrictions = await restrictionsOf(
    tx,
    countyCode,
    rows.map(({ id }) => id),
  )
  return rows.map((home) => ({ ...home, block: blockOf(restrictions.get(home.id) ?? [], 'first', on)?.words ?? null }))
}

function isCovered(covered: Covered): RawBuilder<unknown> {
  if (covered.scope === 'part') return sql`u.id = any (${covered.unitIds}::uuid[])`
  return covered.scope === 'building' ? sql`u.building_id = ${covered.buildingId} and ${isWaiting}` : isWaiting
}

async function refuseOtherBuilding(tx: Tx, { countyCode, estateId }: EstatePlace, buildingId: string): Promise<void> {
  const { rows } = await sql`
    select from buildings where county_code = ${countyCode} and id = ${buildingId} and estate_id = ${estateId}`.execute(
    tx,
  )
  if (rows.length === 0) throw new Refused({ kind: 'invalid', code: 'other_estate', message: '这幢楼不属于这个小区' })
}

/** Homes that may be chosen, by building and room. */
export async function listWaitingHomes(
  tx: Tx,
  { countyCode, estateId }: EstatePlace,
  { building, after, limit }: { building?: string | undefined; after?: string | undefined; limit: number },
): Promise<{ rows: FirstHome[]; next: string | null; total: null }> {
  await getEstateName(tx, { countyCode, estateId }) // one that is not there has no homes to choose from
  const given = [sql`u.county_code = ${countyCode} and u.estate_id = ${estateId} and ${isWaiting}`]
  if (building) given.push(sql`u.building_id = ${building}`)
  if (after) given.push(isAfter(countyCode, after))
  const { rows } = await sql<FirstHome>`
    select u.id, b.name as "buildingName", u.entrance, u.room, u.floor, u.area_m2::float8 as "areaM2"
      from units as u join buildings as b on b.county_code = u.county_code and b.id = u.building_id
     where ${sql.join(given, sql` and `)}
     order by b.name, u.entrance, coalesce(u.floor, 0), u.room, u.id limit ${limit}`.execute(tx)
  return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null, total: null }
}

function isAfter(countyCode: string, after: string): RawBuilder<unknown> {
  if (!/^[0-9a-f-]{36}$/.test(after))
    throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  return sql`(b.name, u.entrance, coalesce(u.floor, 0), u.room, u.id) > (
    select y.name, x.entrance, coalesce(x.floor, 0), x.room, x.id from units as x
      join buildings as y on y.county_code = x.county_code and y.id = x.building_id
     where x.county_code = ${countyCode} and x.id = ${after})`
}
