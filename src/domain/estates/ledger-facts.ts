import { factsOfMarks, type MarkedFact } from '../diagnosis/problem-marks.ts'
import type { FactValue } from '../diagnosis/values.ts'
import type { EstateRow } from '../ledgers/rows.ts'
import type { IsoDate } from '../shared/quantities.ts'
import { acquisitionOf, isUnitHousing } from './ledger-words.ts'

/** A fact as a ledger states it, with the cell it stands in. An empty cell of a column that exists means: not known. */
export type StatedFact = {
  fact: string
  /** 2 for the second of two cells that contradict each other. */
  statement_no: number
  is_known: boolean
  value: FactValue | null
  said: string | null
  cell: string
  as_of: IsoDate
}

/** Where the cells of the row stand: of a field, `null` when the ledger has no such column; of a column's letters. */
export type RowCells = { ofField: (field: string) => string | null; ofColumn: (column: string) => string }

/** Which field of an estate ledger establishes which fact. */
const fieldOf = {
  land_acquisition: 'landAcquisition',
  approved_land_m2: 'approvedLandM2',
  surveyed_land_m2: 'surveyedLandM2',
  excess_land_m2: 'excessLandM2',
  planning: 'planning',
  planning_appraisal: 'planningAppraisal',
  planning_opinion: 'planningOpinion',
  acceptance: 'acceptance',
  quality: 'quality',
  acceptance_opinion: 'acceptanceOpinion',
  fire: 'fire',
  fire_appraisal: 'fireAppraisal',
  fire_opinion: 'fireOpinion',
  civil_defence: 'civilDefence',
  unit_housing: 'nature',
  problems: 'problems',
  treatment: 'treatment',
  first_certificate_no: 'firstCertificateNo',
} as const satisfies Record<string, keyof EstateRow>

type OwnFact = keyof typeof fieldOf

/** Words of a cell that become a value of the catalogue; the words themselves stay beside it. */
const valueOfWords: Partial<Record<OwnFact, (words: string) => FactValue | null>> = {
  land_acquisition: acquisitionOf,
  unit_housing: isUnitHousing,
}

/**
 * The facts one row of an estate ledger states. What a column says of its own weighs more than a mark under 存在问题;
 * where a mark that is really made says otherwise, both stand, and the fact is contradicted.
 */
export function factsOf(row: EstateRow, cells: RowCells, asOf: IsoDate): StatedFact[] {
  const own = ownFacts(row, cells)
  const marks = row.problemCells.map((mark) => ({ ...mark, cell: cells.ofColumn(mark.column) }))
  const marked = factsOfMarks(marks, { count: row.problemCount, completedIn: row.completedIn, asOf })
  const known = new Map(own.filter(({ value }) => value !== null).map((fact) => [fact.fact, fact.value]))
  const added = marked.filter((mark) => !known.has(mark.fact) || contradicts(mark, known.get(mark.fact)))
  const kept = own.filter(({ fact, value }) => value !== null || !added.some((mark) => mark.fact === fact))
  return [...kept, ...added].map(({ fact, value, said, cell }) => ({
    fact,
    statement_no: known.has(fact) && value !== known.get(fact) ? 2 : 1,
    is_known: value !== null,
    value,
    said,
    cell,
    as_of: asOf,
  }))
}

const contradicts = ({ value, isImplied }: MarkedFact, own: FactValue | null | undefined) =>
  value !== null && !isImplied && value !== own

type OwnStatement = { fact: string; value: FactValue | null; said: string | null; cell: string }

function ownFacts(row: EstateRow, { ofField }: RowCells): OwnStatement[] {
  const stated: OwnStatement[] = []
  for (const [fact, field] of Object.entries(fieldOf) as [OwnFact, keyof EstateRow][]) {
    // the table's keys are exactly these facts
    const cell = ofField(field) ?? (fact === 'problems' ? ofField('problemMarks') : null)
    if (cell === null) continue
    const raw = fact === 'problems' ? problemsOf(row) : (row[field] as FactValue | null)
    const read = valueOfWords[fact]
    if (read && typeof raw === 'string') stated.push({ fact, value: read(raw), said: raw, cell })
    else stated.push({ fact, value: raw, said: row.paperWords[field] ?? null, cell })
  }
  return stated
}

/** Problems written out and problems ticked in columns of their own (☑无购房发票) are one list. */
function problemsOf({ problems, problemMarks }: EstateRow): string | null {
  const all = [...(problems === null ? [] : [problems]), ...problemMarks]
  return all.length === 0 ? null : all.join('、')
}
