import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { writeXlsxStream } from 'hucre'
import { categoryNames } from '#domain/estates/categories.ts'
import type { EstateRow, UnitRow } from '#domain/ledgers/rows.ts'
import type { CountyPlan } from './county-plans.ts'
import { estateRowsOf } from './estate-rows.ts'
import { planCounty } from './planned-county.ts'
import { unitRowsOf } from './unit-rows.ts'

type Cell = string | number | null
type Column<Row> = readonly [header: string, cell: (row: Row) => Cell]

const estateColumns: readonly Column<EstateRow>[] = [
  ['序号', (row) => row.serial],
  ['县（市、区）', (row) => row.county],
  ['乡镇（街道）', (row) => row.township],
  ['小区名称', (row) => row.name],
  ['坐落', (row) => row.location],
  ['项目类别', (row) => row.category && categoryNames[row.category]],
  ['开发企业', (row) => row.developer],
  ['统一社会信用代码', (row) => row.developerCode],
  ['幢数', (row) => row.buildings],
  ['总套数', (row) => row.units],
]

const unitColumns: readonly Column<UnitRow>[] = [
  ['序号', (row) => row.serial],
  ['小区名称', (row) => row.estate],
  ['楼号', (row) => row.building],
  ['单元', (row) => row.entrance],
  ['房号', (row) => row.room],
  ['所在层', (row) => row.floor],
  ['总层数', (row) => row.floorsTotal],
  ['不动产单元号', (row) => row.unitCode],
  ['规划用途', (row) => row.use],
  ['建筑面积（㎡）', (row) => row.areaM2],
  ['套内面积（㎡）', (row) => row.innerAreaM2],
  ['权利人', (row) => row.owners.map(({ name }) => name).join('、')],
  ['证件号码', (row) => row.owners.map(({ idNumber }) => idNumber).join('、')],
  ['联系电话', (row) => row.owners[0]?.phone ?? null],
  ['合同编号', (row) => row.contractNo],
  ['首次登记时间', (row) => row.firstRegisteredOn],
  ['转移登记时间', (row) => row.transferredOn],
  ['不动产权证号', (row) => row.certificateNo],
  ['未转移原因', (row) => row.openReason],
  ['备注', (row) => row.remark],
]

/** Writes the estate ledger of a made-up county as a plain workbook; returns the number of its rows. */
export function writeEstateLedger(path: string, plan: CountyPlan): Promise<number> {
  return writeLedger(path, '小区台账', plan, estateColumns, estateRowsOf(planCounty(plan)))
}

/**
 * Writes the unit ledger, 20 columns, row by row whatever its size; returns the number of its rows. `told`: what the ledger
 * says of a row, where it is to say less than there is to tell.
 */
export function writeUnitLedger(
  path: string,
  plan: CountyPlan,
  told: (row: UnitRow) => UnitRow = (row) => row,
): Promise<number> {
  return writeLedger(path, '分户台账', plan, unitColumns, Iterator.from(unitRowsOf(planCounty(plan))).map(told))
}

async function writeLedger<Row>(
  path: string,
  sheet: string,
  plan: CountyPlan,
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
): Promise<number> {
  let written = 0
  function* lines(): Generator<Cell[]> {
    yield [`${plan.name}${sheet}`]
    yield [`填报单位：${plan.name}清零办　填报时间：2022年11月30日`]
    yield columns.map(([header]) => header)
    for (const row of rows) {
      written += 1
      yield columns.map(([, cell]) => cell(row))
    }
  }
  const bytes = writeXlsxStream(lines(), { name: sheet, maxRowsPerSheet: 1_000_000 })
  await pipeline(Readable.fromWeb(bytes as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(path)) // the DOM's type of the same stream
  return written
}
