import type { FinanceList, FinanceQuery } from '#contract/due-accounts.ts'
import { type Actor, type Db, read } from '../../platform/acts.ts'
import type { ListToExport, WorkbookCell } from '../../platform/workbooks.ts'
import { duesList } from './dues.ts'
import { paymentsList } from './payments.ts'
import { type FinanceTable, yuanCell } from './table.ts'
import { unallocatedList } from './unallocated.ts'

const tables: Readonly<Record<FinanceList, (query: FinanceQuery) => FinanceTable>> = {
  dues: duesList,
  payments: paymentsList,
  unallocated: unallocatedList,
}

/** A list ready to be streamed: every county of the actor one after the other, the sums added up in fen as rows go by. */
export function financeList(
  db: Db,
  actor: Actor,
  { region, list, query }: { region: string; list: FinanceList; query: FinanceQuery },
): ListToExport {
  const { subject, sheet, columns, page } = tables[list](query)
  const sums = columns.map(() => 0)
  async function* pages(): AsyncGenerator<WorkbookCell[][]> {
    for (const countyCode of actor.counties) {
      let after: string | undefined
      do {
        const { rows, next } = await read(db, actor, (tx) => page(tx, countyCode, after))
        for (const row of rows) for (const [at, cell] of row.entries()) sums[at] = (sums[at] ?? 0) + fenOfCell(cell)
        if (rows.length > 0) yield rows
        after = next ?? undefined
      } while (after)
    }
  }
  const { search, ...told } = query
  return {
    subject,
    region,
    sheet,
    filters: { ...told, searched: search !== undefined },
    columns,
    pages: pages(),
    foot: () => columns.map(({ isSum }, at) => (at === 0 ? '合计' : isSum ? yuanCell(sums[at] ?? 0) : null)),
  }
}

const fenOfCell = (cell: WorkbookCell | undefined): number => (typeof cell === 'number' ? Math.round(cell * 100) : 0)
