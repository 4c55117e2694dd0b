import type { Cell, SheetRow } from '../ledgers/sheet.ts'
import { columnLetters } from '../ledgers/tables.ts'
import { type SurveyColumn, surveySheets } from './columns.ts'
import { fault, type SurveyFault } from './faults.ts'
import { type SheetKind, type SurveyTable, sheetKinds } from './survey.ts'

/** A sheet as it was opened: its name, its filled rows. */
export type GivenSheet = { name: string; rows: readonly SheetRow[] }

/** A recognised table with its data rows, each field's place among the cells. */
export type FoundTable = SurveyTable & {
  fields: readonly { column: SurveyColumn; index: number }[]
  rows: readonly SheetRow[]
}

type Found = { tables: readonly FoundTable[]; faults: readonly SurveyFault[] }

/** How many rows may stand above the headings. */
const deepestHeading = 10

/** Recognises the tables of a hand-in by the names of their sheets, else by what their headings mean. */
export function findTables(sheets: readonly GivenSheet[]): Found {
  const tables: FoundTable[] = []
  const faults: SurveyFault[] = []
  for (const sheet of sheets) {
    if (sheet.rows.length === 0 || isExplanation(sheet.name)) continue
    const table = recognise(sheet)
    if (table) {
      tables.push(table)
      faults.push(...missingColumns(table))
    } else faults.push(fault('sheet_unknown', { sheet: sheet.name, cell: `A${sheet.rows[0]?.row ?? 1}` }))
  }
  return { tables, faults }
}

const isExplanation = (name: string) => /说明|填表|readme/i.test(name)

/** A heading without blanks and without its unit in brackets. */
const plain = (cell: Cell | undefined): string =>
  typeof cell === 'string' ? cell.replace(/\s+/g, '').replace(/[（(](?:㎡|m2|m²|平方米|米|m|%|度)[）)]$/i, '') : ''

const names = ({ title, also = [], national = [] }: SurveyColumn): readonly string[] => [title, ...also, ...national]

function recognise({ name, rows }: GivenSheet): FoundTable | null {
  const named = sheetKinds.find((kind) => {
    const { title, national } = surveySheets[kind]
    const bare = name.replace(/\.(csv|xlsx?)$/i, '').trim()
    return bare === title || bare.toUpperCase() === national || bare === `${title}表` || bare === `${title}信息`
  })
  const candidates = named ? [named] : sheetKinds
  const best = candidates
    .flatMap((kind) => rows.slice(0, deepestHeading).map((row, at) => ({ kind, at, row, fields: fieldsIn(kind, row) })))
    .filter(({ kind, fields }) => (named !== undefined ? fields.length >= 2 : isComplete(kind, fields)))
    .toSorted((a, b) => b.fields.length - a.fields.length)[0]
  if (!best) return null
  const { kind, at, fields } = best
  const rest = rows.slice(at + 1)
  const isHeadedTwice = rest[0] !== undefined && fieldsIn(kind, rest[0]).length >= 2
  const columns = Object.fromEntries(fields.map(({ column, index }) => [column.field, columnLetters(index)]))
  return { kind, sheet: name, columns, fields, rows: isHeadedTwice ? rest.slice(1) : rest }
}

/** The fields a row of headings names; of two headings of one field the first. */
function fieldsIn(kind: SheetKind, { cells }: SheetRow): FoundTable['fields'] {
  const headings = cells.map(plain)
  return surveySheets[kind].columns.flatMap((column) => {
    const meant = names(column)
    const index = headings.findIndex((heading) => heading !== '' && isAmong(meant, heading))
    return index < 0 ? [] : [{ column, index }]
  })
}

const isAmong = (meant: readonly string[], heading: string) =>
  meant.some((name) => name === heading || name.toUpperCase() === heading.toUpperCase())

function isComplete(kind: SheetKind, fields: FoundTable['fields']): boolean {
  const required = surveySheets[kind].columns.filter(({ isRequired }) => isRequired)
  return fields.length >= 3 && required.every((column) => fields.some((found) => found.column === column))
}

function missingColumns({ kind, sheet, fields, rows }: FoundTable): SurveyFault[] {
  return surveySheets[kind].columns
    .filter((column) => column.isRequired && !fields.some((found) => found.column === column))
    .map(({ title }) =>
      fault('column_missing', { sheet, cell: `A${Math.max(1, (rows[0]?.row ?? 2) - 1)}` }, { column: title }),
    )
}
