import { sql } from 'kysely'
import type { Estate, EstateLine, EstatesQuery, FactEntry } from '#contract/estates.ts'
import type { Category } from '#domain/estates/categories.ts'
import { lightThresholds } from '#domain/reports/lights.ts'
import type { Tx } from '../platform/acts.ts'

/** Counts of every estate of these counties as of a day: sums of its tallies, never of its homes. */
const countedEstates = (counties: readonly string[], asOf: string) => sql`
  select county_code, estate_id,
         coalesce(sum(n) filter (where indicator = 'units'), 0)::integer as units,
         coalesce(sum(n) filter (where indicator = 'first_registered'), 0)::integer as first_registered,
         coalesce(sum(n) filter (where indicator = 'transferred'), 0)::integer as transferred
    from tallies
   where county_code = any (${counties}::text[]) and day <= ${asOf} and indicator in ('units', 'first_registered', 'transferred')
   group by county_code, estate_id`

const estateLines = (counties: readonly string[], asOf: string) => sql`
  select e.id, e.county_code as "countyCode", r.name as "countyName", e.name, e.category, t.name as township, d.name as developer,
         coalesce(c.units, 0) as units, coalesce(c.first_registered, 0) as "firstRegistered", coalesce(c.transferred, 0) as transferred,
         coalesce(c.units - c.transferred, 0) as open, e.stated_units as "statedUnits",
         c.transferred::double precision / nullif(c.units, 0) as "transferRate",
         case when coalesce(c.units, 0) = 0 then 'grey'
              when c.transferred >= ${lightThresholds.green}::numeric * c.units then 'green'
              when c.transferred >= ${lightThresholds.yellow}::numeric * c.units then 'yellow'
              else 'red' end as light
    from estates as e
    join regions as r on r.code = e.county_code
    left join regions as t on t.code = e.township_code
    left join organisations as d on d.county_code = e.county_code and d.id = e.developer_id
    left join (${countedEstates(counties, asOf)}) as c on c.county_code = e.county_code and c.estate_id = e.id
   where e.county_code = any (${counties}::text[])`

/** What each sort of the ledger goes by; ties are broken by the estate's id. */
const sortKeys = {
  name: sql`"countyCode" || name`,
  units: sql`lpad(units::text, 9, '0')`,
  open: sql`lpad(open::text, 9, '0')`,
  rate: sql`to_char(coalesce("transferRate", 0), '0.000000000')`,
} as const satisfies Record<EstatesQuery['sort'], unknown>

type Page<Row> = { rows: Row[]; next: string | null; total: number | null }

/** A page of the estate ledger in the asked order, from after the given place on. */
export async function listEstates(
  tx: Tx,
  counties: readonly string[],
  query: EstatesQuery & { asOf: string },
): Promise<Page<EstateLine>> {
  const [afterKey, afterId] = query.after
    ? (JSON.parse(Buffer.from(query.after, 'base64url').toString()) as [string, string])
    : [null, null] // made below
  const key = sortKeys[query.sort]
  const beyond = query.order === 'asc' ? sql`>` : sql`<`
  const direction = query.order === 'asc' ? sql`asc` : sql`desc`
  const { rows } = await sql<EstateLine & { key: string; total: number }>`
    select *, ${key} as key from (
      select lines.*, count(*) over () as total from (${estateLines(counties, query.asOf)}) as lines
       where (${query.name ?? null}::text is null or name ilike '%' || ${escaped(query.name)}::text || '%')
         and (${query.category ?? null}::text is null or category = ${query.category ?? null})
         and (${query.light ?? null}::text is null or light = ${query.light ?? null})) as filtered
     where ${afterKey}::text is null or (${key}, id) ${beyond} (${afterKey}::text, ${afterId}::uuid)
     order by ${key} ${direction}, id ${direction}
     limit ${query.limit}`.execute(tx)
  const last = rows.at(-1)
  const next =
    last && rows.length === query.limit ? Buffer.from(JSON.stringify([last.key, last.id])).toString('base64url') : null
  return { rows: rows.map(({ key: _, total: __, ...line }) => line), next, total: rows[0]?.total ?? 0 }
}

/** Percent and underscore in a search are letters, not wildcards. */
const escaped = (text: string | undefined) => text?.replaceAll(/[\\%_]/g, (char) => `\\${char}`) ?? null

type EstateHead = Omit<Estate, 'figures' | 'facts' | 'buildings' | 'light'>

export async function findEstate(
  tx: Tx,
  countyCode: string,
  estateId: string,
  asOf: string,
): Promise<EstateHead | undefined> {
  const { rows } = await sql<EstateHead>`
    select l.*, e.location, e.nature, e.parcel_code as "parcelCode", e.completed_in as "completedIn", d.uscc as "developerCode", d.contact as "developerContact",
           d.phone_masked as "developerPhoneMasked", e.liaison, e.liaison_person as "liaisonPerson", e.remark, e.listed_on as "listedOn",
           json_build_object('on', e.stated_on, 'units', e.stated_units, 'firstRegistered', e.stated_first_registered, 'transferred', e.stated_transferred,
                             'buildings', e.stated_buildings, 'areaM2', e.stated_area_m2) as stated
      from (${estateLines([countyCode], asOf)} and e.id = ${estateId}) as l
      join estates as e on e.county_code = ${countyCode} and e.id = l.id
      left join organisations as d on d.county_code = ${countyCode} and d.id = e.developer_id`.execute(tx)
  return rows[0]
}

/** Every fact ever recorded of an estate, the latest of each kind first. */
export async function listFacts(tx: Tx, countyCode: string, estateId: string): Promise<FactEntry[]> {
  const { rows } = await sql<FactEntry & { recordedAt: Date | string }>`
    select f.fact, f.is_known as "isKnown", f.value, f.said, f.as_of as "asOf", a.acted_at as "recordedAt",
           json_build_object('kind', f.source_kind, 'file', f.source_file, 'sheet', f.source_sheet, 'cell', f.source_cell) as source
      from estate_facts as f
      join acts as a using (county_code, act_no)
     where f.county_code = ${countyCode} and f.estate_id = ${estateId}
     order by f.fact, f.act_no desc, f.statement_no`.execute(tx)
  return rows.map((row) => ({ ...row, recordedAt: new Date(row.recordedAt).toISOString() }))
}

export async function listBuildings(
  tx: Tx,
  countyCode: string,
  estateId: string,
  asOf: string,
): Promise<Estate['buildings']> {
  const { rows } = await sql<Estate['buildings'][number]>`
    select b.id, b.name, b.floors, b.entrances, b.stated_units as "statedUnits", count(u.id)::integer as units,
           (count(*) filter (where u.first_registered_on <= ${asOf}))::integer as "firstRegistered",
           (count(*) filter (where u.transferred_on <= ${asOf}))::integer as transferred
      from buildings as b
      left join units as u on u.county_code = b.county_code and u.building_id = b.id
     where b.county_code = ${countyCode} and b.estate_id = ${estateId}
     group by b.county_code, b.id
     order by length(b.name), b.name`.execute(tx)
  return rows
}

export type Correction = { category?: Category | undefined; location?: string | undefined; remark?: string | undefined }

export async function lockEstate(
  tx: Tx,
  countyCode: string,
  estateId: string,
): Promise<{ category: Category; location: string | null; remark: string | null } | undefined> {
  const { rows } = await sql<{ category: Category; location: string | null; remark: string | null }>`
    select category, location, remark from estates where county_code = ${countyCode} and id = ${estateId} for update`.execute(
    tx,
  )
  return rows[0]
}

export async function updateEstate(
  tx: Tx,
  countyCode: string,
  estateId: string,
  { category, location, remark }: Correction,
): Promise<void> {
  await sql`
    update estates set category = coalesce(${category ?? null}, category), location = coalesce(${location ?? null}, location), remark = coalesce(${remark ?? null}, remark)
     where county_code = ${countyCode} and id = ${estateId}`.execute(tx)
}
