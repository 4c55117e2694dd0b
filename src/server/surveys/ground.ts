import { sql } from 'kysely'
import type { AcceptedParcel, KnownHome, SurveyGround } from '#domain/surveys/checks.ts'
import { homeKey, type Survey } from '#domain/surveys/survey.ts'
import { factLimits } from '../diagnosis/actions.ts'
import type { Tx } from '../platform/acts.ts'
import { missingEstate } from './commissions.ts'
import { checkingIn } from './settings.ts'

export type EstatePlace = { countyCode: string; estateId: string }

/** Everything a survey is held against, as the records stand within this transaction. */
export async function groundOf(tx: Tx, place: EstatePlace, survey: Survey): Promise<SurveyGround> {
  const { countyCode } = place
  const { tolerances, range } = await checkingIn(tx, countyCode)
  const limits = await factLimits(tx, countyCode, 'excess_land_percent')
  return {
    countyCode,
    tolerances,
    range,
    estateParcel: await parcelCodeOf(tx, place),
    homes: await homesOf(tx, place),
    heldCodes: await heldCodes(tx, place, survey),
    acceptedParcels: await parcelsOfOthers(tx, place),
    excessLimits: limits.map(({ title, limit }) => ({ rule: title, percent: limit })),
  }
}

async function parcelCodeOf(tx: Tx, { countyCode, estateId }: EstatePlace): Promise<string | null> {
  const { rows } = await sql<{ code: string | null }>`
    select parcel_code as code from estates where county_code = ${countyCode} and id = ${estateId}`.execute(tx)
  if (!rows[0]) throw missingEstate()
  return rows[0].code
}

async function homesOf(tx: Tx, { countyCode, estateId }: EstatePlace): Promise<KnownHome[]> {
  const { rows } = await sql<KnownHome>`
    select b.name as building, u.entrance, u.room, u.unit_code as "unitCode", u.area_m2 as "areaM2", u.inner_area_m2 as "innerM2",
           u.shared_area_m2 as "sharedM2", u.floor, u.use, u.structure, u.first_registered_on is not null as "isRegistered"
      from units as u
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
     where u.county_code = ${countyCode} and u.estate_id = ${estateId}
     order by b.name, u.entrance, u.floor, u.room`.execute(tx)
  return rows
}

type Holder = { code: string; estate: string; isOfEstate: boolean; building: string; entrance: string; room: string }

/** Who in the county holds codes of this survey or of its parcels. */
async function heldCodes(
  tx: Tx,
  { countyCode, estateId }: EstatePlace,
  { units, parcels }: Survey,
): Promise<SurveyGround['heldCodes']> {
  const codes = units.flatMap(({ code }) => code ?? [])
  const starts = [...parcels.flatMap(({ code }) => code ?? [])]
  const { rows } = await sql<Holder>`
    select u.unit_code as code, e.name as estate, e.id = ${estateId} as "isOfEstate", b.name as building, u.entrance, u.room
      from units as u
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
      join estates as e on e.county_code = u.county_code and e.id = u.estate_id
     where u.county_code = ${countyCode} and u.unit_code is not null
       and (u.unit_code = any (${codes}::text[]) or u.estate_id = ${estateId}
            or exists (select from unnest(${starts}::text[]) as p (code) where u.unit_code >= p.code and u.unit_code < p.code || 'Z'))`.execute(
    tx,
  )
  return new Map(
    rows.map(({ code, estate, isOfEstate, ...home }) => [
      code,
      {
        home: `${estate} ${home.building}幢${home.entrance === '' ? '' : `${home.entrance}单元`}${home.room}`,
        isOfEstate,
        key: homeKey(home),
      },
    ]),
  )
}

async function parcelsOfOthers(tx: Tx, { countyCode, estateId }: EstatePlace): Promise<AcceptedParcel[]> {
  const { rows } = await sql<AcceptedParcel>`
    select p.code, e.name as estate, coalesce(p.meridian, 0) as meridian, coalesce(p.rings, '[]') as shape
      from parcels as p
      join estates as e on e.county_code = p.county_code and e.id = p.estate_id
     where p.county_code = ${countyCode} and p.estate_id <> ${estateId}
     order by p.code`.execute(tx)
  return rows
}
