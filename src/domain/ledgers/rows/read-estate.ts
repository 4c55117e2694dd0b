import type { CellNotes } from '../cells/cleaning.ts'
import { readDay, readMonth } from '../cells/dates.ts'
import { readArea, readCount } from '../cells/numbers.ts'
import { createBuildingReader } from '../cells/places.ts'
import { readCode, readName, readWords } from '../cells/texts.ts'
import { createYesNoReader } from '../cells/yes-no.ts'
import type { BuildingRow, EstateRow } from '../rows.ts'
import type { Cell } from '../sheet.ts'
import { categoryOf } from '../tables/preamble.ts'
import type { RecognisedColumn } from '../tables.ts'
import { type ColumnsByField, columnsByField } from './context.ts'
import { readCertificateNumber } from './read-unit.ts'
import type { RowNotes } from './row-notes.ts'

export type EstateColumns = ColumnsByField<keyof EstateRow>

type CellReader<Value> = (cell: Cell | undefined, notes: CellNotes) => Value | null

/** The papers a first registration asks for, as an estate ledger has columns for them. */
const papers = [
  'planning',
  'planningAppraisal',
  'planningOpinion',
  'fire',
  'fireAppraisal',
  'fireOpinion',
  'acceptance',
  'acceptanceOpinion',
  'civilDefence',
  'quality',
] as const satisfies readonly (keyof EstateRow)[]
type Paper = (typeof papers)[number]

/** Makes the reader of one estate ledger's rows; `category` is that of the whole table where it has one. */
export function createEstateReader(
  all: readonly RecognisedColumn[],
  category: EstateRow['category'],
  notes: RowNotes,
): (cells: readonly Cell[]) => EstateRow {
  const columns: EstateColumns = columnsByField(all)
  const read = createFieldReader(columns, notes)
  const readPapers = createPaperReader(columns, notes)
  const readMarks = createMarkReader(all, notes)

  return (cells) => ({
    serial: read(cells, 'serial', readName),
    county: read(cells, 'county', readName),
    township: read(cells, 'township', readName),
    name: read(cells, 'name', readName),
    location: read(cells, 'location', readName),
    category: columns.category ? read(cells, 'category', readCategory) : category,
    nature: read(cells, 'nature', readName),
    developer: read(cells, 'developer', readName),
    developerCode: read(cells, 'developerCode', readCode),
    developerContact: read(cells, 'developerContact', readName),
    developerPhone: read(cells, 'developerPhone', readCode),
    parcelCode: read(cells, 'parcelCode', readParcelCode),
    landAcquisition: read(cells, 'landAcquisition', readName),
    approvedLandM2: read(cells, 'approvedLandM2', readArea),
    surveyedLandM2: read(cells, 'surveyedLandM2', readArea),
    excessLandM2: read(cells, 'excessLandM2', readArea),
    buildings: read(cells, 'buildings', readCount),
    maxFloors: read(cells, 'maxFloors', readCount),
    areaM2: read(cells, 'areaM2', readArea),
    completedIn: read(cells, 'completedIn', readMonth),
    ...readPapers(cells),
    problems: read(cells, 'problems', readWords),
    ...readMarks(cells),
    problemCount: read(cells, 'problemCount', readCount),
    treatment: read(cells, 'treatment', readWords),
    units: read(cells, 'units', readCount),
    firstRegisteredUnits: read(cells, 'firstRegisteredUnits', readCount),
    firstRegisteredOn: read(cells, 'firstRegisteredOn', readDay),
    firstCertificateNo: read(cells, 'firstCertificateNo', readCertificateNumber),
    transferableUnits: read(cells, 'transferableUnits', readCount),
    transferredUnits: read(cells, 'transferredUnits', readCount),
    openUnits: read(cells, 'openUnits', readCount),
    lastTransferredOn: read(cells, 'lastTransferredOn', readDay),
    liaison: read(cells, 'liaison', readName),
    liaisonPerson: read(cells, 'liaisonPerson', readName),
    remark: read(cells, 'remark', readWords),
  })
}

/** Makes the reader of a building list's rows. */
export function createBuildingRowReader(
  all: readonly RecognisedColumn[],
  notes: RowNotes,
): (cells: readonly Cell[]) => BuildingRow {
  const read = createFieldReader<keyof BuildingRow>(columnsByField(all), notes)
  const readBuilding = createBuildingReader(notes)
  return (cells) => ({
    serial: read(cells, 'serial', readName),
    estate: read(cells, 'estate', readName),
    building: read(cells, 'building', readBuilding),
    floors: read(cells, 'floors', readCount),
    entrances: read(cells, 'entrances', readCount),
    units: read(cells, 'units', readCount),
    structure: read(cells, 'structure', readName),
  })
}

/** Reads the cell of a field, or says null where the table has no such column. */
export function createFieldReader<Field extends string>(columns: ColumnsByField<Field>, notes: RowNotes) {
  return <Value>(cells: readonly Cell[], field: Field, reader: CellReader<Value>): Value | null => {
    const column: RecognisedColumn | undefined = columns[field]
    if (!column) return null
    notes.column = column
    return reader(cells[column.index], notes)
  }
}

function createPaperReader(columns: EstateColumns, notes: RowNotes) {
  // Where a column records the result of a test (合格), a dash says that nothing was tested, not that it failed.
  const readers = papers.map((paper) => createYesNoReader(notes, !/检测|鉴定/.test(columns[paper]?.header ?? '')))
  return (cells: readonly Cell[]) => {
    const answers = Object.fromEntries(papers.map((paper) => [paper, null])) as Record<Paper, boolean | null> // its keys are the papers
    const paperWords: Record<string, string> = {}
    papers.forEach((paper, at) => {
      const column = columns[paper]
      if (!column) return
      notes.column = column
      const answer = readers[at]?.(cells[column.index])
      answers[paper] = answer?.is ?? null
      if (answer?.word) paperWords[paper] = answer.word
    })
    return { ...answers, paperWords }
  }
}

function createMarkReader(all: readonly RecognisedColumn[], notes: RowNotes) {
  const marks = all
    .filter((column) => column.field === 'problemMarks')
    .map((column) => ({
      column,
      label: column.header.slice(column.header.lastIndexOf('/') + 1),
      readMark: createYesNoReader(notes),
    }))
  return (cells: readonly Cell[]): Pick<EstateRow, 'problemMarks' | 'problemCells'> => {
    const problemCells = marks.map(({ column, label, readMark }) => {
      notes.column = column
      return { label, column: column.column, ...readMark(cells[column.index]) }
    })
    return { problemCells, problemMarks: problemCells.filter(({ is }) => is === true).map(({ label }) => label) }
  }
}

function readParcelCode(cell: Cell | undefined, notes: CellNotes): string | null {
  return readCode(cell, notes, true)
}

function readCategory(cell: Cell | undefined, notes: CellNotes): EstateRow['category'] {
  const word = readName(cell, notes)
  const category = word === null ? null : categoryOf(word)
  if (word !== null && category === null) {
    notes.doubt('category_unknown', `项目类别“${word}”无法识别，可填：历史遗留、新区新建、城区棚改、开发新建`)
  }
  return category
}
