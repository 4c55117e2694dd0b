import { type RawBuilder, sql } from 'kysely'
import type { FinanceQuery } from '#contract/due-accounts.ts'
import type { Tx } from '../../platform/acts.ts'
import type { ListToExport, WorkbookCell } from '../../platform/workbooks.ts'

/** A list of one county at a time, in pages. `after`: the place the page before ended at; null: it was the last. */
type CountyPage = (
  tx: Tx,
  countyCode: string,
  after: string | undefined,
) => Promise<{ rows: WorkbookCell[][]; next: string | null }>

/** A list for the finance office: its columns, where its pages come from, and which columns are added up, under which name. */
export type FinanceTable = {
  subject: ListToExport['subject']
  sheet: string
  columns: readonly { header: string; width: number; sum?: string }[]
  page: CountyPage
}

export const pageRows = 5000

/** Yuan for a cell, exact to the fen: a double keeps fifteen digits. */
export const yuanCell = (fen: number): number => fen / 100

/** Days a list is asked for. */
export const within = (column: RawBuilder<unknown>, { from, until }: FinanceQuery): RawBuilder<unknown> =>
  sql`${from ? sql`${column} >= ${from}` : sql`true`} and ${until ? sql`${column} <= ${until}` : sql`true`}`

export const wayNames = { bank: '银行', pos: 'POS', cash: '现金', offset: '抵扣' } as const
export type Way = keyof typeof wayNames
