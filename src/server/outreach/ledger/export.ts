import type { FastifyReply } from 'fastify'
import type { OutreachLine } from '#contract/outreach.ts'
import type { Segment } from '#contract/outreach-shapes.ts'
import { type Actor, type Db, read } from '../../platform/acts.ts'
import { streamWorkbook, type WorkbookCell, xlsxType } from '../../platform/workbooks.ts'
import { listOutreach } from './lines.ts'

const pageRows = 5000

const states = {
  listed: '在册',
  surveyed: '已测绘',
  first_registered: '已首次登记',
  transferred: '已转移登记',
} as const
const contacts = { reached: '联系上', not_reached: '未联系上', unreachable: '联系不上' } as const
const wishes = { willing: '愿意', unwilling: '不愿意', undecided: '未定' } as const

const columns = [
  { header: '县（市、区）', width: 12, cell: (line: OutreachLine) => line.countyName },
  { header: '小区名称', width: 24, cell: (line: OutreachLine) => line.estateName },
  { header: '房屋', width: 16, cell: (line: OutreachLine) => line.home },
  { header: '权利人', width: 16, cell: (line: OutreachLine) => line.owners },
  { header: '状态', width: 12, cell: (line: OutreachLine) => states[line.state] },
  { header: '联系情况', width: 12, cell: (line: OutreachLine) => line.contact && contacts[line.contact] },
  { header: '登记意愿', width: 10, cell: (line: OutreachLine) => line.willingness && wishes[line.willingness] },
  { header: '原因', width: 28, cell: (line: OutreachLine) => line.reason },
  { header: '走访次数', width: 10, cell: (line: OutreachLine) => line.attempts },
  { header: '最近走访', width: 12, cell: (line: OutreachLine) => line.lastVisitedOn },
  { header: '下次联系', width: 12, cell: (line: OutreachLine) => line.nextOn },
  { header: '下一步', width: 28, cell: (line: OutreachLine) => line.nextStep },
] as const

/** The ledger of outreach as a workbook, page by page from the database; logged as every list that leaves the house. */
export async function exportOutreach(
  db: Db,
  actor: Actor,
  region: string,
  segment: Segment,
  reply: FastifyReply,
): Promise<FastifyReply> {
  async function* pages(): AsyncGenerator<WorkbookCell[][]> {
    let after: string | undefined
    do {
      const asked = { segment, sort: 'home', limit: pageRows, ...(after !== undefined && { after }) } as const
      const page = await read(db, actor, (tx) => listOutreach(tx, actor.counties, asked))
      yield page.rows.map((line) => columns.map(({ cell }) => cell(line)))
      after = page.next ?? undefined
    } while (after)
  }
  const list = { subject: 'outreach', region, sheet: '走访台账', filters: segment, columns, pages: pages() } as const
  return reply
    .header('content-type', xlsxType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('走访台账.xlsx')}`)
    .send(await streamWorkbook(db, actor, list))
}
