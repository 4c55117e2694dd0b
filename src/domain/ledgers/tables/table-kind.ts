import { buildingColumns, estateColumns } from '../columns/estate-columns.ts'
import { bareLabel, type ColumnMapping, type ColumnRule, hasLabel, matchColumns } from '../columns/match.ts'
import { reasonWords } from '../columns/summary-columns.ts'
import { unitColumns } from '../columns/unit-columns.ts'
import type { TableKind } from '../tables.ts'
import type { HeaderColumn } from './header.ts'

/** A header with the clerk's corrections of it. */
type Header = { columns: readonly HeaderColumn[]; mapping: ColumnMapping }

const closedLists =
  /^(?:用途|证件种类|证件类型|共有方式|共有情况|结构|房屋性质|项目类别|类别|取得方式|原因|未办理原因|是否)$/
const registration = /首次登记|首登|转移/
const taxKinds = /出让金|增值税|企业所得税|土地使用税|印花税|契税|滞纳金|土地价款/
const estateName = /^(?:涉及)?(?:住宅)?(?:小区|项目|楼盘)(?:名称)?$/
const countyName = /^(?:县|县市区|县区|区县|县市)(?:名称)?$/

/** Kinds told from what the header says, the surest first. `context` is the table's title and its sheet's name. */
const signs: readonly [TableKind, (header: Header, context: string) => boolean][] = [
  ['options', (header) => header.columns.every((column) => closedLists.test(bareLabel(column.label)))],
  [
    'reasons_by_county',
    (header) =>
      countReasons(header) >= 3 && hasLabel(header.columns, countyName) && !hasLabel(header.columns, estateName),
  ],
  ['estate_extract', (header) => countReasons(header) >= 3 && hasLabel(header.columns, estateName) && !isUnits(header)],
  ['joint_delivery', (header) => hasLabel(header.columns, /交房|交地/) && hasLabel(header.columns, /发证|颁证/)],
  ['unit_extract', (header, context) => isUnits(header) && isExtract(header, context)],
  ['units', isUnits],
  ['buildings', isBuildings],
  ['taxes', (header) => header.columns.filter((column) => taxKinds.test(column.label)).length >= 3],
  [
    'tax_payments',
    (header) =>
      hasLabel(header.columns, /缴款书|税票|入库|税种|税费种|凭证号/) && hasLabel(header.columns, /金额|税额/),
  ],
  [
    'responsible_units',
    (header) => hasLabel(header.columns, /^责任单位|^单位名称/) && hasLabel(header.columns, /职责|联络员|一把手|姓名/),
  ],
  ['problems', isProblems],
  ['ranking', (header) => hasLabel(header.columns, /^(?:名次|排名|位次|排序)$/)],
  [
    'monthly_progress',
    (header) => hasLabel(header.columns, /^(?:月份|年月|月度|统计月份)$/) && mentions(header, registration),
  ],
  ['estates', isEstates],
  ['summary_by_county', (header) => hasLabel(header.columns, countyName) && header.columns.length > 2],
  ['summary_by_category', (header) => hasLabel(header.columns, /类别|类型|分类/) && mentions(header, registration)],
  [
    'funds',
    (header) =>
      hasLabel(header.columns, /金额|资金/) &&
      hasLabel(header.columns, /用途|事由|项目|内容/) &&
      header.columns.length <= 10,
  ],
  ['meetings', (header) => hasLabel(header.columns, /会议名称|会议主题|会议内容|议题/)],
  [
    'work_log',
    (header) =>
      hasLabel(header.columns, /日期|时间/) && hasLabel(header.columns, /类别|类型|事项/) && header.columns.length >= 4,
  ],
  ['work_summary', (header) => hasLabel(header.columns, /数量|次数/) && hasLabel(header.columns, /类别|事项|内容/)],
  ['advice', (header) => hasLabel(header.columns, /意见|建议|措施/) && header.columns.length <= 6],
]

/** What a table is about. */
export function tableKindOf(columns: readonly HeaderColumn[], context: string, mapping: ColumnMapping = {}): TableKind {
  const header = { columns, mapping }
  return signs.find(([, applies]) => applies(header, context))?.[0] ?? 'unknown'
}

function isUnits(header: Header): boolean {
  const has = fieldsOf(header, unitColumns)
  const isPlaced = has('room') || has('unitCode') || has('place')
  return (isPlaced && (has('ownerName') || has('idNumber'))) || (has('room') && has('areaM2') && has('building'))
}

/** An extract says so, or has only what is needed to recognise a home and tell its story. */
function isExtract(header: Header, context: string): boolean {
  const has = fieldsOf(header, unitColumns)
  const isNamedSo = /未转移|未办理?(?:转移|证)|未办证|摘录|剩余/.test(context)
  const lacksRegister = !has('idNumber') && !has('unitCode') && !has('firstRegisteredOn') && !has('certificateNo')
  return lacksRegister && (isNamedSo || hasLabel(header.columns, /原因|进展/))
}

function isBuildings(header: Header): boolean {
  const has = fieldsOf(header, buildingColumns)
  return (
    has('building') && (has('floors') || has('entrances') || has('units')) && !hasLabel(header.columns, /^[房室户]号$/)
  )
}

function isProblems(header: Header): boolean {
  const tellsProblem = hasLabel(header.columns, /^问题(?:类别|描述|内容|类型)?$|^存在(?:的)?问题$/)
  return (
    tellsProblem &&
    hasLabel(header.columns, /责任单位|牵头单位/) &&
    hasLabel(header.columns, /时限|销号|状态|期限/) &&
    header.columns.length <= 16
  )
}

/** A sheet that calls itself an estate ledger needs fewer columns to be taken for one. */
function isEstates(header: Header, context: string): boolean {
  const has = fieldsOf(header, estateColumns)
  const facts = ['location', 'developer', 'developerCode', 'parcelCode', 'buildings', 'areaM2', 'units', 'category']
  const registers = ['firstRegisteredUnits', 'transferredUnits', 'firstRegisteredOn', 'completedIn']
  const needed = /(?:小区|项目|楼盘)(?:基本情况)?(?:台账|清单|名册|一览)/.test(context) ? 2 : 3
  return has('name') && [...facts, ...registers].filter(has).length >= needed
}

function countReasons(header: Header): number {
  return header.columns.filter((column) => reasonWords.test(column.label) && !/金额|时间|日期/.test(column.label))
    .length
}

function mentions(header: Header, words: RegExp): boolean {
  return header.columns.some((column) => words.test(column.header))
}

function fieldsOf(header: Header, rules: readonly ColumnRule[]): (field: string) => boolean {
  const fields = new Set(
    matchColumns(header.columns, rules, { mapping: header.mapping }).columns.map((column) => column.field),
  )
  return (field) => fields.has(field)
}
