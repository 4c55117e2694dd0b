import type { Cell } from './survey.ts'

type RuleDefinition = {
  severity: 'error' | 'warning'
  group: 'reading' | 'codes' | 'building' | 'areas' | 'land' | 'records'
  title: string
  titleEn: string
}

/**
 * Every rule a survey is checked by. An error sends the survey back; a warning is for the one who takes it. The file
 * that checks a group is named after it.
 */
export const surveyRules = {
  no_homes: { severity: 'error', group: 'reading', title: '没有户', titleEn: 'No homes' },
  sheet_unknown: { severity: 'warning', group: 'reading', title: '工作表无法识别', titleEn: 'Sheet not recognised' },
  column_missing: { severity: 'error', group: 'reading', title: '缺必填列', titleEn: 'Required column missing' },
  value_missing: { severity: 'error', group: 'reading', title: '必填项为空', titleEn: 'Required cell empty' },
  value_unreadable: { severity: 'error', group: 'reading', title: '填写内容读不懂', titleEn: 'Value not understood' },
  geometry_unreadable: {
    severity: 'error',
    group: 'reading',
    title: 'GeoJSON 无法读取',
    titleEn: 'GeoJSON not understood',
  },
  parcel_code_form: { severity: 'error', group: 'codes', title: '宗地代码格式不对', titleEn: 'Malformed parcel code' },
  parcel_code_county: {
    severity: 'error',
    group: 'codes',
    title: '宗地代码不在本县',
    titleEn: 'Parcel code of another county',
  },
  parcel_twice: { severity: 'error', group: 'codes', title: '宗地重复', titleEn: 'Parcel given twice' },
  parcel_unknown: { severity: 'error', group: 'codes', title: '宗地未列出', titleEn: 'Parcel not listed' },
  unit_code_form: {
    severity: 'error',
    group: 'codes',
    title: '不动产单元号格式不对',
    titleEn: 'Malformed unit code',
  },
  unit_code_parcel: {
    severity: 'error',
    group: 'codes',
    title: '不动产单元号不在本宗地',
    titleEn: 'Unit code of another parcel',
  },
  unit_code_building: {
    severity: 'warning',
    group: 'codes',
    title: '同幢单元号的幢号不一致',
    titleEn: 'Building number in unit codes differs',
  },
  unit_code_twice: { severity: 'error', group: 'codes', title: '不动产单元号重复', titleEn: 'Unit code given twice' },
  unit_code_missing: {
    severity: 'warning',
    group: 'codes',
    title: '不动产单元号未编',
    titleEn: 'Unit codes not given',
  },
  building_twice: { severity: 'error', group: 'building', title: '自然幢重复', titleEn: 'Building given twice' },
  building_unknown: { severity: 'error', group: 'building', title: '自然幢未列出', titleEn: 'Building not listed' },
  room_twice: { severity: 'error', group: 'building', title: '房号重复', titleEn: 'Room given twice' },
  part_unknown: { severity: 'error', group: 'building', title: '逻辑幢未列出', titleEn: 'Logical building not listed' },
  entrance_unknown: { severity: 'error', group: 'building', title: '单元未列出', titleEn: 'Entrance not listed' },
  floor_unknown: { severity: 'error', group: 'building', title: '层未列出', titleEn: 'Floor not listed' },
  floor_twice: { severity: 'error', group: 'building', title: '层重复', titleEn: 'Floor given twice' },
  floor_outside: {
    severity: 'error',
    group: 'building',
    title: '所在层超出幢的层数',
    titleEn: 'Floor beyond those of the building',
  },
  floor_count: { severity: 'error', group: 'building', title: '层数合计不符', titleEn: 'Floors do not add up' },
  home_count: { severity: 'error', group: 'building', title: '套数不符', titleEn: 'Number of homes differs' },
  area_missing: { severity: 'error', group: 'areas', title: '没有面积', titleEn: 'No area' },
  area_negative: { severity: 'error', group: 'areas', title: '面积不是正数', titleEn: 'Area not positive' },
  unit_sum: {
    severity: 'error',
    group: 'areas',
    title: '建筑面积不等于套内加分摊',
    titleEn: 'Area is not inner plus shared',
  },
  coefficient: {
    severity: 'warning',
    group: 'areas',
    title: '分摊面积与分摊系数不符',
    titleEn: 'Shared area against the coefficient',
  },
  building_sum: { severity: 'error', group: 'areas', title: '幢面积小于各户之和', titleEn: 'Building below its homes' },
  building_rest: {
    severity: 'warning',
    group: 'areas',
    title: '幢面积大于各户之和',
    titleEn: 'Building above its homes',
  },
  part_sum: { severity: 'error', group: 'areas', title: '逻辑幢面积与各户之和不符', titleEn: 'Part against its homes' },
  floor_sum: { severity: 'error', group: 'areas', title: '层面积与各户之和不符', titleEn: 'Floor against its homes' },
  deviation: {
    severity: 'warning',
    group: 'areas',
    title: '预测与实测面积相差过大',
    titleEn: 'Predicted and as-built area differ',
  },
  boundary_missing: { severity: 'warning', group: 'land', title: '宗地没有界址', titleEn: 'Parcel without boundary' },
  boundary_open: { severity: 'error', group: 'land', title: '界址线不闭合', titleEn: 'Boundary not closed' },
  boundary_short: { severity: 'error', group: 'land', title: '界址点太少', titleEn: 'Too few boundary points' },
  boundary_crosses: { severity: 'error', group: 'land', title: '界址线自相交', titleEn: 'Boundary crosses itself' },
  axes_swapped: { severity: 'error', group: 'land', title: '坐标 X、Y 颠倒', titleEn: 'Axes swapped' },
  outside_county: {
    severity: 'error',
    group: 'land',
    title: '坐标不在本县范围',
    titleEn: 'Coordinates outside the county',
  },
  parcel_area: {
    severity: 'error',
    group: 'land',
    title: '宗地面积与坐标面积不符',
    titleEn: 'Stated area against coordinates',
  },
  parcels_overlap: { severity: 'error', group: 'land', title: '宗地重叠', titleEn: 'Parcels overlap' },
  overlaps_accepted: {
    severity: 'error',
    group: 'land',
    title: '与已入库宗地重叠',
    titleEn: 'Overlaps an accepted parcel',
  },
  excess: { severity: 'warning', group: 'land', title: '超批准用地', titleEn: 'Land beyond the approval' },
  outline_outside: {
    severity: 'warning',
    group: 'land',
    title: '幢轮廓超出宗地',
    titleEn: 'Building outline beyond the parcel',
  },
  parcel_differs: {
    severity: 'warning',
    group: 'records',
    title: '宗地代码与小区档案不同',
    titleEn: 'Parcel code differs from the record',
  },
  parcel_shared: {
    severity: 'warning',
    group: 'records',
    title: '宗地已属于其他小区',
    titleEn: 'Parcel accepted with another estate',
  },
  unit_code_held: {
    severity: 'error',
    group: 'records',
    title: '不动产单元号已属其他房屋',
    titleEn: 'Unit code held by another home',
  },
  registered_differs: {
    severity: 'warning',
    group: 'records',
    title: '与已登记内容不同，不予改写',
    titleEn: 'Differs from what is registered; not overwritten',
  },
  home_not_surveyed: {
    severity: 'warning',
    group: 'records',
    title: '台账有而成果没有的户',
    titleEn: 'Home on record but not surveyed',
  },
} as const satisfies Readonly<Record<string, RuleDefinition>>

export type SurveyRule = keyof typeof surveyRules
export const surveyRuleNames = Object.keys(surveyRules) as SurveyRule[] // the keys of the table above

/** What is wrong by which rule, at its cell, with what its sentence needs. */
export type SurveyFault = { rule: SurveyRule; at: Cell; facts: Readonly<Record<string, string | number>> }

export const fault = (rule: SurveyRule, at: Cell, facts: SurveyFault['facts'] = {}): SurveyFault => ({
  rule,
  at,
  facts,
})

/** How many faults send a survey back, and how many are only for whoever takes it. */
export function countFaults(faults: readonly SurveyFault[]): { errors: number; warnings: number } {
  const errors = faults.filter(({ rule }) => surveyRules[rule].severity === 'error').length
  return { errors, warnings: faults.length - errors }
}
