import { type RawBuilder, sql } from 'kysely'
import type { BuildingTable } from '#contract/building-table.ts'
import type { HomeRecord, TransferProgress } from '#domain/units/marks.ts'
import type { Obstacle } from '#domain/units/obstacles.ts'
import type { Restriction } from '#domain/units/restrictions.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { countyWords } from './restrictions-store.ts'

export type BuildingHead = Omit<BuildingTable, 'homes' | 'on'>

/** The building with the buildings beside it; `undefined` where the county has none of this id. */
export async function findBuilding(tx: Tx, countyCode: string, buildingId: string): Promise<BuildingHead | undefined> {
  const { rows } = await sql<BuildingHead>`
    select b.id, b.name, b.county_code as "countyCode", b.estate_id as "estateId", e.name as "estateName", b.floors, b.entrances, b.structure,
           (select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by length(s.name), s.name)
              from buildings as s where s.county_code = b.county_code and s.estate_id = b.estate_id) as siblings
      from buildings as b join estates as e on e.county_code = b.county_code and e.id = b.estate_id
     where b.county_code = ${countyCode} and b.id = ${buildingId}`.execute(tx)
  return rows[0]
}

type Application = { id: string; kind: 'first' | 'transfer'; acceptanceNo: string | null; dueOn: string | null }

/** A home of the table as the records have it by the end of a day. */
export type HomeRow = HomeRecord & {
  id: string
  entrance: string
  room: string
  floor: number | null
  unitCode: string | null
  use: string | null
  owners: readonly { name: string; kind: string | null }[]
  obstacle: Obstacle | null
  openReason: string | null
  certificateNo: string | null
  transfer: (TransferProgress & Application) | null
  first: Application | null
  restrictions: readonly Omit<Restriction, 'countyWords'>[]
  countyWords: Restriction['countyWords']
}

/** Every home of a building as of a day, in one statement. */
export const homesOfBuilding = (countyCode: string, head: BuildingHead, on: string): RawBuilder<HomeRow> =>
  homesAsOf(countyCode, sql`u.estate_id = ${head.estateId} and u.building_id = ${head.id}`, on)

/** The homes asked for, as a building table tells of them today. */
export async function homeRecords(tx: Tx, countyCode: string, unitIds: readonly string[]): Promise<HomeRow[]> {
  return (await homesAsOf(countyCode, sql`u.id = any (${unitIds}::uuid[])`, officeToday()).execute(tx)).rows
}

/**
 * Homes with their owners, their latest application and what rested on them by the end of a day. What happened later is
 * not known yet; what has no day of its own, like the area, is as it stands now.
 */
const homesAsOf = (countyCode: string, which: RawBuilder<unknown>, on: string): RawBuilder<HomeRow> => sql<HomeRow>`
  select u.id, u.entrance, u.room, u.floor, u.unit_code as "unitCode", u.use, u.area_m2 as "areaM2", o.owners,
         ${known(sql`u.first_registered_on`, on)} as "firstRegisteredOn", ${known(sql`u.transferred_on`, on)} as "transferredOn",
         case when u.transferred_on <= ${on}::date then u.certificate_no end as "certificateNo", u.is_mailed as "isMailed",
         case when u.obstacle_on <= ${on}::date then u.obstacle end as obstacle, case when u.obstacle_on <= ${on}::date then u.open_reason end as "openReason",
         f.first, f.first is not null as "hasFirstApplication", t.transfer, r.restrictions, words.said as "countyWords"
    from units as u
   cross join (${countyWords(countyCode)}) as words
   cross join lateral (
         select coalesce(jsonb_agg(jsonb_build_object('name', o.name, 'kind', o.id_kind) order by o.owner_no), '[]') as owners
           from owners as o where o.county_code = u.county_code and o.unit_id = u.id) as o
    left join lateral (${firstApplication(on)}) as f on true
    left join lateral (${transferApplication(on)}) as t on true
   cross join lateral (
         select coalesce(jsonb_agg(${restrictionValue} order by s.from_on, s.id), '[]') as restrictions
           from unit_restrictions as s
          where s.county_code = u.county_code and s.unit_id = u.id and s.from_on <= ${on}::date
            and coalesce(s.lifted_on, 'infinity') > ${on}::date and coalesce(s.until_on, 'infinity') >= ${on}::date) as r
   where u.county_code = ${countyCode} and ${which}
   order by u.id`

const known = (day: RawBuilder<unknown>, on: string) => sql`case when ${day} <= ${on}::date then ${day} end`

const application = (on: string) => sql`
  'id', a.id, 'kind', a.kind, 'acceptanceNo', case when a.accepted_on <= ${on}::date then a.acceptance_no end,
  'dueOn', case when a.accepted_on <= ${on}::date then a.due_on end`

/** The first registration applied for that was not decided by then. */
const firstApplication = (on: string) => sql`
  select jsonb_build_object(${application(on)}) as first
    from application_units as x
    join applications as a on a.county_code = x.county_code and a.id = x.application_id
   where x.county_code = u.county_code and x.unit_id = u.id and a.submitted_on <= ${on}::date
     and coalesce(a.ended_on, 'infinity') > ${on}::date and coalesce(a.entered_on, 'infinity') > ${on}::date
   order by a.submitted_on desc, a.id desc
   limit 1`

/** The transfer applied for last and not ended without entry by then, with how far it had come. */
const transferApplication = (on: string) => sql`
  select jsonb_build_object(
           ${application(on)}, 'acceptedOn', ${known(sql`a.accepted_on`, on)}, 'enteredOn', ${known(sql`a.entered_on`, on)},
           'certifiedOn', ${known(sql`a.certified_on`, on)}, 'deliveredOn', ${known(sql`a.delivered_on`, on)},
           'isCorrecting', exists (select from application_pauses as p
                                    where p.county_code = a.county_code and p.application_id = a.id and p.kind = 'correction'
                                      and p.from_on <= ${on}::date and coalesce(p.until_on, 'infinity') > ${on}::date),
           'isReviewable', not exists (select from application_gates as g
                                        where g.county_code = a.county_code and g.application_id = a.id and g.gate <> 'review'
                                          and (g.state = 'open' or g.decided_on > ${on}::date))) as transfer
    from applications as a
   where a.county_code = u.county_code and a.unit_id = u.id and a.submitted_on <= ${on}::date and coalesce(a.ended_on, 'infinity') > ${on}::date
   order by a.submitted_on desc, a.id desc
   limit 1`

const restrictionValue = sql`
  jsonb_build_object('id', s.id, 'unitId', s.unit_id, 'kind', s.kind, 'debtor', s.debtor, 'authority', s.authority, 'documentNo', s.document_no,
                     'fromOn', s.from_on, 'untilOn', s.until_on, 'note', s.note, 'barsTransfer', s.bars_transfer, 'consentedOn', s.consented_on,
                     'consentBasis', s.consent_basis, 'liftedOn', s.lifted_on, 'liftedBasis', s.lifted_basis)`
