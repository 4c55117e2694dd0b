import { findUnitCodeFault, parseCertificateNumber } from '../../units/codes.ts'
import { withoutStrayBlanks } from '../cells/characters.ts'
import { isBlank } from '../cells/texts.ts'
import { mandatoryUnitFields } from '../columns/unit-columns.ts'
import type { UnitRow } from '../rows.ts'
import type { Cell } from '../sheet.ts'
import type { RecognisedColumn } from '../tables.ts'
import { isOfCounty, type ReadingContext } from './context.ts'
import { judgeOwners } from './judge-owners.ts'
import type { UnitColumns } from './read-unit.ts'
import type { RowNotes } from './row-notes.ts'

/** Uses registered in practice, for ledgers without a list of options of their own. */
const customaryUses = new Set(
  '住宅 成套住宅 非成套住宅 集体宿舍 公寓 别墅 商业 商业服务 商铺 商服 商住 网点 办公 车库 车位 储藏室 储藏间 地下室 阁楼 仓储 工业 教育 医疗 文化 体育 其他 其它 公共设施 物业用房 配套用房'.split(
    ' ',
  ),
)
const unsold = /未售|空置|无业主|未出售|待售/
const mandatory = Object.entries(mandatoryUnitFields)

type MandatoryField = keyof typeof mandatoryUnitFields

/** Says everything that one row of a unit ledger gives reason to doubt. */
export function judgeUnit(
  unit: UnitRow,
  cells: readonly Cell[],
  columns: UnitColumns,
  context: ReadingContext,
  notes: RowNotes,
): void {
  judgeCounty(cells, columns, context, notes)
  judgeMandatory(unit, columns, notes)
  judgeOwners(unit.owners, columns, ownOwners(unit, cells, columns), notes)
  judgeAreas(unit, columns, context, notes)
  judgePlace(unit, columns, context, notes)
  judgeDates(unit, columns, context, notes)
  judgeTransfer(unit, cells, columns, notes)
  judgeCertificate(unit, columns, context, notes)
}

/** How many of the owners stand in the owner's own cell; the rest are co-owners from their own columns. */
function ownOwners(unit: UnitRow, cells: readonly Cell[], columns: UnitColumns): number {
  const coOwners = columns.coOwners ? cells[columns.coOwners.index] : null
  const coIds = columns.coOwnerIds ? cells[columns.coOwnerIds.index] : null
  return isBlank(coOwners) && isBlank(coIds) ? unit.owners.length : 1
}

function judgeCounty(
  cells: readonly Cell[],
  { county: at }: UnitColumns,
  { countyName }: ReadingContext,
  notes: RowNotes,
): void {
  const named = at ? cells[at.index] : null
  if (!at || typeof named !== 'string' || named === countyName) return
  const name = withoutStrayBlanks(named)
  if (name !== '' && !isOfCounty(name, countyName)) {
    notes.say({ kind: 'wrong_county', at, message: `该行属于${name}，本次导入的是${countyName}` })
  }
}

/** A dash or 无 says no more than an empty cell does. */
function judgeMandatory(unit: UnitRow, columns: UnitColumns, notes: RowNotes): void {
  for (const [word, name] of mandatory) {
    const field = word as MandatoryField // a key of that table
    const at = columns[field] ?? (field === 'building' || field === 'room' ? columns.place : undefined)
    if (!at || !isUnsaid(unit, field) || notes.isDoubted(at)) continue
    const isOwnerless =
      (field === 'ownerName' || field === 'idNumber') && unsold.test(`${unit.openReason} ${unit.remark}`)
    if (!isOwnerless) notes.say({ kind: 'missing_mandatory', at, message: `必填项为空：${name}` })
  }
  const first = columns.firstRegisteredOn
  const claimsTransfer = unit.isTransferred === true || unit.transferredOn !== null || unit.certificateNo !== null
  if (first && claimsTransfer && unit.firstRegisteredOn === null && !notes.isDoubted(first)) {
    notes.say({ kind: 'missing_mandatory', at: first, message: '已办理转移登记，但首次登记时间为空' })
  }
}

function isUnsaid(unit: UnitRow, field: MandatoryField): boolean {
  if (field === 'ownerName') return unit.owners.every(({ name }) => name === null)
  if (field === 'idNumber') return unit.owners.every(({ idNumber }) => idNumber === null)
  return unit[field] === null
}

function judgeAreas(
  { areaM2, innerAreaM2 }: UnitRow,
  columns: UnitColumns,
  context: ReadingContext,
  notes: RowNotes,
): void {
  const at = columns.areaM2
  if (areaM2 === null || !at) return
  if (areaM2 < 0.005) {
    notes.say({ kind: 'area_not_positive', at, message: `建筑面积应大于零，现为 ${areaM2}` })
    return
  }
  if (areaM2 > context.maxUnitAreaM2) {
    const message = `建筑面积 ${areaM2} ㎡ 超过 ${context.maxUnitAreaM2} ㎡，疑似漏了小数点`
    notes.say({ kind: 'area_too_large', at, message, suggestion: String(areaM2 / 100) })
  } else if (innerAreaM2 !== null && columns.innerAreaM2 && innerAreaM2 > areaM2 + 0.005) {
    const message = `套内面积 ${innerAreaM2} 大于建筑面积 ${areaM2}`
    notes.say({ kind: 'inner_over_area', at: columns.innerAreaM2, message, related: [at] })
  }
}

function judgePlace(unit: UnitRow, columns: UnitColumns, context: ReadingContext, notes: RowNotes): void {
  const { floor, floorsTotal, unitCode, use } = unit
  const floorColumn = columns.floorPair ?? columns.floor
  if (floorColumn && floor !== null && floorsTotal !== null && floor > floorsTotal) {
    const message = `所在层 ${floor} 大于总层数 ${floorsTotal}`
    notes.say({ kind: 'floor_above_total', at: floorColumn, message, related: [columns.floorsTotal] })
  }
  if (unitCode !== null && columns.unitCode) judgeUnitCode(unitCode, columns.unitCode, context, notes)
  if (use !== null && columns.use && !(context.uses ?? customaryUses).has(use)) {
    const listed = context.uses ? `，可填：${[...context.uses].join('、')}` : ''
    notes.say({ kind: 'use_unknown', at: columns.use, message: `用途“${use}”不在选项中${listed}` })
  }
}

function judgeUnitCode(
  code: string,
  at: RecognisedColumn,
  { countyCode, countyName }: ReadingContext,
  notes: RowNotes,
): void {
  const fault = findUnitCodeFault(code)
  if (fault?.fault === 'length') {
    notes.say({ kind: 'unit_code_length', at, message: `不动产单元号应为28位，现为${code.length}位` })
  } else if (!code.startsWith(countyCode)) {
    const message = `不动产单元号区划不符：以 ${code.slice(0, 6)} 开头，${countyName}应以 ${countyCode} 开头`
    notes.say({ kind: 'unit_code_county', at, message })
  } else if (fault) {
    notes.say({
      kind: 'unit_code_form',
      at,
      message: '不动产单元号编码不合 GB/T 37346：应为宗地代码19位加 F/L/Q/W 和8位顺序号',
    })
  }
}

function judgeDates(unit: UnitRow, columns: UnitColumns, { lastDay }: ReadingContext, notes: RowNotes): void {
  const { firstRegisteredOn: first, transferredOn: transfer } = unit
  const firstAt = columns.firstRegisteredOn
  const transferAt = columns.transferredOn
  const isFirstAhead = firstAt !== undefined && first !== null && first > lastDay
  const isTransferAhead = transferAt !== undefined && transfer !== null && transfer > lastDay
  if (isFirstAhead) sayAhead('首次登记', first, firstAt, lastDay, notes)
  if (isTransferAhead) sayAhead('转移登记', transfer, transferAt, lastDay, notes)
  if (isFirstAhead || isTransferAhead || !transferAt || first === null || transfer === null) return
  if (transfer < first) {
    const message = `转移登记 ${transfer} 早于首次登记 ${first}`
    notes.say({ kind: 'transfer_before_first', at: transferAt, message, related: [firstAt] })
  }
}

/** Says that a day lies after the last day the ledger can know. */
export function sayAhead(what: string, day: string, at: RecognisedColumn, lastDay: string, notes: RowNotes): void {
  notes.say({ kind: 'date_in_future', at, message: `${what}日期 ${day} 晚于填报时间 ${lastDay}` })
}

function judgeTransfer(unit: UnitRow, cells: readonly Cell[], columns: UnitColumns, notes: RowNotes): void {
  const { isTransferred, openReason } = unit
  const date = columns.transferredOn
  const certificate = columns.certificateNo
  const hasDate =
    date !== undefined && !isBlank(cells[date.index]) && (unit.transferredOn !== null || notes.isDoubted(date))
  const hasCertificate = unit.certificateNo !== null
  const status = columns.isTransferred
  if (isTransferred === false && status && (hasDate || hasCertificate)) {
    const message = '写明未办理转移登记，却填有登记时间或证号'
    notes.say({ kind: 'transfer_contradiction', at: status, message, related: [date, certificate] })
    return
  }
  const isDone = isTransferred === true || hasDate
  if (isDone && certificate && !hasCertificate && !notes.isDoubted(certificate)) {
    notes.say({
      kind: 'transfer_without_cert',
      at: certificate,
      message: '已办理转移登记，但不动产权证号为空',
      related: [date, status],
    })
  }
  if ((isTransferred === true || hasCertificate) && date && !hasDate) {
    notes.say({
      kind: 'transfer_without_date',
      at: date,
      message: '已办理转移登记，但登记时间为空',
      related: [certificate, status],
    })
  }
  if (!isDone && !hasCertificate && columns.openReason && openReason === null && (status || date)) {
    notes.say({
      kind: 'reason_missing',
      at: columns.openReason,
      message: '尚未办理转移登记，请填写未办理原因',
      related: [status],
    })
  }
}

function judgeCertificate(unit: UnitRow, columns: UnitColumns, { countyName }: ReadingContext, notes: RowNotes): void {
  const at = columns.certificateNo
  if (!at || unit.certificateNo === null) return
  const parts = parseCertificateNumber(unit.certificateNo)
  if (!parts) {
    notes.say({
      kind: 'cert_form',
      at,
      message: `证号“${unit.certificateNo}”不是“晋（2022）${countyName}不动产权第0000001号”的形式`,
    })
    return
  }
  if (parts.place !== countyName) {
    notes.say({ kind: 'cert_county', at, message: `证号中的“${parts.place}”不是${countyName}` })
  }
  const day = unit.transferredOn
  if (day === null || notes.isDoubted(columns.transferredOn) || Number(day.slice(0, 4)) === parts.year) return
  const message = `证号年份 ${parts.year} 与转移登记日期 ${day} 不符`
  notes.say({ kind: 'cert_year', at, message, related: [columns.transferredOn] })
}
