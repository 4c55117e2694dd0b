import { writeXlsx } from 'hucre'
import type { Cell, SheetRow } from '#domain/ledgers/sheet.ts'
import { surveySheets } from '#domain/surveys/columns.ts'
import type { GivenSheet } from '#domain/surveys/find-tables.ts'
import { type SheetKind, sheetKinds } from '#domain/surveys/survey.ts'

export type MadeRow = Readonly<Record<string, Cell>>
export type MadeSurvey = Record<SheetKind, MadeRow[]>

export const madeParcel = '141182004012GB00105'

/** Corners of a made-up parcel of 100 × 60 m in the belt of 111° (37), a little east of 汾阳's middle. */
const [north, east] = [4_125_000, 37_565_000]
const corners = [
  [north, east],
  [north, east + 100],
  [north + 60, east + 100],
  [north + 60, east],
  [north, east],
] as const

export const boundaryRows = (
  points: readonly (readonly [number, number])[],
  more: MadeRow = {},
  parcel: string = madeParcel,
): MadeRow[] =>
  points.map(([metresNorth, metresEast], at) => ({
    parcel,
    kind: '实测',
    ring: 1,
    no: `J${at + 1 === points.length ? 1 : at + 1}`,
    metresNorth,
    metresEast,
    ...more,
  }))

/** Rooms of one building: two entrances, as many floors, two homes to each. Every home has 80 + 20 ㎡. */
function unitsOf(building: string, floors: number): MadeRow[] {
  return Array.from({ length: floors }, (_, above) => above + 1).flatMap((floor) =>
    ['1', '2'].flatMap((entrance) =>
      ['01', '02'].map((door) => ({
        building,
        part: '1',
        entrance,
        room: `${floor}${door}`,
        floor,
        nominal: String(floor),
        code: null,
        use: '住宅',
        structure: '钢混',
        areaM2: 100,
        innerM2: 80,
        sharedM2: 20,
        coefficient: 0.25,
        predictedM2: 99,
        predictedInnerM2: 79,
        predictedSharedM2: 20,
        landM2: null,
      })),
    ),
  )
}

/** A whole survey without a fault: one parcel, one building of some floors, eight homes on two of them. */
export function madeSurvey(building = '1', floors = 2): MadeSurvey {
  const homes = unitsOf(building, floors)
  const outline = [
    [north + 20, east + 30],
    [north + 20, east + 70],
    [north + 35, east + 70],
    [north + 35, east + 30],
    [north + 20, east + 30],
  ] as const
  return {
    parcels: [
      {
        code: madeParcel,
        location: '示例街 1 号',
        use: '城镇住宅用地',
        areaM2: 6000,
        approvedM2: 6000,
        approvalNo: '示例批〔2010〕1 号',
      },
    ],
    boundaries: [
      ...boundaryRows(corners),
      ...boundaryRows(corners, { kind: '批准' }),
      ...boundaryRows(outline, { kind: null, building }),
    ],
    buildings: [
      {
        building,
        parcel: madeParcel,
        floors: floors + 1,
        floorsAbove: floors,
        floorsBelow: 1,
        use: '住宅',
        structure: '钢混',
        units: homes.length,
        areaM2: homes.length * 100,
        predictedM2: homes.length * 99,
      },
    ],
    parts: [{ building, part: '1', door: null, areaM2: homes.length * 100, predictedM2: null }],
    entrances: [
      { building, entrance: '1', units: floors * 2 },
      { building, entrance: '2', units: floors * 2 },
    ],
    floors: Array.from({ length: floors }, (_, at) => ({
      building,
      floor: at + 1,
      nominal: String(at + 1),
      areaM2: 400,
    })),
    units: homes,
  }
}

/** The same as sheets, under our own headings or under the names of the national standard. */
export function madeSheets(survey: MadeSurvey, naming: 'own' | 'national' = 'own'): GivenSheet[] {
  return sheetKinds
    .filter((kind) => survey[kind].length > 0)
    .map((kind) => {
      const { title, national, columns } = surveySheets[kind]
      const headings = columns.map((column) =>
        naming === 'own' ? column.title : (column.national?.[0] ?? column.title),
      )
      const lines: Cell[][] = [headings, ...survey[kind].map((row) => columns.map(({ field }) => row[field] ?? null))]
      const rows: SheetRow[] = lines.map((cells, at) => ({ row: at + 1, cells }))
      return { name: naming === 'own' ? title : (national ?? title), rows }
    })
}

/** The same as a workbook's bytes. */
export async function madeWorkbook(survey: MadeSurvey, naming: 'own' | 'national' = 'own'): Promise<Buffer> {
  const sheets = madeSheets(survey, naming).map(({ name, rows }) => ({
    name,
    rows: rows.map(({ cells }) => cells.map((cell) => (typeof cell === 'object' ? null : cell))),
  }))
  return Buffer.from(await writeXlsx({ sheets }))
}
