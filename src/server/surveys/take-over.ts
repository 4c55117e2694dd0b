import { sql } from 'kysely'
import type { SurveyView } from '#contract/surveys.ts'
import { registeredDifferences, surveyedHomes } from '#domain/surveys/check-records.ts'
import type { KnownHome } from '#domain/surveys/checks.ts'
import { homeKey, recordName, type Survey } from '#domain/surveys/survey.ts'
import { type Actor, appendHistory, linkAct, nextAct, type Tx } from '../platform/acts.ts'
import { applyTallyDeltas } from '../platform/tallies.ts'
import type { EstatePlace } from './ground.ts'
import { takeParcels } from './take-parcels.ts'

export type Taking = EstatePlace & { surveyId: string; survey: Survey }
export type Taken = { buildings: number; added: number; changed: number; unchanged: number }

/** Registered homes that the survey tells otherwise: they are left as they are registered. */
export function leftHomes(survey: Survey, homes: readonly KnownHome[]): SurveyView['left'] {
  const known = new Map(homes.map((home) => [homeKey(home), home]))
  return [...surveyedHomes(survey)].flatMap(([key, unit]) => {
    const home = known.get(key)
    const fields = registeredDifferences(unit, home)
    if (!home || fields.length === 0) return []
    return [{ building: home.building, entrance: home.entrance, room: home.room, fields }]
  })
}

/**
 * Takes an accepted survey over as one act: its buildings, homes and parcels, the estate's parcel code and the decision
 * itself, with history and figures. `decide` writes the decision and gives what history says of it.
 */
export async function takeOver(
  tx: Tx,
  taking: Taking & { actor: Actor; reason: string; decide: () => Promise<Record<string, unknown>> },
): Promise<Taken> {
  const { countyCode, surveyId, actor, reason } = taking
  const { actNo } = await nextAct(tx, countyCode)
  await takeBuildings(tx, taking)
  await gatherHomes(tx, taking)
  await takeHomes(tx, taking)
  await takeParcels(tx, taking)
  const decision = await taking.decide()
  await appendHistory(tx, countyCode, actNo, changedRecords(surveyId, decision))
  await applyTallyDeltas(tx, countyCode, tallyDeltas(countyCode))
  await linkAct(tx, actNo, {
    countyCode,
    kind: 'survey_accepted',
    actor,
    reason,
    payload: { survey: surveyId, estateId: taking.estateId },
  })
  return countTaken(tx)
}

/**
 * Buildings under the names of the records; what the survey does not say stays, and where homes are registered only blanks
 * are filled. Fills `surveyed_buildings`.
 */
async function takeBuildings(tx: Tx, { countyCode, estateId, survey }: Taking): Promise<void> {
  const rows = survey.buildings.map((building) => ({
    name: recordName(building),
    floors: building.floorsAbove ?? building.floors,
    entrances: survey.entrances.filter((entrance) => entrance.building === building.building).length || null,
    units: building.units,
    structure: building.structure,
  }))
  await sql`
    create temporary table surveyed_buildings (building_id uuid, before jsonb, after jsonb) on commit drop`.execute(tx)
  await sql`
    with merged as (
      insert into buildings as known (county_code, estate_id, name, floors, entrances, stated_units, structure)
      select ${countyCode}, ${estateId}, b.name, b.floors, b.entrances, b.units, b.structure
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as b (name text, floors integer, entrances integer, units integer, structure text)
      on conflict (county_code, estate_id, name) do update
         set ${sql.join(['floors', 'entrances', 'stated_units', 'structure'].map(keptWhereRegistered))}
      returning new.id, to_jsonb(old.*) as before, to_jsonb(new.*) as after
    )
    insert into surveyed_buildings select id, before, after from merged where before is distinct from after`.execute(tx)
}

const keptWhereRegistered = (column: string) => sql`
  ${sql.ref(column)} = case when exists (select from units as u
                                          where u.county_code = known.county_code and u.building_id = known.id and u.first_registered_on is not null)
                            then coalesce(${sql.ref(`known.${column}`)}, ${sql.ref(`excluded.${column}`)})
                            else coalesce(${sql.ref(`excluded.${column}`)}, ${sql.ref(`known.${column}`)}) end`

const columns = [
  'floor',
  'floors_total',
  'unit_code',
  'use',
  'structure',
  'area_m2',
  'inner_area_m2',
  'shared_area_m2',
] as const
const names = sql.join(columns.map((column) => sql.ref(column)))

/** What is registered stays and only its blanks are filled; of any other home the survey is the later word. */
const after = sql.join(
  columns.map((column) => {
    const [told, was] = [sql.ref(`s.${column}`), sql.ref(`u.${column}`)]
    return sql`case when u.first_registered_on is null then coalesce(${told}, ${was}) else coalesce(${was}, ${told}) end`
  }),
)

/** Every home of the survey beside what the records have in its place. Fills `surveyed_homes`; ids rise in its order. */
async function gatherHomes(tx: Tx, { countyCode, estateId, survey }: Taking): Promise<void> {
  const totals = new Map(survey.buildings.map(({ building, floorsAbove, floors }) => [building, floorsAbove ?? floors]))
  const rows = [...surveyedHomes(survey)].map(([key, unit]) => {
    const [building = '', entrance = '', room = ''] = key.split('|')
    const codes = { unit_code: unit.code ?? unit.proposedCode }
    const areas = { area_m2: unit.areaM2, inner_area_m2: unit.innerM2, shared_area_m2: unit.sharedM2 }
    const { floor, use, structure } = unit
    return {
      building,
      entrance,
      room,
      floor,
      floors_total: totals.get(unit.building) ?? null,
      use,
      structure,
      ...codes,
      ...areas,
    }
  })
  await sql`
    create temporary table surveyed_homes (unit_id, is_new, building_id, entrance, room, before, ${names}) on commit drop as
    select coalesce(id, uuidv7()), id is null, building_id, entrance, room, before, ${names}
      from (select u.id, b.id, s.entrance, s.room, to_jsonb(u.*), s.place, ${after}
              from jsonb_to_recordset(${JSON.stringify(rows.map((row, place) => ({ ...row, place })))}::jsonb)
                   as s (place integer, building text, entrance text, room text, floor integer, floors_total integer, unit_code text, use text,
                         structure text, area_m2 numeric(10, 2), inner_area_m2 numeric(10, 2), shared_area_m2 numeric(10, 2))
              join buildings as b on b.county_code = ${countyCode} and b.estate_id = ${estateId} and b.name = s.building
              left join units as u on u.county_code = ${countyCode} and u.building_id = b.id and u.entrance = s.entrance and u.room = s.room)
           as held (id, building_id, entrance, room, before, place, ${names})
     order by place`.execute(tx)
  await sql`analyze surveyed_homes (unit_id, is_new, building_id)`.execute(tx)
}

/**
 * Homes that are new are added, known ones changed. Codes are taken away before they are given: two homes may have
 * changed theirs with each other, and a code stands once at every moment.
 */
async function takeHomes(tx: Tx, { countyCode, estateId }: Taking): Promise<void> {
  await sql`
    update units as u set unit_code = null
      from surveyed_homes as s
     where not s.is_new and u.county_code = ${countyCode} and u.id = s.unit_id and u.unit_code <> s.unit_code`.execute(
    tx,
  )
  await sql`
    insert into units (county_code, id, estate_id, building_id, entrance, room, owners_digest, ${names})
    select ${countyCode}, unit_id, ${estateId}, building_id, entrance, room, '\\x', ${names}
      from surveyed_homes where is_new`.execute(tx)
  await sql`
    create temporary table changed_homes (unit_id uuid, before jsonb, after jsonb) on commit drop`.execute(tx)
  await sql`
    with merged as (
      update units as u
         set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`s.${column}`)}`))}
        from surveyed_homes as s
       where not s.is_new and u.county_code = ${countyCode} and u.id = s.unit_id
         and (${sql.join(columns.map((column) => sql.ref(`u.${column}`)))}) is distinct from (${sql.join(columns.map((column) => sql.ref(`s.${column}`)))})
      returning new.id, s.before, to_jsonb(new.*) as after
    )
    insert into changed_homes
    select id, before, after from merged
    union all
    select unit_id, null, to_jsonb(u.*)
      from surveyed_homes as s join units as u on u.county_code = ${countyCode} and u.id = s.unit_id
     where s.is_new`.execute(tx)
}

/** What history says of a record: all of a new one, of a known one what is other than before; derived columns left out. */
const difference = sql`
  case when before is null
       then jsonb_strip_nulls(after) - '{county_code,id,state,certificate_back}'::text[]
       else (select jsonb_object_agg(key, value) from jsonb_each(after - '{state,certificate_back}'::text[]) where value is distinct from before -> key) end`

const changedRecords = (surveyId: string, decision: Record<string, unknown>) => sql`
  select row_number() over (order by place, subject_id)::integer as row_no, subject_kind, subject_id, change
    from (select 1 as place, 'survey' as subject_kind, ${surveyId}::uuid as subject_id, ${JSON.stringify(decision)}::jsonb as change
          union all
          select 2, 'estate', estate_id, ${difference} from surveyed_estate
          union all
          select 3, 'parcel', parcel_id, ${difference} from surveyed_parcels
          union all
          select 4, 'building', building_id, ${difference} from surveyed_buildings
          union all
          select 5, 'unit', unit_id, ${difference} from changed_homes) as records`

/** What homes and buildings count for from now on, and what they no longer count for. */
const tallyDeltas = (countyCode: string) => sql`
  select (b.after ->> 'estate_id')::uuid as estate_id, 'buildings' as indicator, e.listed_on as day, 1::bigint as n
    from surveyed_buildings as b
    join estates as e on e.county_code = ${countyCode} and e.id = (b.after ->> 'estate_id')::uuid
   where b.before is null
  union all
  select u.estate_id, p.indicator, p.day, c.sign * p.n
    from (select 1 as sign, after as held from changed_homes
          union all
          select -1, before from changed_homes where before is not null) as c
   cross join jsonb_to_record(c.held) as u (estate_id uuid, area_m2 numeric, first_registered_on date, transferred_on date, obstacle text, obstacle_on date)
    join estates as e on e.county_code = ${countyCode} and e.id = u.estate_id
   cross join lateral unit_points(e.listed_on, u.area_m2, u.first_registered_on, u.transferred_on, u.obstacle, u.obstacle_on) as p`

async function countTaken(tx: Tx): Promise<Taken> {
  const { rows } = await sql<Taken>`
    select (select count(*) from surveyed_buildings)::integer as buildings,
           (select count(*) from changed_homes where before is null)::integer as added,
           (select count(*) from changed_homes where before is not null)::integer as changed,
           ((select count(*) from surveyed_homes) - (select count(*) from changed_homes))::integer as unchanged`.execute(
    tx,
  )
  if (!rows[0]) throw new Error('a count gave no row')
  return rows[0]
}
