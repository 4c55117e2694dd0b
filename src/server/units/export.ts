import type { FastifyReply } from 'fastify'
import type { UnitLine, UnitsQuery } from '#contract/units.ts'
import { type Actor, type Db, read } from '../platform/acts.ts'
import type { Secrets } from '../platform/secrets.ts'
import { streamWorkbook, type WorkbookCell, xlsxType } from '../platform/workbooks.ts'
import { latestDay } from '../reports/actions.ts'
import { listUnits } from './store.ts'

const pageRows = 5000

const states = {
  listed: '在册',
  surveyed: '已测绘',
  first_registered: '已首次登记',
  transferred: '已转移登记',
} as const

const columns = [
  { header: '县（市、区）', width: 12, cell: (unit: UnitLine) => unit.countyName },
  { header: '小区名称', width: 24, cell: (unit: UnitLine) => unit.estateName },
  { header: '楼号', width: 8, cell: (unit: UnitLine) => unit.building },
  { header: '单元', width: 8, cell: (unit: UnitLine) => unit.entrance },
  { header: '房号', width: 8, cell: (unit: UnitLine) => unit.room },
  { header: '所在层', width: 8, cell: (unit: UnitLine) => unit.floor },
  { header: '建筑面积（㎡）', width: 12, cell: (unit: UnitLine) => unit.areaM2 },
  { header: '权利人', width: 16, cell: (unit: UnitLine) => unit.owners },
  { header: '状态', width: 12, cell: (unit: UnitLine) => states[unit.state] },
  { header: '首次登记时间', width: 14, cell: (unit: UnitLine) => unit.firstRegisteredOn },
  { header: '转移登记时间', width: 14, cell: (unit: UnitLine) => unit.transferredOn },
  { header: '不动产权证号', width: 34, cell: (unit: UnitLine) => unit.certificateNo },
  { header: '未转移原因', width: 24, cell: (unit: UnitLine) => unit.openReason },
] as const

type Filters = Omit<UnitsQuery, 'after' | 'limit'>
type Door = { db: Db; secrets: Secrets }

/** The whole filtered unit ledger as a workbook, page by page from the database. */
export async function unitsWorkbook({ db, secrets }: Door, actor: Actor, region: string, filters: Filters) {
  const asOf = filters.asOf ?? (await read(db, actor, (tx) => latestDay(tx, actor.counties)))
  async function* pages(): AsyncGenerator<WorkbookCell[][]> {
    let after: string | undefined
    do {
      const rows = await read(db, actor, (tx) =>
        listUnits(tx, secrets, { ...filters, asOf, after, limit: pageRows, counties: actor.counties }),
      )
      yield rows.map((unit) => columns.map(({ cell }) => cell(unit)))
      const last = rows.at(-1)
      after = last && rows.length === pageRows ? `${last.countyCode}.${last.id}` : undefined
    } while (after)
  }
  const { search, ids, ...told } = filters
  return streamWorkbook(db, actor, {
    subject: 'units',
    region,
    sheet: '分户台账',
    filters: { ...told, asOf, searched: search !== undefined, ...(ids && { chosen: ids.length }) },
    columns,
    pages: pages(),
  })
}

export async function exportUnits(
  door: Door,
  actor: Actor,
  region: string,
  filters: Filters,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const workbook = await unitsWorkbook(door, actor, region, filters)
  return reply
    .header('content-type', xlsxType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('分户台账.xlsx')}`)
    .send(workbook)
}
