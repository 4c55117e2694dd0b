import type { AccountAsked, AccountEntry, Debtor, DueAccount } from '#contract/due-accounts.ts'
import { dueKinds } from '#domain/dues/kinds.ts'
import { accountEventWords, accountStatement } from '#domain/dues/prints/statement.ts'
import { type Actor, type Db, read } from '../../platform/acts.ts'
import { sheetsPdf } from '../../platform/documents/document-pdf.ts'
import type { ListToExport, WorkbookCell } from '../../platform/workbooks.ts'
import { wayNames, yuanCell } from '../finance/table.ts'
import { dueAccount } from './account.ts'
import { accountEntries } from './lines.ts'

/** The most entries one statement prints; who has more prints a part of the time, or takes the workbook. */
const mostPrinted = 2000

const codeOf = (debtor: Debtor): string =>
  'organisation' in debtor ? debtor.organisation : 'unit' in debtor ? debtor.unit : ''

/** An account on A4, to be laid before the debtor. */
export async function statementPdf(db: Db, actor: Actor, countyCode: string, asked: AccountAsked): Promise<Buffer> {
  const { account, page } = await read(db, actor, async (tx) => {
    const found = await dueAccount(tx, countyCode, asked)
    const wanted = { ...asked, until: found.until, limit: mostPrinted }
    return { account: found, page: await accountEntries(tx, countyCode, wanted) }
  })
  const sheet = accountStatement({
    ...account,
    county: account.countyName,
    name: whoOf(account),
    code: codeOf(asked.debtor),
    entries: page.rows,
    isCutOff: page.next !== null,
  })
  return sheetsPdf(sheet.title.join(''), [sheet])
}

const whoOf = ({ name, home }: DueAccount): string => (home === null ? name : `${name}（${home}）`)

const pageRows = 5000

/** An account as a workbook: every entry, with the balance after it. */
export async function accountList(
  db: Db,
  actor: Actor,
  countyCode: string,
  asked: AccountAsked,
): Promise<ListToExport> {
  const account = await read(db, actor, (tx) => dueAccount(tx, countyCode, asked))
  async function* pages(): AsyncGenerator<WorkbookCell[][]> {
    yield [['', '期初', whoOf(account), null, null, null, null, yuanCell(account.openingFen), null]]
    let after: string | undefined
    do {
      const wanted = { ...asked, until: account.until, after, limit: pageRows }
      const { rows, next } = await read(db, actor, (tx) => accountEntries(tx, countyCode, wanted))
      yield rows.map(cellsOf)
      after = next ?? undefined
    } while (after)
  }
  const { from, until } = account
  return {
    subject: 'due_account',
    region: countyCode,
    sheet: '往来账',
    filters: { from, until, ...('name' in asked.debtor ? { named: true } : asked.debtor) },
    columns: [
      { header: '日期', width: 12 },
      { header: '摘要', width: 16 },
      { header: '税费种类', width: 20 },
      { header: '房屋、小区', width: 28 },
      { header: '收据号', width: 26 },
      { header: '方式', width: 8 },
      { header: '增加（减少）（元）', width: 18 },
      { header: '尚欠（元）', width: 18 },
      { header: '依据、原因', width: 30 },
    ],
    pages: pages(),
    foot: () => [until, '期末', null, null, null, null, null, yuanCell(account.closingFen), null],
  }
}

const cellsOf = (entry: AccountEntry): WorkbookCell[] => [
  entry.on,
  accountEventWords[entry.event],
  dueKinds[entry.kind].title,
  entry.place,
  entry.receiptNo,
  entry.way === null ? null : wayNames[entry.way],
  yuanCell(entry.fen),
  yuanCell(entry.balanceFen),
  entry.words,
]
