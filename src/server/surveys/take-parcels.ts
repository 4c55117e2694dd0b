import { sql } from 'kysely'
import { shapeOf } from '#domain/surveys/plane.ts'
import { findParcelCodeFault } from '#domain/units/codes.ts'
import type { Tx } from '../platform/acts.ts'
import type { Taking } from './take-over.ts'

/**
 * The parcels of an accepted survey with their measured boundary, but for those another estate brought first, and the parcel code of an estate that has none. Fills
 * `surveyed_parcels` and `surveyed_estate`.
 */
export async function takeParcels(tx: Tx, { countyCode, estateId, surveyId, survey }: Taking): Promise<void> {
  const rows = survey.parcels.flatMap(({ code, areaM2, approvedM2, approvalNo }) => {
    if (code === null || findParcelCodeFault(code)) return []
    const rings = shapeOf(survey, code, 'measured')
    const land = { area_m2: areaM2, approved_m2: approvedM2, approval_no: approvalNo }
    return [{ code, ...land, meridian: rings ? survey.meridian : null, rings }]
  })
  await sql`
    create temporary table surveyed_parcels (parcel_id uuid, before jsonb, after jsonb) on commit drop`.execute(tx)
  await sql`
    with merged as (
      insert into parcels as known (county_code, code, estate_id, survey_id, area_m2, approved_m2, approval_no, meridian, rings)
      select ${countyCode}, p.code, ${estateId}, ${surveyId}, p.area_m2, p.approved_m2, p.approval_no, p.meridian, nullif(p.rings, 'null'::jsonb)
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
             as p (code text, area_m2 numeric, approved_m2 numeric, approval_no text, meridian smallint, rings jsonb)
      on conflict (county_code, code) do update
         set survey_id = excluded.survey_id, area_m2 = excluded.area_m2, approved_m2 = excluded.approved_m2,
             approval_no = excluded.approval_no, meridian = excluded.meridian, rings = excluded.rings
       where known.estate_id = excluded.estate_id
      returning new.id, to_jsonb(old.*) as before, to_jsonb(new.*) as after
    )
    insert into surveyed_parcels select id, before, after from merged where before is distinct from after`.execute(tx)
  await sql`
    create temporary table surveyed_estate (estate_id uuid, before jsonb, after jsonb) on commit drop`.execute(tx)
  await sql`
    with merged as (
      update estates as e set parcel_code = ${rows[0]?.code ?? null}
       where county_code = ${countyCode} and id = ${estateId} and parcel_code is null and ${rows[0]?.code ?? null}::text is not null
      returning new.id, to_jsonb(old.*) as before, to_jsonb(new.*) as after
    )
    insert into surveyed_estate select id, before, after from merged`.execute(tx)
}
