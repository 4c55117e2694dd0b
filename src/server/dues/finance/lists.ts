import type { FinanceList, FinanceQuery } from '#contract/due-accounts.ts'
import { type Actor, type Db, read } from '../../platform/acts.ts'
import type { ListToExport, WorkbookCell } from '../../platform/workbooks.ts'
import { closingsList } from './closings.ts'
import { duesList } from './dues.ts'
import { paymentsList } from './payments.ts'
import { type FinanceTable, yuanCell } from './table.ts'
import { unallocatedList } from './unallocated.ts'

const tables: Readonly<Record<FinanceList, (query: FinanceQuery) => FinanceTable>> = {
  dues: duesList,
  payments: paymentsList,
  unallocated: unallocatedList,
  closings: closingsList,
}

/**
 * A list ready to be streamed: every county of the actor one after the other, the sums added up in fen as rows go by. `told`:
 * how many rows and which sums it came to, once it is through.
 */
export function financeList(
  db: Db,
  actor: Actor,
  { region, list, query }: { region: string; list: FinanceList; query: FinanceQuery },
): ListToExport & { told: () => { rows: number; sumsFen: Record<string, number> } } {
  const { subject, sheet, columns, page } = tables[list](query)
  const sums = columns.map(() => 0)
  let count = 0
  async function* pages(): AsyncGenerator<WorkbookCell[][]> {
    for (const countyCode of actor.counties) {
      let after: string | undefined
      do {
        const { rows, next } = await read(db, actor, (tx) => page(tx, countyCode, after))
        for (const row of rows) for (const [at, cell] of row.entries()) sums[at] = (sums[at] ?? 0) + fenOfCell(cell)
        count += rows.length
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
    told: () => ({
      rows: count,
      sumsFen: Object.fromEntries(columns.flatMap(({ sum }, at) => (sum ? [[sum, sums[at] ?? 0]] : []))),
    }),
    foot: () => columns.map(({ sum }, at) => (at === 0 ? '合计' : sum ? yuanCell(sums[at] ?? 0) : null)),
  }
}

const fenOfCell = (cell: WorkbookCell | undefined): number => (typeof cell === 'number' ? Math.round(cell * 100) : 0)
