import { sql } from 'kysely'
import type { Statement } from '#domain/diagnosis/diagnosis.ts'
import { recordFacts } from '#domain/diagnosis/record-facts.ts'
import type { Rulebook } from '#domain/diagnosis/rulebook.ts'
import { type FactValue, fits } from '#domain/diagnosis/values.ts'
import type { Category } from '#domain/estates/categories.ts'
import type { Tx } from '../platform/acts.ts'

/** An estate with everything its sources and its own records state. `revision`: the last act that stated a fact. */
export type StatedEstate = {
  countyCode: string
  id: string
  name: string
  homes: number
  /** Homes not yet first-registered. */
  waiting: number
  revision: number
  statements: readonly Statement[]
}

/** Which estates: all of some counties, or these of one. */
export type EstateChoice = { counties: readonly string[]; estateIds?: readonly string[] | undefined }

/** The estates with their statements, act by act; two queries, however many estates. */
export async function loadStatedEstates(tx: Tx, choice: EstateChoice): Promise<StatedEstate[]> {
  const records = await loadRecords(tx, choice)
  const stated = await loadStatements(tx, choice)
  return records.map(({ asOf, ...record }) => {
    const said = stated.get(record.id)
    return {
      countyCode: record.countyCode,
      id: record.id,
      name: record.name,
      homes: record.units,
      waiting: record.units - record.firstRegistered,
      revision: said?.revision ?? 0,
      statements: [...(said?.statements ?? []), ...recordFacts(record, asOf)],
    }
  })
}

/** Statements a rulebook can use: of facts it knows; a value of another kind counts as not known. */
export function usable(statements: readonly Statement[], { definitions, placeOf }: Rulebook): Statement[] {
  return statements.flatMap((statement) => {
    const definition = definitions[placeOf.get(statement.fact) ?? -1]
    if (!definition) return []
    return [statement.value === null || fits(definition, statement.value) ? statement : { ...statement, value: null }]
  })
}

/** A condition on the estate of a table whose rows name county and estate. */
export const ofChoice = ({ counties, estateIds }: EstateChoice, estate: string) =>
  sql`${sql.ref(`${estate.split('.')[0]}.county_code`)} = any (${counties}::text[])
      and (${estateIds ?? null}::uuid[] is null or ${sql.ref(estate)} = any (${estateIds ?? null}::uuid[]))`

type EstateRecord = {
  countyCode: string
  id: string
  name: string
  category: Category
  parcelCode: string | null
  completedIn: string | null
  units: number
  surveyed: number
  buildings: number
  firstRegistered: number
  asOf: string
}

/** Homes and homes first-registered of each estate: sums of its tallies, never of its homes. */
export const countedHomes = (choice: EstateChoice) => sql`
  select t.county_code, t.estate_id,
         coalesce(sum(t.n) filter (where t.indicator = 'units'), 0)::integer as units,
         coalesce(sum(t.n) filter (where t.indicator = 'surveyed'), 0)::integer as surveyed,
         coalesce(sum(t.n) filter (where t.indicator = 'buildings'), 0)::integer as buildings,
         coalesce(sum(t.n) filter (where t.indicator = 'first_registered'), 0)::integer as first_registered,
         max(t.day) as last_day
    from tallies as t
   where ${ofChoice(choice, 't.estate_id')} and t.indicator in ('units', 'surveyed', 'buildings', 'first_registered')
   group by t.county_code, t.estate_id`

async function loadRecords(tx: Tx, choice: EstateChoice): Promise<EstateRecord[]> {
  const { rows } = await sql<EstateRecord>`
    select e.county_code as "countyCode", e.id, e.name, e.category, e.parcel_code as "parcelCode", e.completed_in as "completedIn",
           coalesce(c.units, 0) as units, coalesce(c.surveyed, 0) as surveyed, coalesce(c.buildings, 0) as buildings,
           coalesce(c.first_registered, 0) as "firstRegistered", greatest(e.listed_on, c.last_day) as "asOf"
      from estates as e
      left join (${countedHomes(choice)}) as c on c.county_code = e.county_code and c.estate_id = e.id
     where ${ofChoice(choice, 'e.id')}
     order by e.county_code, e.id`.execute(tx)
  return rows
}

/** A statement as the database packs it: rows of its own would cost three times as much to read. */
type Packed = readonly [
  actNo: number,
  fact: string,
  value: FactValue | null,
  said: string | null,
  asOf: string,
  kind: 'ledger' | 'officer' | 'document' | 'visit',
  file: string | null,
  sheet: string | null,
  cell: string | null,
  by: string | null,
]

type Said = { revision: number; statements: Statement[] }

/** Everything ever stated of each estate, in the order it was recorded. A ledger names its cell; a person is named by the act. */
async function loadStatements(tx: Tx, choice: EstateChoice): Promise<Map<string, Said>> {
  const { rows } = await sql<{ estateId: string; revision: number; packed: Packed[] }>`
    select f.estate_id as "estateId", max(f.act_no) as revision,
           json_agg(json_build_array(f.act_no, f.fact, f.value, f.said, f.as_of, f.source_kind, f.source_file, f.source_sheet, f.source_cell,
                                     case when f.source_kind <> 'ledger' then a.actor_name end) order by f.act_no, f.fact, f.statement_no) as packed
      from estate_facts as f
      left join acts as a on f.source_kind <> 'ledger' and a.county_code = f.county_code and a.act_no = f.act_no
     where ${ofChoice(choice, 'f.estate_id')}
     group by f.county_code, f.estate_id`.execute(tx)
  return new Map(
    rows.map(({ estateId, revision, packed }) => [estateId, { revision, statements: packed.map(statementOf) }]),
  )
}

const statementOf = ([, fact, value, said, asOf, kind, file, sheet, cell, by]: Packed): Statement => ({
  fact,
  value,
  asOf,
  source: { kind, file, sheet, cell, by },
  said,
})
