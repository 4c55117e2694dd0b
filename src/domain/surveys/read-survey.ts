import { structureCodes, useCodes } from './columns.ts'
import { withoutBelt } from './coordinates.ts'
import { fault, type SurveyFault } from './faults.ts'
import { type FoundTable, findTables, type GivenSheet } from './find-tables.ts'
import { readBoundaries } from './read-boundaries.ts'
import { readCell } from './read-cells.ts'
import { readGeoJson } from './read-geojson.ts'
import type { SheetKind, Survey } from './survey.ts'

/** What was handed in: the sheets of all its spreadsheets, and GeoJSON files as text. */
export type GivenSurvey = {
  sheets: readonly GivenSheet[]
  geojson: readonly { name: string; text: string }[]
  /** Central meridian for metres without the number of their belt, and for degrees. */
  meridian: number
}

/** One data row, its fields read; what is missing or not understood is null here and a fault beside it. */
export type ReadRow = {
  table: number
  row: number
  text(field: string): string | null
  number(field: string): number | null
}

/** Reads a hand-in under our own headings or those of the national standard, with everything that cannot be read. */
export function readSurvey({ sheets, geojson, meridian }: GivenSurvey): { survey: Survey; faults: SurveyFault[] } {
  const found = findTables(sheets)
  const faults = [...found.faults]
  const rowsOf = (kind: SheetKind): ReadRow[] =>
    found.tables.flatMap((table, place) => (table.kind === kind ? readRows(table, place, faults) : []))
  const parcels = rowsOf('parcels')
  const tables = found.tables.map(({ kind, sheet, columns }) => ({ kind, sheet, columns }))
  const drawn = readBoundaries(rowsOf('boundaries'), parcels, tables, faults)
  const brought = geojson.flatMap((file) => readGeoJson(file, tables, faults))
  const boundaries = [...drawn, ...brought]
  const survey: Survey = {
    meridian: beltOf(boundaries) ?? meridian,
    tables,
    parcels: parcels.map(readParcel),
    boundaries,
    buildings: rowsOf('buildings').map(readBuilding),
    parts: rowsOf('parts').map(readPart),
    entrances: rowsOf('entrances').map((row) => ({
      ...placeOf(row),
      building: row.text('building') ?? '',
      entrance: row.text('entrance') ?? '',
      units: row.number('units'),
    })),
    floors: rowsOf('floors').flatMap(readFloor),
    units: rowsOf('units').map(readUnit),
  }
  return { survey, faults }
}

const placeOf = ({ table, row }: ReadRow) => ({ table, row })

/** The belt that eastings name by the number before them. */
function beltOf(boundaries: Survey['boundaries']): number | null {
  const metres = boundaries.find(({ coordinates }) => coordinates === 'metres')
  const [point] = metres?.points ?? []
  return point ? (withoutBelt(point.east).meridian ?? withoutBelt(point.north).meridian) : null
}

function readRows(table: FoundTable, place: number, faults: SurveyFault[]): ReadRow[] {
  return table.rows.flatMap(({ row, cells }) => {
    if (table.fields.every(({ index }) => cells[index] === null || cells[index] === undefined || cells[index] === ''))
      return []
    if (isTotal(cells[0])) return []
    const values: Record<string, string | number | null> = {}
    for (const { column, index } of table.fields) {
      const value = readCell(cells[index], column)
      const at = { sheet: table.sheet, cell: `${table.columns[column.field] ?? ''}${row}` }
      if (value === undefined)
        faults.push(fault('value_unreadable', at, { column: column.title, value: shown(cells[index]) }))
      else if (value === null && column.isRequired) faults.push(fault('value_missing', at, { column: column.title }))
      values[column.field] = value ?? null
    }
    return [{ table: place, row, ...gettersOf(values) }]
  })
}

const isTotal = (cell: unknown) => typeof cell === 'string' && /^(?:合计|总计|小计)/.test(cell.trim())

const shown = (cell: unknown): string =>
  typeof cell === 'object' && cell !== null ? String(Object.values(cell)[0]) : String(cell).slice(0, 40)

const gettersOf = (values: Readonly<Record<string, string | number | null>>) => ({
  text: (field: string) => {
    const value = values[field] ?? null
    return value === null ? null : String(value)
  },
  number: (field: string) => {
    const value = values[field] ?? null
    return typeof value === 'number' ? value : null
  },
})

const readParcel = (row: ReadRow): Survey['parcels'][number] => ({
  ...placeOf(row),
  code: bareCode(row.text('code')),
  location: row.text('location'),
  use: row.text('use'),
  areaM2: row.number('areaM2'),
  approvedM2: row.number('approvedM2'),
  approvalNo: row.text('approvalNo'),
})

/** Codes are printed with blanks between their layers and kept without. */
const bareCode = (code: string | null): string | null => code?.replace(/\s+/g, '').toUpperCase() ?? null

const decoded = (codes: Readonly<Record<string, string>>, word: string | null) =>
  word === null ? null : (codes[word] ?? word)

const readBuilding = (row: ReadRow): Survey['buildings'][number] => ({
  ...placeOf(row),
  building: row.text('building') ?? '',
  name: row.text('name'),
  parcel: bareCode(row.text('parcel')),
  floors: row.number('floors'),
  floorsAbove: row.number('floorsAbove'),
  floorsBelow: row.number('floorsBelow'),
  use: decoded(useCodes, row.text('use')),
  structure: decoded(structureCodes, row.text('structure')),
  units: row.number('units'),
  areaM2: row.number('areaM2'),
  predictedM2: row.number('predictedM2'),
})

const readPart = (row: ReadRow): Survey['parts'][number] => ({
  ...placeOf(row),
  building: row.text('building') ?? '',
  part: row.text('part') ?? '',
  door: row.text('door'),
  areaM2: row.number('areaM2'),
  predictedM2: row.number('predictedM2'),
})

function readFloor(row: ReadRow): Survey['floors'][number][] {
  const floor = row.number('floor')
  if (floor === null) return [] // its empty or unreadable cell is a fault already
  const areas = { areaM2: row.number('areaM2'), innerM2: row.number('innerM2'), sharedM2: row.number('sharedM2') }
  return [{ ...placeOf(row), building: row.text('building') ?? '', floor, nominal: row.text('nominal'), ...areas }]
}

const readUnit = (row: ReadRow): Survey['units'][number] => ({
  ...placeOf(row),
  building: row.text('building') ?? '',
  part: row.text('part'),
  entrance: row.text('entrance') ?? '',
  room: row.text('room') ?? '',
  floor: row.number('floor'),
  nominal: row.text('nominal'),
  code: bareCode(row.text('code')),
  proposedCode: null,
  use: decoded(useCodes, row.text('use')),
  structure: decoded(structureCodes, row.text('structure')),
  areaM2: row.number('areaM2'),
  innerM2: row.number('innerM2'),
  sharedM2: row.number('sharedM2'),
  coefficient: row.number('coefficient'),
  predictedM2: row.number('predictedM2'),
  predictedInnerM2: row.number('predictedInnerM2'),
  predictedSharedM2: row.number('predictedSharedM2'),
  landM2: row.number('landM2'),
})
