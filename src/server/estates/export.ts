import type { FastifyReply } from 'fastify'
import type { EstateLine, EstatesQuery } from '#contract/estates.ts'
import { categoryNames } from '#domain/estates/categories.ts'
import { type Actor, type Db, read } from '../platform/acts.ts'
import { streamWorkbook, type WorkbookCell, xlsxType } from '../platform/workbooks.ts'
import { latestDay } from '../reports/actions.ts'
import { listEstates } from './store.ts'

const pageRows = 500

const columns = [
  { header: '县（市、区）', width: 12, cell: (estate: EstateLine) => estate.countyName },
  { header: '乡镇（街道）', width: 14, cell: (estate: EstateLine) => estate.township },
  { header: '小区名称', width: 24, cell: (estate: EstateLine) => estate.name },
  { header: '项目类别', width: 12, cell: (estate: EstateLine) => categoryNames[estate.category] },
  { header: '开发企业', width: 30, cell: (estate: EstateLine) => estate.developer },
  { header: '套数', width: 8, cell: (estate: EstateLine) => estate.units },
  { header: '首次登记', width: 10, cell: (estate: EstateLine) => estate.firstRegistered },
  { header: '转移登记', width: 10, cell: (estate: EstateLine) => estate.transferred },
  { header: '未办', width: 8, cell: (estate: EstateLine) => estate.open },
  { header: '转移率（占套数）', width: 14, cell: (estate: EstateLine) => estate.transferRate },
  { header: '台账所报套数', width: 12, cell: (estate: EstateLine) => estate.statedUnits },
] as const

type Filters = Omit<EstatesQuery, 'after' | 'limit'>

/** The whole filtered estate ledger as a workbook. */
export async function estatesWorkbook(db: Db, actor: Actor, region: string, filters: Filters) {
  const asOf = filters.asOf ?? (await read(db, actor, (tx) => latestDay(tx, actor.counties)))
  async function* pages(): AsyncGenerator<WorkbookCell[][]> {
    let after: string | undefined
    do {
      const page = await read(db, actor, (tx) =>
        listEstates(tx, actor.counties, { ...filters, asOf, after, limit: pageRows }),
      )
      yield page.rows.map((estate) => columns.map(({ cell }) => cell(estate)))
      after = page.next ?? undefined
    } while (after)
  }
  return streamWorkbook(db, actor, {
    subject: 'estates',
    region,
    sheet: '小区台账',
    filters: { ...filters, asOf },
    columns,
    pages: pages(),
  })
}

export async function exportEstates(
  db: Db,
  actor: Actor,
  region: string,
  filters: Filters,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const workbook = await estatesWorkbook(db, actor, region, filters)
  return reply
    .header('content-type', xlsxType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('小区台账.xlsx')}`)
    .send(workbook)
}
