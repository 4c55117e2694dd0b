import { describe, expect, test } from 'vitest'
import {
  boundaryRows,
  type MadeRow,
  type MadeSurvey,
  madeParcel,
  madeSheets,
  madeSurvey,
} from '../../../test/surveys/made-survey.ts'
import { checkSurvey, type KnownHome, type SurveyGround } from './checks.ts'
import { faultSentence } from './fault-words.ts'
import { type SurveyRule, surveyRuleNames, surveyRules } from './faults.ts'
import type { GivenSheet } from './find-tables.ts'
import { readSurvey } from './read-survey.ts'
import { shippedRange, tolerancesOf } from './settings.ts'
import { proposeCodes } from './unit-codes.ts'

const otherParcel = '141182004012GB00106'
const code = (building: number, home: number, parcel = madeParcel) =>
  `${parcel}F${String(building).padStart(4, '0')}${String(home).padStart(4, '0')}`

const home = (room: string, more: Partial<KnownHome> = {}): KnownHome => ({
  building: '1',
  entrance: '1',
  room,
  unitCode: null,
  areaM2: 100,
  innerM2: null,
  sharedM2: null,
  floor: null,
  use: null,
  structure: null,
  isRegistered: false,
  ...more,
})

const ground: SurveyGround = {
  countyCode: '141182',
  tolerances: tolerancesOf({}),
  range: shippedRange('141182'),
  estateParcel: null,
  homes: [],
  heldCodes: new Map(),
  acceptedParcels: [],
  excessLimits: [{ rule: '示例办法', percent: 5 }],
}

/** Reads, proposes codes and checks, as a hand-in does. */
function faultsOf(
  survey: MadeSurvey,
  on: Partial<SurveyGround> = {},
  sheets = madeSheets(survey),
  geojson: string[] = [],
) {
  const given = geojson.map((text, at) => ({ name: `界线${at + 1}.geojson`, text }))
  const { survey: read, faults } = readSurvey({ sheets, geojson: given, meridian: 111 })
  const at = { ...ground, ...on }
  const coded = proposeCodes(read, at.estateParcel, at.homes, at.heldCodes.keys())
  return [...faults, ...checkSurvey(coded, at)]
}

type Broken = {
  rule: SurveyRule
  change?: (survey: MadeSurvey) => unknown
  ground?: Partial<SurveyGround>
  sheets?: (sheets: GivenSheet[]) => GivenSheet[]
  geojson?: string
  cell?: string
}

const set = (row: MadeRow | undefined, values: MadeRow) => Object.assign(row ?? {}, values)
const north = 4_125_000
const east = 37_565_000
/** Replaces the measured boundary by these points, as metres from the corner. */
const measured = (survey: MadeSurvey, points: readonly (readonly [number, number])[], more: MadeRow = {}) => {
  survey.boundaries = boundaryRows(
    points.map(([x, y]) => [north + y, east + x] as const),
    more,
  )
}
const square = [
  [0, 0],
  [100, 0],
  [100, 60],
  [0, 60],
  [0, 0],
] as const

/** One broken hand-in for every rule, with the cell where the rule must find it. */
const broken: readonly Broken[] = [
  {
    rule: 'no_homes',
    change: (s) => {
      s.units = []
    },
    cell: '',
  },
  {
    rule: 'sheet_unknown',
    sheets: (all) => [...all, { name: '随手记', rows: [{ row: 3, cells: ['甲', '乙'] }] }],
    cell: 'A3',
  },
  {
    rule: 'column_missing',
    sheets: (all) =>
      all.map((sheet) =>
        sheet.name === '户'
          ? { ...sheet, rows: sheet.rows.map((row) => ({ ...row, cells: row.cells.filter((_, at) => at !== 3) })) }
          : sheet,
      ),
    cell: 'A1',
  },
  { rule: 'value_missing', change: (s) => set(s.units[2], { room: null }), cell: 'D4' },
  { rule: 'value_unreadable', change: (s) => set(s.units[0], { areaM2: '一百' }), cell: 'J2' },
  {
    rule: 'geometry_unreadable',
    geojson:
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}]}',
    cell: '1',
  },
  { rule: 'parcel_code_form', change: (s) => set(s.parcels[0], { code: `${madeParcel}9` }), cell: 'A2' },
  { rule: 'parcel_code_county', change: (s) => set(s.parcels[0], { code: '141130004012GB00105' }), cell: 'A2' },
  { rule: 'parcel_twice', change: (s) => s.parcels.push({ ...s.parcels[0] }), cell: 'A3' },
  {
    rule: 'parcel_unknown',
    change: (s) =>
      s.boundaries.push(
        ...boundaryRows(
          [
            [north, east],
            [north, east + 10],
            [north + 5, east],
            [north, east],
          ],
          {},
          otherParcel,
        ),
      ),
    cell: 'A17',
  },
  { rule: 'unit_code_form', change: (s) => set(s.units[0], { code: code(1, 1).slice(1) }), cell: 'G2' },
  { rule: 'unit_code_parcel', change: (s) => set(s.units[0], { code: code(1, 1, otherParcel) }), cell: 'G2' },
  {
    rule: 'unit_code_building',
    change: (s) => {
      set(s.units[0], { code: code(1, 1) })
      set(s.units[1], { code: code(2, 2) })
    },
    cell: 'G3',
  },
  {
    rule: 'unit_code_twice',
    change: (s) => {
      set(s.units[0], { code: code(1, 1) })
      set(s.units[1], { code: code(1, 1) })
    },
    cell: 'G3',
  },
  { rule: 'unit_code_missing', cell: 'G2' },
  { rule: 'building_twice', change: (s) => s.buildings.push({ ...s.buildings[0] }), cell: 'A3' },
  { rule: 'building_unknown', change: (s) => set(s.units[0], { building: '2号楼' }), cell: 'A2' },
  { rule: 'room_twice', change: (s) => set(s.units[1], { room: '101' }), cell: 'D3' },
  { rule: 'part_unknown', change: (s) => set(s.units[0], { part: '9' }), cell: 'B2' },
  { rule: 'entrance_unknown', change: (s) => set(s.units[0], { entrance: '3' }), cell: 'C2' },
  { rule: 'floor_unknown', change: (s) => set(s.units[0], { floor: -1 }), cell: 'E2' },
  { rule: 'floor_twice', change: (s) => s.floors.push({ ...s.floors[0] }), cell: 'B4' },
  { rule: 'floor_outside', change: (s) => set(s.units[0], { floor: 3 }), cell: 'E2' },
  { rule: 'floor_count', change: (s) => set(s.buildings[0], { floors: 9 }), cell: 'D2' },
  { rule: 'home_count', change: (s) => set(s.buildings[0], { units: 9 }), cell: 'I2' },
  { rule: 'area_missing', change: (s) => set(s.units[0], { areaM2: null, predictedM2: null }), cell: 'J2' },
  { rule: 'area_negative', change: (s) => set(s.units[0], { areaM2: -100 }), cell: 'J2' },
  { rule: 'unit_sum', change: (s) => set(s.units[0], { sharedM2: 20.03, coefficient: null }), cell: 'J2' },
  { rule: 'coefficient', change: (s) => set(s.units[0], { coefficient: 0.26 }), cell: 'M2' },
  { rule: 'building_sum', change: (s) => set(s.buildings[0], { areaM2: 798 }), cell: 'J2' },
  { rule: 'building_rest', change: (s) => set(s.buildings[0], { areaM2: 830 }), cell: 'J2' },
  { rule: 'part_sum', change: (s) => set(s.parts[0], { areaM2: 790 }), cell: 'D2' },
  { rule: 'floor_sum', change: (s) => set(s.floors[0], { areaM2: 410 }), cell: 'D2' },
  { rule: 'deviation', change: (s) => set(s.units[0], { predictedM2: 97, predictedInnerM2: 77 }), cell: 'J2' },
  {
    rule: 'boundary_missing',
    change: (s) => {
      s.boundaries = []
    },
    cell: 'A2',
  },
  { rule: 'boundary_open', change: (s) => measured(s, square.slice(0, -1)), cell: 'E5' },
  {
    rule: 'boundary_short',
    change: (s) =>
      measured(s, [
        [0, 0],
        [100, 0],
        [0, 0],
      ]),
    cell: 'E2',
  },
  {
    rule: 'boundary_crosses',
    change: (s) =>
      measured(s, [
        [0, 0],
        [100, 60],
        [100, 0],
        [0, 60],
        [0, 0],
      ]),
    cell: 'E2',
  },
  {
    rule: 'axes_swapped',
    change: (s) => {
      s.boundaries = boundaryRows(square.map(([x, y]) => [east + x, north + y] as const))
    },
    cell: 'E2',
  },
  {
    rule: 'outside_county',
    change: (s) => {
      s.boundaries = boundaryRows(square.map(([x, y]) => [north + 900_000 + y, east + x] as const))
    },
    cell: 'E2',
  },
  { rule: 'parcel_area', change: (s) => set(s.parcels[0], { areaM2: 6100 }), cell: 'D2' },
  {
    rule: 'parcels_overlap',
    change: (s) => {
      s.parcels.push({ ...s.parcels[0], code: otherParcel, areaM2: null })
      s.boundaries.push(
        ...boundaryRows(
          square.map(([x, y]) => [north + y, east + x + 95] as const),
          {},
          otherParcel,
        ),
      )
    },
    cell: 'A2',
  },
  {
    rule: 'overlaps_accepted',
    ground: {
      acceptedParcels: [
        {
          code: otherParcel,
          estate: '晨光小区',
          meridian: 111,
          shape: [
            [
              { x: 565_050, y: north },
              { x: 565_200, y: north },
              { x: 565_200, y: north + 60 },
              { x: 565_050, y: north + 60 },
            ],
          ],
        },
      ],
    },
    cell: 'A2',
  },
  {
    rule: 'excess',
    change: (s) => {
      measured(s, square)
      s.boundaries.push(
        ...boundaryRows(
          [
            [0, 0],
            [90, 0],
            [90, 60],
            [0, 60],
            [0, 0],
          ].map(([x = 0, y = 0]) => [north + y, east + x] as const),
          { kind: '批准' },
        ),
      )
      set(s.parcels[0], { approvedM2: 5400 })
    },
    cell: 'E2',
  },
  {
    rule: 'outline_outside',
    change: (s) => {
      for (const row of s.boundaries.slice(10)) set(row, { metresEast: Number(row.metresEast) + 50 })
    },
    cell: 'B12',
  },
  { rule: 'parcel_differs', ground: { estateParcel: otherParcel }, cell: 'A2' },
  {
    rule: 'parcel_shared',
    ground: { acceptedParcels: [{ code: madeParcel, estate: '晨光小区', meridian: 111, shape: [] }] },
    cell: 'A2',
  },
  {
    rule: 'unit_code_held',
    change: (s) => set(s.units[0], { code: code(1, 1) }),
    ground: { heldCodes: new Map([[code(1, 1), { home: '晨光小区 1幢101', isOfEstate: false, key: '1||101' }]]) },
    cell: 'G2',
  },
  { rule: 'registered_differs', ground: { homes: [home('101', { isRegistered: true, areaM2: 98.5 })] }, cell: 'J2' },
  { rule: 'home_not_surveyed', ground: { homes: [home('901')] }, cell: '' },
]

describe('a survey', () => {
  test('without a fault has none but the codes still to be given', () => {
    expect(faultsOf(madeSurvey()).map(({ rule }) => rule)).toEqual(['unit_code_missing'])
  })

  test.each(broken)('$rule is found at its cell', ({ rule, change, ground: on, sheets, geojson, cell }) => {
    const survey = madeSurvey()
    change?.(survey)
    const made = madeSheets(survey)
    const found = faultsOf(survey, on, sheets ? sheets(made) : made, geojson === undefined ? [] : [geojson])

    const mine = found.filter((one) => one.rule === rule)
    expect([rule, mine.length > 0, found.map((one) => one.rule)]).toEqual([rule, true, found.map((one) => one.rule)])
    expect(mine[0]?.at.cell).toBe(cell)
    for (const language of ['zh', 'en'] as const) {
      const sentence = faultSentence(mine[0] ?? { rule, facts: {} }, language)
      expect(sentence).not.toMatch(/undefined|NaN/)
      expect(sentence.length).toBeGreaterThan(5)
    }
  })

  test('every rule has its broken hand-in', () => {
    expect(new Set(broken.map(({ rule }) => rule))).toEqual(new Set(surveyRuleNames))
  })

  test('what is within a tolerance is let pass, and a county’s own tolerance counts', () => {
    const survey = madeSurvey()
    set(survey.units[0], { predictedM2: 97, predictedInnerM2: 77 })
    const lax = faultsOf(survey, { tolerances: tolerancesOf({ deviationPercent: 5 }) })
    expect(lax.map(({ rule }) => rule)).not.toContain('deviation')
    expect(faultsOf(survey).map(({ rule }) => rule)).toContain('deviation')
  })

  test('the excess tells its share and the limits of the rules', () => {
    const survey = madeSurvey()
    broken.find(({ rule }) => rule === 'excess')?.change?.(survey)
    const [excess] = faultsOf(survey).filter(({ rule }) => rule === 'excess')
    expect(excess?.facts).toMatchObject({
      measuredM2: 6000,
      approvedM2: 5400,
      excessM2: 600,
      percent: 11.11,
      limits: '示例办法：5 %',
    })
  })

  test('no error is a mere warning by mistake: whatever cannot be taken over is one', () => {
    const mustStop: SurveyRule[] = [
      'room_twice',
      'unit_code_twice',
      'unit_code_held',
      'unit_code_form',
      'parcel_code_form',
      'value_unreadable',
      'building_unknown',
      'area_negative',
    ]
    expect(mustStop.filter((rule) => surveyRules[rule].severity !== 'error')).toEqual([])
  })
})

describe('a hand-in under the names of the national standard', () => {
  test('reads as the same survey', () => {
    const national = readSurvey({ sheets: madeSheets(madeSurvey(), 'national'), geojson: [], meridian: 111 })
    const own = readSurvey({ sheets: madeSheets(madeSurvey()), geojson: [], meridian: 111 })
    expect(national.faults).toEqual([])
    const bare = ({ tables: _, ...survey }: typeof own.survey) => survey
    expect(bare(national.survey)).toEqual(bare(own.survey))
    expect(national.survey.tables.map(({ sheet }) => sheet)).toEqual(['ZDJBXX', 'JZD', 'ZRZ', 'LJZ', 'DY', 'C', 'H'])
  })

  test('decodes codes of use and structure, buildings told by their whole code, and skips a second line of headings', () => {
    const rows = [
      ['ZRZH', 'FJH', 'SJCS', 'BDCDYH', 'FWLX', 'FWJG', 'SCJZMJ'],
      ['自然幢号', '房间号', '实际层', '不动产单元号', '房屋类型', '房屋结构', '建筑面积'],
      [`${madeParcel}F0003`, '301室', '3', `${madeParcel} F0003 0001`, '1', '3', '98.50'],
    ].map((cells, at) => ({
      row: at + 1,
      cells:
        at === 1
          ? cells.map((cell, place) => (place === 0 ? '自然幢' : place === 1 ? '房号' : place === 2 ? '实际层' : cell))
          : cells,
    }))
    const { survey } = readSurvey({ sheets: [{ name: 'H', rows }], geojson: [], meridian: 111 })
    expect(survey.units).toHaveLength(1)
    expect(survey.units[0]).toMatchObject({
      building: '3',
      room: '301',
      floor: 3,
      use: '住宅',
      structure: '钢混',
      areaM2: 98.5,
      code: `${madeParcel}F00030001`,
    })
  })
})

describe('boundaries', () => {
  test('in degrees and in metres give the same land', () => {
    const ring = [
      [111.7, 37.2],
      [111.701, 37.2],
      [111.701, 37.2005],
      [111.7, 37.2005],
      [111.7, 37.2],
    ]
    const feature = {
      type: 'Feature',
      properties: { 宗地代码: madeParcel },
      geometry: { type: 'Polygon', coordinates: [ring] },
    }
    const survey = madeSurvey()
    survey.boundaries = []
    set(survey.parcels[0], { areaM2: 4929, approvedM2: 4929 })
    expect(faultsOf(survey, {}, madeSheets(survey), [JSON.stringify(feature)]).map(({ rule }) => rule)).toEqual([
      'unit_code_missing',
    ])

    set(survey.parcels[0], { geometry: JSON.stringify(feature.geometry) })
    expect(faultsOf(survey).map(({ rule }) => rule)).toEqual(['unit_code_missing'])
  })
})
