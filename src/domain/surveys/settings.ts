import type { Range } from './coordinates.ts'

type SettingDefinition = {
  id: string
  value: number
  unit: 'percent' | 'm2' | 'm'
  title: string
  titleEn: string
  source: string
  sourceEn: string
}

/**
 * What the checks of a survey let pass. No text confirms these numbers here yet: a county sets its own. Order of the
 * settings page.
 */
export const tolerances = [
  {
    id: 'deviationPercent',
    value: 3,
    unit: 'percent',
    title: '预测与实测建筑面积的允许误差比',
    titleEn: 'Predicted against as-built area',
    source: '商品房销售管理办法第二十条的面积误差比 3 %，待核实',
    sourceEn: '3 % of the measures on the sale of housing, art. 20; to be verified',
  },
  {
    id: 'unitSumM2',
    value: 0.02,
    unit: 'm2',
    title: '建筑面积与套内、分摊之和的允许误差',
    titleEn: 'Area of a home against inner plus shared',
    source: '面积取两位小数的进位误差，待核实',
    sourceEn: 'Rounding to two decimals; to be verified',
  },
  {
    id: 'buildingSumM2',
    value: 1,
    unit: 'm2',
    title: '幢、层面积与各户之和的允许误差',
    titleEn: 'Area of building or floor against its homes',
    source: '各户进位误差的累计，待核实',
    sourceEn: 'Rounding of all homes added up; to be verified',
  },
  {
    id: 'parcelPercent',
    value: 0.5,
    unit: 'percent',
    title: '宗地面积与坐标计算面积的允许误差比',
    titleEn: 'Stated parcel area against its coordinates',
    source: '惯例，待核实',
    sourceEn: 'Practice; to be verified',
  },
  {
    id: 'closureM',
    value: 0.05,
    unit: 'm',
    title: '界址线首尾点的允许偏差',
    titleEn: 'Gap between first and last boundary point',
    source: '界址点中误差 5 cm（地籍调查规程），待核实',
    sourceEn: '5 cm for boundary points (cadastral survey rules); to be verified',
  },
  {
    id: 'overlapM2',
    value: 0.5,
    unit: 'm2',
    title: '宗地重叠的允许面积',
    titleEn: 'Overlap of parcels',
    source: '共用界址点的取位误差，待核实',
    sourceEn: 'Rounding of shared boundary points; to be verified',
  },
] as const satisfies readonly SettingDefinition[]

export type ToleranceId = (typeof tolerances)[number]['id']
export type Tolerances = Readonly<Record<ToleranceId, number>>

/** Tolerances of a county: what it has set, else the shipped value. */
export function tolerancesOf(own: Readonly<Partial<Record<ToleranceId, number>>>): Tolerances {
  const value = (id: ToleranceId) => own[id] ?? tolerances.find((each) => each.id === id)?.value ?? 0
  return {
    deviationPercent: value('deviationPercent'),
    unitSumM2: value('unitSumM2'),
    buildingSumM2: value('buildingSumM2'),
    parcelPercent: value('parcelPercent'),
    closureM: value('closureM'),
    overlapM2: value('overlapM2'),
  }
}

/** Where the land of a region lies, in degrees, the narrowest region first. Rounded outwards from atlases, to be verified. */
const ranges: readonly { region: string; range: Range }[] = [
  { region: '1411', range: { west: 110.2, south: 36.6, east: 112.5, north: 38.8 } },
  { region: '14', range: { west: 110.1, south: 34.5, east: 114.6, north: 40.8 } },
  { region: '', range: { west: 73, south: 3, east: 136, north: 54 } },
]

/** Where the parcels of a county can plausibly lie, until the county sets its own range. */
export const shippedRange = (countyCode: string): Range =>
  ranges.find(({ region }) => countyCode.startsWith(region))?.range ?? { west: 73, south: 3, east: 136, north: 54 }
