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
  const asked = rows.map(({ unitCode, estate, building, entrance, room, certificateNo }, at) => ({
    ...{ at, unitCode, building, entrance, room, certificateNo },
    estateKey: estate === null ? null : estateKey(estate),
  }))
  const { rows: homes } = await sql<Row>`
    with asked as (
      select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
             as a (at integer, "unitCode" text, "estateKey" text, building text, entrance text, room text, "certificateNo" text)
    ), meant as (
      select a.at, a."certificateNo", u.id
        from asked as a
        join units as u on u.county_code = ${countyCode} and u.unit_code = a."unitCode"
      union all
      select a.at, a."certificateNo", u.id
        from asked as a
        join estates as e on e.county_code = ${countyCode} and case when a."estateKey" is null then e.id = ${estateId}::uuid else e.name_key = a."estateKey" end
        join buildings as b on b.county_code = ${countyCode} and b.estate_id = e.id and b.name = a.building
        join units as u on u.county_code = ${countyCode} and u.building_id = b.id and u.room = a.room and (a.entrance is null or u.entrance = a.entrance)
       where a."unitCode" is null
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
