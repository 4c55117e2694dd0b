import { sql } from 'kysely'
import type { Known, KnownHome } from '#domain/registrations/hand-over/known.ts'
import type { Awaited } from '#domain/registrations/hand-over/reconcile.ts'
import type { ResultRow } from '#domain/registrations/hand-over/result-row.ts'
import { placeWords } from '#domain/registrations/place-words.ts'
import { blockOf } from '#domain/units/restrictions.ts'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { restrictionsOf } from '../../units/actions.ts'
import { numberMarks, registrationSettings } from '../settings.ts'
import { findApplications } from '../store.ts'

/** What the records know of the lines of a file: a handful of statements, however many lines. */
export async function knownOf(
  tx: Tx,
  countyCode: string,
  rows: readonly ResultRow[],
  accountId: string | null,
): Promise<Known> {
  const matches = await matchesOf(tx, countyCode, rows)
  const unitIds = [...new Set([...matches.values()].flat())]
  const homes = await homesOf(tx, countyCode, unitIds)
  const holders = await holdersOf(tx, countyCode, rows)
  const marks = await numberMarks(tx, countyCode, await registrationSettings(tx, countyCode))
  return {
    homesOf: ({ sheetRow }) => (matches.get(sheetRow) ?? []).flatMap((unitId) => homes.get(unitId) ?? []),
    holderOf: (certificateNo) => holders.get(certificateNo) ?? null,
    marks,
    today: officeToday(),
    accountId: accountId ?? '',
  }
}

/**
 * Which homes each line may be about: by the number of its message, its unit code and its acceptance number – several where
 * these mean different homes – and by its place only where none of them is known.
 */
async function matchesOf(
  tx: Tx,
  countyCode: string,
  rows: readonly ResultRow[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const given = rows.map(({ sheetRow, messageId, acceptanceNo, unitCode, estate, building, entrance, room }) => ({
    sheet_row: sheetRow,
    message_id: messageId,
    acceptance_no: acceptanceNo,
    unit_code: unitCode,
    estate_key: estate?.replaceAll(/\s/g, '') ?? null,
    building,
    entrance,
    room,
  }))
  const { rows: found } = await sql<{ sheetRow: number; unitIds: string[] }>`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
          as g (sheet_row integer, message_id text, acceptance_no text, unit_code text, estate_key text, building text, entrance text, room text)
    ), named as (
      select g.sheet_row, i.unit_id, 1 as way from given as g
        join hand_over_items as i on i.county_code = ${countyCode} and i.message_id = g.message_id
      union all
      select g.sheet_row, u.id, 1 from given as g join units as u on u.county_code = ${countyCode} and u.unit_code = g.unit_code
      union all
      select g.sheet_row, a.unit_id, 1 from given as g
        join applications as a on a.county_code = ${countyCode} and a.acceptance_no = g.acceptance_no and a.unit_id is not null
      union all
      select g.sheet_row, u.id, 2 from given as g
        join estates as e on e.county_code = ${countyCode} and (e.name_key = g.estate_key or e.name = g.estate_key)
        join buildings as b on b.county_code = e.county_code and b.estate_id = e.id and b.name = g.building
        join units as u on u.county_code = b.county_code and u.building_id = b.id and u.room = g.room
                       and (g.entrance is null or u.entrance = g.entrance or u.entrance = '')
    ), best as (
      select sheet_row, unit_id, min(way) over (partition by sheet_row) as best, way from named
    )
    select sheet_row as "sheetRow", array_agg(distinct unit_id) as "unitIds" from best where way = best group by sheet_row`.execute(
    tx,
  )
  return new Map(found.map(({ sheetRow, unitIds }) => [sheetRow, unitIds]))
}

type HomeRow = Omit<KnownHome, 'place' | 'applications'> & {
  estate: string
  building: string
  entrance: string
  room: string
  applicationIds: readonly string[]
}

async function homesOf(
  tx: Tx,
  countyCode: string,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, KnownHome>> {
  const { rows } = await sql<HomeRow>`
    select u.id as "unitId", e.name as estate, b.name as building, u.entrance, u.room, u.unit_code as "unitCode",
           u.first_registered_on as "firstRegisteredOn", u.transferred_on as "transferredOn", u.certificate_no as "certificateNo",
           array(select a.id from applications as a where a.county_code = u.county_code and a.unit_id = u.id
                 union all
                 select c.application_id from application_units as c where c.county_code = u.county_code and c.unit_id = u.id
                 order by 1 desc) as "applicationIds"
      from units as u
      join estates as e on e.county_code = u.county_code and e.id = u.estate_id
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
     where u.county_code = ${countyCode} and u.id = any (${unitIds}::uuid[])`.execute(tx)
  const ids = [...new Set(rows.flatMap(({ applicationIds }) => applicationIds))]
  const applications = await findApplications(tx, countyCode, ids, { held: false })
  const restrictions = await restrictionsOf(tx, countyCode, unitIds)
  const today = officeToday()
  return new Map(
    rows.map(({ estate, building, entrance, room, applicationIds, ...home }) => [
      home.unitId,
      {
        ...home,
        place: placeWords({ estate, building, entrance, room }),
        applications: applicationIds.flatMap((id) => {
          const application = applications.get(id)
          if (!application) return []
          return { ...application, hold: blockOf(restrictions.get(home.unitId) ?? [], application.kind, today) }
        }),
      },
    ]),
  )
}

/** Who carries these certificate numbers already. */
async function holdersOf(tx: Tx, countyCode: string, rows: readonly ResultRow[]): Promise<ReadonlyMap<string, string>> {
  const numbers = [...new Set(rows.flatMap(({ certificateNo }) => certificateNo ?? []))]
  const { rows: found } = await sql<{
    certificateNo: string
    estate: string
    building: string
    entrance: string
    room: string
  }>`
    select u.certificate_no as "certificateNo", e.name as estate, b.name as building, u.entrance, u.room
      from units as u
      join estates as e on e.county_code = u.county_code and e.id = u.estate_id
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
     where u.county_code = ${countyCode} and u.certificate_no = any (${numbers}::text[])
     union all
    select a.certificate_no, e.name, b.name, u.entrance, u.room
      from applications as a
      join units as u on u.county_code = a.county_code and u.id = a.unit_id
      join estates as e on e.county_code = a.county_code and e.id = a.estate_id
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
     where a.county_code = ${countyCode} and a.certificate_no = any (${numbers}::text[])`.execute(tx)
  return new Map(found.map(({ certificateNo, ...home }) => [certificateNo, placeWords(home)]))
}

/** What was handed over and is to be answered: by the hand-over named, else by all those the file has a home of. */
export async function awaitedOf(
  tx: Tx,
  countyCode: string,
  handOverId: string | null,
  unitIds: readonly string[],
): Promise<readonly Awaited[]> {
  const { rows } = await sql<
    Omit<Awaited, 'place'> & { estate: string; building: string; entrance: string; room: string }
  >`
    with answered as (
      select id from hand_overs where county_code = ${countyCode} and id = ${handOverId}
       union
      select hand_over_id from hand_over_items where county_code = ${countyCode} and ${handOverId}::uuid is null and unit_id = any (${unitIds}::uuid[])
    )
    select distinct on (i.unit_id) i.application_id as "applicationId", i.unit_id as "unitId", e.name as estate, b.name as building, u.entrance, u.room,
           u.unit_code as "unitCode", concat('移交〔', h.year, '〕', h.hand_over_no, '号') as "handedOverAs", a.entered_on is not null as "isEntered"
      from answered as t
      join hand_overs as h on h.county_code = ${countyCode} and h.id = t.id
      join hand_over_items as i on i.county_code = h.county_code and i.hand_over_id = h.id
      join applications as a on a.county_code = i.county_code and a.id = i.application_id
      join units as u on u.county_code = i.county_code and u.id = i.unit_id
      join estates as e on e.county_code = u.county_code and e.id = u.estate_id
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
     where a.state not in ('refused', 'withdrawn')
     order by i.unit_id, i.hand_over_id desc`.execute(tx)
  return rows.map(({ estate, building, entrance, room, ...one }) => ({
    ...one,
    place: placeWords({ estate, building, entrance, room }),
  }))
}
