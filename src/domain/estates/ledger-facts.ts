import type { EstateRow } from '../ledgers/rows.ts'
import type { IsoDate } from '../shared/quantities.ts'
import type { EstateFact } from './facts.ts'

/** A fact as a ledger states it, with the cell it stands in. An empty cell of a column that exists means: not known. */
export type StatedFact = {
  fact: EstateFact
  is_known: boolean
  value: boolean | number | string | null
  said: string | null
  cell: string
  as_of: IsoDate
}

/** Which field of an estate ledger establishes which fact. */
const fieldOf = {
  land_acquisition: 'landAcquisition',
  approved_land_m2: 'approvedLandM2',
  surveyed_land_m2: 'surveyedLandM2',
  excess_land_m2: 'excessLandM2',
  planning: 'planning',
  fire: 'fire',
  acceptance: 'acceptance',
  civil_defence: 'civilDefence',
  quality: 'quality',
  problems: 'problems',
  treatment: 'treatment',
  first_certificate_no: 'firstCertificateNo',
} as const satisfies Record<EstateFact, keyof EstateRow>

/** The facts one row of an estate ledger states; `cellOf` gives the cell of a field, `null` when the ledger has no such column. */
export function factsOf(row: EstateRow, cellOf: (field: string) => string | null, asOf: IsoDate): StatedFact[] {
  const stated: StatedFact[] = []
  for (const [fact, field] of Object.entries(fieldOf) as [EstateFact, keyof EstateRow][]) {
    // the table's keys are exactly the facts
    const cell = cellOf(field) ?? (fact === 'problems' ? cellOf('problemMarks') : null)
    if (cell === null) continue
    const value = fact === 'problems' ? problemsOf(row) : (row[field] as boolean | number | string | null)
    stated.push({ fact, is_known: value !== null, value, said: row.paperWords[field] ?? null, cell, as_of: asOf })
  }
  return stated
}

/** Problems written out and problems ticked in columns of their own (☑无购房发票) are one list. */
function problemsOf({ problems, problemMarks }: EstateRow): string | null {
  const all = [...(problems === null ? [] : [problems]), ...problemMarks]
  return all.length === 0 ? null : all.join('、')
}
