import type { FastifyReply } from 'fastify'
import type { RestrictionLine, RestrictionsQuery } from '#contract/restrictions.ts'
import { restrictionNames } from '#domain/units/restriction-rules.ts'
import { type Actor, type Db, read } from '../platform/acts.ts'
import { streamWorkbook, type WorkbookCell, xlsxType } from '../platform/workbooks.ts'
import { listRestrictions } from './restriction-lists.ts'

const pageRows = 2000

const states = { not_yet: '未到起日', standing: '有效', expired: '已到期', lifted: '已解除' } as const
const effects = { passes: '不影响', consent: '须书面同意', blocks: '不予办理' } as const

const columns = [
  { header: '县（市、区）', width: 12, cell: (line: RestrictionLine) => line.countyName },
  { header: '小区名称', width: 24, cell: (line: RestrictionLine) => line.estateName },
  { header: '楼号', width: 8, cell: (line: RestrictionLine) => line.building },
  { header: '单元', width: 8, cell: (line: RestrictionLine) => line.entrance },
  { header: '房号', width: 8, cell: (line: RestrictionLine) => line.room },
  { header: '限制', width: 12, cell: (line: RestrictionLine) => restrictionNames[line.kind] },
  { header: '债务人', width: 12, cell: ({ debtor }: RestrictionLine) => (debtor === 'owner' ? '业主' : '开发企业') },
  { header: '机关（权利人）', width: 24, cell: (line: RestrictionLine) => line.authority },
  { header: '文号', width: 26, cell: (line: RestrictionLine) => line.documentNo },
  { header: '起日', width: 12, cell: (line: RestrictionLine) => line.fromOn },
  { header: '止日', width: 12, cell: (line: RestrictionLine) => line.untilOn },
  { header: '状态', width: 10, cell: (line: RestrictionLine) => states[line.state] },
  { header: '对首次登记', width: 12, cell: (line: RestrictionLine) => effects[line.first.effect] },
  { header: '对转移登记', width: 12, cell: (line: RestrictionLine) => effects[line.transfer.effect] },
  { header: '书面同意', width: 24, cell: (line: RestrictionLine) => line.consentBasis },
  { header: '解除日期', width: 12, cell: (line: RestrictionLine) => line.liftedOn },
  { header: '解除依据', width: 24, cell: (line: RestrictionLine) => line.liftedBasis },
] as const

/** The filtered list of restrictions as a workbook, page by page from the database. */
export async function exportRestrictions(
  db: Db,
  actor: Actor,
  region: string,
  filters: Omit<RestrictionsQuery, 'after' | 'limit'>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  async function* pages(): AsyncGenerator<WorkbookCell[][]> {
    let after: string | undefined
    do {
      const asked = { ...filters, after, limit: pageRows }
      const page = await read(db, actor, (tx) => listRestrictions(tx, actor.counties, asked))
      yield page.rows.map((line) => columns.map(({ cell }) => cell(line)))
      after = page.next ?? undefined
    } while (after)
  }
  const list = { subject: 'units', region, sheet: '限制台账', filters: { list: 'restrictions', ...filters } } as const
  const workbook = await streamWorkbook(db, actor, { ...list, columns, pages: pages() })
  return reply
    .header('content-type', xlsxType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('限制台账.xlsx')}`)
    .send(workbook)
}
