/** Kinds of tables a survey is handed in as. */
export const sheetKinds = ['parcels', 'boundaries', 'buildings', 'parts', 'entrances', 'floors', 'units'] as const
export type SheetKind = (typeof sheetKinds)[number]

/** A table of the hand-in: where it stands, and in which column each field is. */
export type SurveyTable = { kind: SheetKind; sheet: string; columns: Readonly<Record<string, string>> }

/** Where a row came from: the number of its table in the survey, and the spreadsheet's own row. */
type FromRow = { table: number; row: number }

/** Parcel 宗地. Areas in ㎡. */
export type SurveyedParcel = FromRow & {
  code: string | null
  location: string | null
  use: string | null
  areaM2: number | null
  approvedM2: number | null
  approvalNo: string | null
}

/** What a boundary encloses: the parcel as its walls stand 实测, as it was approved 批准, or a building's outline. */
export const boundaryKinds = ['measured', 'approved', 'outline'] as const
export type BoundaryKind = (typeof boundaryKinds)[number]

/**
 * A boundary point 界址点 as it was given: degrees of latitude and longitude, or metres of a 3-degree belt, where the
 * Chinese X is the northing and Y the easting, with or without the number of the belt before it.
 */
export type BoundaryPoint = { no: string; north: number; east: number; row: number }

/** One ring of a boundary; ring 1 is the outer one, further ones are holes. */
export type Boundary = {
  table: number
  parcel: string | null
  building: string | null
  kind: BoundaryKind
  ring: number
  coordinates: 'degrees' | 'metres'
  points: readonly BoundaryPoint[]
}

/** Building 自然幢. `floorsAbove`, `floorsBelow`: storeys above and below ground. */
export type SurveyedBuilding = FromRow & {
  building: string
  name: string | null
  parcel: string | null
  floors: number | null
  floorsAbove: number | null
  floorsBelow: number | null
  use: string | null
  structure: string | null
  units: number | null
  areaM2: number | null
  predictedM2: number | null
}

/** Logical building 逻辑幢: a part of a building by structure, use or door. */
type SurveyedPart = FromRow & {
  building: string
  part: string
  door: string | null
  areaM2: number | null
  predictedM2: number | null
}

/** Entrance 单元. */
type SurveyedEntrance = FromRow & { building: string; entrance: string; units: number | null }

/** Floor 层: `floor` is the actual storey 实际层, `nominal` what people call it 名义层. */
type SurveyedFloor = FromRow & {
  building: string
  floor: number
  nominal: string | null
  areaM2: number | null
  innerM2: number | null
  sharedM2: number | null
}

/** One home 户 with its areas as built 实测 and predicted 预测, in ㎡. */
export type SurveyedUnit = FromRow & {
  building: string
  part: string | null
  entrance: string
  room: string
  floor: number | null
  nominal: string | null
  code: string | null
  /** The code the survey left out, as proposed by GB/T 37346; null where it was given or none can be proposed. */
  proposedCode: string | null
  use: string | null
  structure: string | null
  areaM2: number | null
  innerM2: number | null
  sharedM2: number | null
  coefficient: number | null
  predictedM2: number | null
  predictedInnerM2: number | null
  predictedSharedM2: number | null
  landM2: number | null
}

/** The survey of an estate as it was handed in. */
export type Survey = {
  /** Central meridian of the belt all metres are told in, and degrees are brought to. */
  meridian: number
  tables: readonly SurveyTable[]
  parcels: readonly SurveyedParcel[]
  boundaries: readonly Boundary[]
  buildings: readonly SurveyedBuilding[]
  parts: readonly SurveyedPart[]
  entrances: readonly SurveyedEntrance[]
  floors: readonly SurveyedFloor[]
  units: readonly SurveyedUnit[]
}

/** A cell of the hand-in: sheet and cell, e.g. `J12`; a row where no column holds the field. */
export type Cell = { sheet: string; cell: string }

/** Where a field of a row stands. */
export function cellOf(tables: readonly SurveyTable[], { table, row }: FromRow, field: string): Cell {
  const { sheet = '', columns = {} } = tables[table] ?? {}
  return { sheet, cell: `${columns[field] ?? ''}${row}` }
}

/** One home of a building, as records and survey both name it. */
export const homeKey = ({ building, entrance, room }: { building: string; entrance: string; room: string }) =>
  `${building}|${entrance}|${room}`

/** Name of a building as the records keep it: the number in what it is called, else its number. */
export function recordName({ building, name }: Pick<SurveyedBuilding, 'building' | 'name'>): string {
  const called = /(\d+|[A-Z])(?:号楼|#楼|#|幢|栋|座|楼)/.exec(name ?? '')?.[1]
  return called === undefined ? building : /^\d+$/.test(called) ? String(Number(called)) : called
}
