import { sql } from 'kysely'
import { estateKey } from '#domain/estates/names.ts'
import type { RecordedHome } from '#domain/registrations/transfer/against-records.ts'
import type { OwnerRow } from '#domain/registrations/transfer/owner-row.ts'
import { blockOf } from '#domain/units/restrictions.ts'
import type { Tx } from '../../platform/acts.ts'
import { restrictionsOf } from '../../units/actions.ts'

/** The home a row means; several where the row leaves its entrance out and the building has the room more than once. */
export type FoundHome = RecordedHome & { estateId: string; buildingId: string; isHome: boolean; homes: number }

type Row = Omit<FoundHome, 'block'> & { at: number }

/**
 * The homes the rows mean, in their order: by unit code, else by estate, building, entrance and room; `null` where there is
 * none. One query whatever their number. `estateId`: the estate the batch is of, which rows need not name.
 */
export async function findHomes(
  tx: Tx,
  countyCode: string,
  rows: readonly OwnerRow[],
  { estateId, on }: { estateId: string | null; on: string },
): Promise<readonly (FoundHome | null)[]> {
  const found = await homesOf(tx, countyCode, estateId, rows)
  const byRow = new Map(found.map((home) => [home.at, home]))
  const restrictions = await restrictionsOf(
    tx,
    countyCode,
    found.map(({ unitId }) => unitId),
  )
  return rows.map((_, at) => {
    const home = byRow.get(at)
    if (!home) return null
    return { ...home, block: blockOf(restrictions.get(home.unitId) ?? [], 'transfer', on)?.words ?? null }
  })
}

async function homesOf(
  tx: Tx,
  countyCode: string,
  estateId: string | null,
  rows: readonly OwnerRow[],
): Promise<readonly Row[]> {
  const buildings = await buildingsOf(tx, countyCode, estateId, rows)
  const asked = rows.map((row, at) => ({
    ...{ at, unitCode: row.unitCode, entrance: row.entrance, room: row.room, certificateNo: row.certificateNo },
    buildings: row.unitCode === null ? (buildings.get(placeKey(row)) ?? []) : [],
  }))
  const { rows: homes } = await sql<Row>`
    with asked as (
      select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
             as a (at integer, "unitCode" text, buildings uuid[], entrance text, room text, "certificateNo" text)
    ), meant as (
      select a.at, a."certificateNo", u.id
        from asked as a
        join units as u on u.county_code = ${countyCode} and u.unit_code = a."unitCode"
      union all
      select a.at, a."certificateNo", u.id
        from asked as a
       cross join unnest(a.buildings) as b (id)
       cross join lateral (select id from units
                            where county_code = ${countyCode} and room = a.room and building_id = b.id and (a.entrance is null or entrance = a.entrance)
                           offset 0) as u
    ), home as (
      select m.at, m."certificateNo", (array_agg(m.id))[1] as id, count(*)::integer as homes from meant as m group by m.at, m."certificateNo"
    )
    select h.at, h.homes, u.id as "unitId", u.estate_id as "estateId", u.building_id as "buildingId", e.name as "estateName",
           ${estateId}::uuid is null or u.estate_id = ${estateId}::uuid as "isOfEstate",
           coalesce(u.use, '住宅') ~ '住宅|成套|公寓|别墅' as "isHome",
           u.first_registered_on as "firstRegisteredOn", u.transferred_on as "transferredOn",
           coalesce((select jsonb_agg(jsonb_build_object('name', o.name, 'idDigest', encode(o.id_digest, 'hex')) order by o.owner_no)
                       from owners as o where o.county_code = ${countyCode} and o.unit_id = u.id), '[]') as owners,
           (select coalesce(a.acceptance_no, '待受理') from applications as a
             where a.county_code = ${countyCode} and a.unit_id = u.id and a.is_open limit 1) as "openApplication",
           (select b.name from batch_items as i join batches as b on b.county_code = i.county_code and b.id = i.batch_id
             where i.county_code = ${countyCode} and i.unit_id = u.id and i.state = 'ready' and b.act = 'submit' and b.finished_at is null limit 1) as "otherBatch",
           exists (select from units as c where c.county_code = ${countyCode} and c.certificate_back = reverse(h."certificateNo") and c.id <> u.id) as "isCertificateTaken"
      from home as h
      join units as u on u.county_code = ${countyCode} and u.id = h.id
      join estates as e on e.county_code = ${countyCode} and e.id = u.estate_id`.execute(tx)
  return homes
}

const placeKey = ({ estate, building }: OwnerRow) =>
  JSON.stringify([estate === null ? null : estateKey(estate), building])

/**
 * The buildings rows name, by estate and building: found before any home, since a file names few of them and a county has
 * many rooms of one number.
 */
async function buildingsOf(
  tx: Tx,
  countyCode: string,
  estateId: string | null,
  rows: readonly OwnerRow[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const places = new Map(rows.map((row) => [placeKey(row), row]))
  const named = [...places].map(([key, { estate, building }]) => ({
    ...{ key, building },
    estateKey: estate === null ? null : estateKey(estate),
  }))
  const { rows: found } = await sql<{ key: string; id: string }>`
    select n.key, b.id
      from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as n (key text, "estateKey" text, building text)
      join estates as e on e.county_code = ${countyCode} and (e.name_key = n."estateKey" or n."estateKey" is null and e.id = ${estateId}::uuid)
      join buildings as b on b.county_code = ${countyCode} and b.estate_id = e.id and b.name = n.building`.execute(tx)
  const byPlace = Map.groupBy(found, ({ key }) => key)
  return new Map([...byPlace].map(([key, buildings]) => [key, buildings.map(({ id }) => id)]))
}
