import type { FastifyReply } from 'fastify'
import type { TaskLine, TasksQuery } from '#contract/tasks.ts'
import { type Actor, type Db, read } from '../platform/acts.ts'
import { streamWorkbook, type WorkbookCell, xlsxType } from '../platform/workbooks.ts'
import { listTasks } from './list.ts'
import { lightWords, sourceWords, stateWords } from './task-words.ts'

const pageRows = 5000

const columns = [
  { header: '县（市、区）', width: 12, cell: (task: TaskLine) => task.countyName },
  { header: '编号', width: 8, cell: (task: TaskLine) => task.no },
  { header: '任务', width: 36, cell: (task: TaskLine) => task.title },
  { header: '来源', width: 10, cell: (task: TaskLine) => sourceWords[task.source] },
  { header: '小区', width: 24, cell: (task: TaskLine) => task.estate?.name ?? null },
  { header: '涉及套数', width: 10, cell: (task: TaskLine) => task.homes },
  { header: '责任单位', width: 24, cell: (task: TaskLine) => task.organisation.name },
  { header: '责任人', width: 12, cell: (task: TaskLine) => task.person?.name ?? null },
  { header: '下达日期', width: 12, cell: (task: TaskLine) => task.issuedOn },
  { header: '开始日期', width: 12, cell: (task: TaskLine) => task.startsOn },
  { header: '完成期限', width: 12, cell: (task: TaskLine) => task.dueOn },
  { header: '剩余工作日', width: 10, cell: (task: TaskLine) => task.daysLeft },
  { header: '状态', width: 10, cell: (task: TaskLine) => stateWords[task.state] },
  { header: '灯', width: 6, cell: (task: TaskLine) => lightWords[task.light] },
  { header: '佐证材料', width: 10, cell: (task: TaskLine) => task.evidence },
] as const

type Filters = Omit<TasksQuery, 'after' | 'limit'>

/** The whole filtered list of tasks as a workbook, page by page from the database; logged as every list that leaves the house. */
export async function exportTasks(
  db: Db,
  actor: Actor,
  region: string,
  filters: Filters,
  reply: FastifyReply,
): Promise<FastifyReply> {
  async function* pages(): AsyncGenerator<WorkbookCell[][]> {
    let after: string | undefined
    do {
      const page = await read(db, actor, (tx) => listTasks(tx, actor.counties, { ...filters, after, limit: pageRows }))
      yield page.rows.map((task) => columns.map(({ cell }) => cell(task)))
      after = page.next ?? undefined
    } while (after)
  }
  const { search, ...told } = filters
  const workbook = await streamWorkbook(db, actor, {
    subject: 'tasks',
    region,
    sheet: '任务清单',
    filters: { ...told, searched: search !== undefined },
    columns,
    pages: pages(),
  })
  return reply
    .header('content-type', xlsxType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('任务清单.xlsx')}`)
    .send(workbook)
}
