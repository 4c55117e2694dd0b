import { sql } from 'kysely'
import type { HandedFigure, HandInLine, HandInState, HandInWords } from '#domain/reports/hand-in.ts'
import type { Period } from '#domain/reports/periods.ts'
import { isAsked } from '#domain/reports/rhythm.ts'
import type { Tx } from '../../platform/acts.ts'
import type { Scope } from '../figures.ts'
import { countFor, heldFigures } from './counted.ts'
import { handersOf, itsHandIn } from './handers.ts'
import { rhythmsOf } from './rhythms.ts'

type Row = HandInWords & {
  county: string
  unit: string | null
  who: string
  state: HandInState | null
  isLate: boolean
  figures: { [name in HandedFigure]?: number | null }
}

/** What everybody asked handed in for a period, those with nothing too; null where nobody is asked. */
export async function gatherHandIns(tx: Tx, scope: Scope, period: Period, asOf: string): Promise<HandInLine[] | null> {
  const rhythm = (await rhythmsOf(tx, [scope.region.code]))(scope.region.code, period.kind)
  if (!isAsked(rhythm, period)) return null
  const rows = await listHandedIn(tx, scope, period)
  const counted = rhythm.asksFigures ? await countFor(tx, scope, period, asOf) : null
  return rows.map(({ county, unit, figures, ...line }) => ({
    ...line,
    figures: counted === null ? [] : heldFigures(unit ? 'unit' : 'county', figures, counted.get(unit ?? county)),
  }))
}

/** A draft is nobody's business yet: its words are not told. */
async function listHandedIn(tx: Tx, scope: Scope, { kind, key }: Period): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select w.county_code as county, w.organisation_id as unit, w.name as who, h.state, coalesce(h.is_late, false) as "isLate",
           coalesce(h.progress, '') as progress, coalesce(h.difficulties, '') as difficulties, coalesce(h.next_plan, '') as "nextPlan",
           coalesce(h.figures, '{}') as figures
      from (${handersOf(scope)}) as w
      left join hand_ins as h on ${itsHandIn} and h.kind = ${kind} and h.period = ${key} and h.state <> 'draft'
     order by w.county_code, w.name`.execute(tx)
  return rows
}
