import { sql } from 'kysely'
import { figuresFrom } from '#domain/reports/figures.ts'
import type { HandedFigure, HeldFigure } from '#domain/reports/hand-in.ts'
import { figuresAsked } from '#domain/reports/hand-in.ts'
import { dayBefore, type Period } from '#domain/reports/periods.ts'
import type { Tx } from '../../platform/acts.ts'
import { grouped, type Scope } from '../figures.ts'
import { sumBy } from '../store.ts'

/** Numbers counted from the records, under a unit's id or a county's code; a number nobody can tell is absent. */
export type Counted = ReadonlyMap<string, { [name in HandedFigure]?: number }>

/** What is counted of each unit of a county, or each county of the city, at a day of a period. */
export function countFor(tx: Tx, { region, counties }: Scope, period: Period, asOf: string): Promise<Counted> {
  return region.level === 'city' ? countHomes(tx, counties, asOf) : countTasks(tx, counties, period, asOf)
}

async function countHomes(tx: Tx, counties: readonly string[], asOf: string): Promise<Counted> {
  const sums = grouped(await sumBy(tx, 'county_code', counties, { asOf, knownOn: null }))
  return new Map(
    [...sums].map(([county, of]) => {
      const { units, firstRegistered, transferred } = figuresFrom(of)
      return [county, units === 0 ? {} : { first_registered: firstRegistered, transferred }]
    }),
  )
}

/** Tasks of every unit, as `workFigures` counts those of the county; where no task was ever issued, nothing is told. */
async function countTasks(tx: Tx, counties: readonly string[], period: Period, asOf: string): Promise<Counted> {
  const { rows } = await sql<{ unit: string } & Record<'written_off' | 'open' | 'overdue', number>>`
    select o.id as unit, count(*) filter (where t.written_off_on > ${dayBefore(period)} and t.written_off_on <= ${asOf}) as written_off,
           count(*) filter (where is_open) as open, count(*) filter (where is_open and t.due_on < ${asOf}) as overdue
      from organisations as o
      left join (select county_code, organisation_id, written_off_on, due_on,
                        (written_off_on is null or written_off_on > ${asOf}) and not (state = 'cancelled' and state_on <= ${asOf}) as is_open
                   from tasks where issued_on <= ${asOf}) as t on t.county_code = o.county_code and t.organisation_id = o.id
     where o.county_code = any (${counties}::text[]) and o.kind = 'responsible_unit'
       and exists (select from tasks as given where given.county_code = o.county_code and given.issued_on <= ${asOf})
     group by o.id`.execute(tx)
  return new Map(rows.map(({ unit, ...counted }) => [unit, counted]))
}

type Handed = { [name in HandedFigure]?: number | null }

/** Each number asked for: as handed in, beside the one counted. */
export function heldFigures(
  by: 'unit' | 'county',
  handed: Handed,
  counted: { [name in HandedFigure]?: number } = {},
): HeldFigure[] {
  return figuresAsked(by).map((name) => ({ name, handed: handed[name] ?? null, counted: counted[name] ?? null }))
}
