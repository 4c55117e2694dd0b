import type { HeaderColumn } from '../tables/header.ts'
import type { ColumnReading, RecognisedColumn } from '../tables.ts'
import { bareLabel, recognised } from './match.ts'

const readings: readonly [RegExp, ColumnReading][] = [
  [/编号|文号|书号|号码|电话|手机|证号|代码|期次|名称|单位$|责任人/, 'text'],
  [/月份|年月$/, 'month'],
  [/日期|时间|时限|期限/, 'day'],
  [/金额|价款|资金|(?:金|税|费|款|附加)$|^(?:合计|小计)$/, 'number'],
  [/面积/, 'area'],
  [/数$|数量|次数|人数|条数|人次|[本套户件份期]数|天数/, 'number'],
]

/** Columns of a table that is kept as it stands: each under its own header, read as its label suggests. */
export function lineColumns(header: readonly HeaderColumn[]): RecognisedColumn[] {
  return header.map((column) => {
    const label = bareLabel(column.label)
    const reads = readings.find(([words]) => words.test(label))?.[1] ?? 'text'
    return recognised(column, column.header, reads, null)
  })
}
