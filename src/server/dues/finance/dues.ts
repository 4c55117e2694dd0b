import type { FinanceQuery } from '#contract/due-accounts.ts'
import { dueKinds } from '#domain/dues/kinds.ts'
import type { WorkbookCell } from '../../platform/workbooks.ts'
import { listDues } from '../list.ts'
import { type FinanceTable, pageRows, yuanCell } from './table.ts'

const dueStates = { owed: '尚欠', settled: '已清', cancelled: '已撤销' } as const
const debtors = { organisation: '单位', owner: '住户', government: '财政' } as const

/** Dues as they are chosen in their list. */
export const duesList = (query: FinanceQuery): FinanceTable => ({
  subject: 'dues',
  sheet: '应缴税费',
  columns: [
    { header: '县（市、区）', width: 12 },
    { header: '税费种类', width: 18 },
    { header: '主体类别', width: 10 },
    { header: '缴纳主体', width: 24 },
    { header: '小区', width: 24 },
    { header: '房屋', width: 14 },
    { header: '应缴（元）', width: 16, sum: 'assessedFen' },
    { header: '已缴（元）', width: 16, sum: 'paidFen' },
    { header: '减免、撤销（元）', width: 16, sum: 'reducedFen' },
    { header: '尚欠（元）', width: 16, sum: 'owedFen' },
    { header: '登记日期', width: 12 },
    { header: '缴纳期限', width: 12 },
    { header: '缓缴至', width: 12 },
    { header: '状态', width: 10 },
  ],
  page: async (tx, countyCode, after) => {
    const { rows, next } = await listDues(tx, [countyCode], { ...query, after, limit: pageRows })
    const cells = rows.map((due): WorkbookCell[] => [
      due.countyName,
      dueKinds[due.kind].title,
      debtors[due.debtorKind],
      due.debtorName,
      due.estateName,
      due.home,
      yuanCell(due.amountFen),
      yuanCell(due.paidFen),
      yuanCell(due.reducedFen),
      yuanCell(due.owedFen),
      due.assessedOn,
      due.dueOn,
      due.deferredUntil,
      dueStates[due.state],
    ])
    return { rows: cells, next }
  },
})
