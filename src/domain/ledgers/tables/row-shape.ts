import { isBlank } from '../cells/texts.ts'
import type { Cell, SheetRow } from '../sheet.ts'

const noteStart = /^(?:注|备注|说明|附注|注释|填[表报]说明|编制说明|填写说明|※|\*)(?:\s*[:：]|\s*[1一]\s*[.．、])/
const signatureStart =
  /^(?:单位负责人|分管领导|主管领导|主要领导|组长|副组长|审核人?|审批人?|填[表报]人?|制表人?|负责人|统计负责人|经办人)(?:（[^）]*）)?\s*[:：]/
/** What the labels of a ledger's columns are made of. */
export const headerWord =
  /序号|编号|名次|排名|名称|姓名|人$|号$|码$|时间|日期|年月|月份|单位|面积|[套户幢栋人条次]数|数$|量|率$|情况|备注|类别|类型|种类|种$|性质|用途|金额|价|款|税|费|地址|坐落|位置|电话|手机|联系|方式|单元|楼|幢|栋|层|[房室]号?$|合计|小计|累计|登记|办理|[应已未]办|原因|问题|措施|意见|建议|内容|对象|文号|事项|主体|职责|领导|县|乡镇|街道|社区|小区|状态|结构|说明|进展|产权|证|落实|期限|时限|完成|手续|要件|责任|包联|信息|业主|权利人|共有|规划|消防|人防|验收|合同|发票|其中|任务|比例|销号|一把手/

/** Cells of a row that say something, with their columns. */
export function filledCells(row: SheetRow): { column: number; cell: Cell }[] {
  const filled: { column: number; cell: Cell }[] = []
  row.cells.forEach((cell, column) => {
    if (!isBlank(cell)) filled.push({ column, cell })
  })
  return filled
}

/** The text of a row that has only one filled cell; undefined for any other row. */
export function loneText(row: SheetRow): string | undefined {
  let lone: Cell = null
  for (const cell of row.cells) {
    if (isBlank(cell)) continue
    if (lone !== null) return undefined
    lone = cell
  }
  return typeof lone === 'string' ? lone.trim() : undefined
}

/** The text a row begins with; undefined when it begins with anything else. */
function leadingText(row: SheetRow): string | undefined {
  for (const cell of row.cells) {
    if (!isBlank(cell)) return typeof cell === 'string' ? cell.trim() : undefined
  }
  return undefined
}

export type RowRole = 'grand_total' | 'subtotal' | 'note' | 'signature' | 'other'

/** What a row is when it is not data, told from how it begins. */
export function roleOf(row: SheetRow): RowRole {
  const text = leadingText(row)
  if (text === undefined || text.length > 400 || isNumberLike(text)) return 'other'
  const closed = text.replace(/[\s\u3000]/g, '')
  if (/^.{0,6}(?:合计|总计|共计)(?:[（(].{0,6}[）)])?[:：]?$/.test(closed)) return 'grand_total'
  if (/^.{0,12}小计[:：]?$/.test(closed)) return 'subtotal'
  if (noteStart.test(closed)) return 'note'
  return signatureStart.test(closed) ? 'signature' : 'other'
}

/** Whether a cell is a number or a day, also one written as text. */
export function isNumberLike(cell: Cell): boolean {
  if (typeof cell === 'string') return /^[-+]?[\d０-９][\d０-９,.．/\-年月日%]*$/.test(cell.trim())
  return typeof cell === 'number' || (typeof cell === 'object' && cell !== null && 'day' in cell)
}

/** Whether a row could head a table: several short labels and not a single figure among them. */
export function looksLikeHeader(row: SheetRow): boolean {
  let filled = 0
  let words = 0
  for (const cell of row.cells) {
    if (isBlank(cell)) continue
    if (typeof cell !== 'string' || isNumberLike(cell) || isFormLine(cell)) return false
    filled++
    const label = cell.replace(/[\s\u3000]/g, '')
    if (label.length <= 20 && headerWord.test(label)) words++
  }
  return words >= 2 && words >= filled * 0.6
}

/** `填报单位：…` and the like: part of the sheet's head, not of a table's. */
function isFormLine(text: string): boolean {
  return /^(?:填[报表]|编制|制表|统计|报送|上报|单位|截[至止])[^:：]{0,8}[:：]/.test(text.trim())
}

/** The row of column numbers (栏次) some forms print below the header. */
export function isColumnNumberRow(row: SheetRow): boolean {
  const filled = filledCells(row)
  const first = filled[0]?.cell
  const numbers = typeof first === 'string' && /^(?:栏次|栏目|行次|甲)$/.test(first.trim()) ? filled.slice(1) : filled
  if (numbers.length < 3) return false
  const start = columnNumber(numbers[0]?.cell)
  return !Number.isNaN(start) && start <= 2 && numbers.every(({ cell }, at) => columnNumber(cell) === start + at)
}

function columnNumber(cell: Cell | undefined): number {
  return typeof cell === 'number' ? cell : Number(typeof cell === 'string' ? cell.replace(/[（()）]/g, '') : Number.NaN)
}

/** A reporting day with its year, as texts write it. */
export const dayInText = /(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?/
