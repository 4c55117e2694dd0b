import { writeXlsx } from 'hucre'
import type { PaymentListRow } from '#contract/payment-lists.ts'
import { dueKinds } from '#domain/dues/kinds.ts'
import { type RowOutcome, rowOutcomeNames, rowOutcomes, wordsOfReason } from '#domain/dues/list-findings.ts'
import { type Actor, type Db, read } from '../../platform/acts.ts'
import { harmless, type WorkbookCell } from '../../platform/workbooks.ts'
import type { ListPlace } from './candidates.ts'
import { getList, listRows } from './views.ts'

const yuan = (fen: number) => fen / 100

/** Columns carry the words a list is read by, so that the lines sent back are corrected and brought again. */
const columns = [
  { header: '原表行号', width: 9, cell: ({ sheetRow }: PaymentListRow) => sheetRow },
  { header: '缴款人', width: 14, cell: ({ payer }: PaymentListRow) => payer },
  { header: '证件号码', width: 21, cell: ({ idMasked }: PaymentListRow) => idMasked },
  { header: '房屋坐落', width: 30, cell: ({ place }: PaymentListRow) => place || null },
  {
    header: '税费种类',
    width: 18,
    cell: ({ kind, kindWord }: PaymentListRow) => kindWord ?? (kind && dueKinds[kind].title),
  },
  {
    header: '金额（元）',
    width: 14,
    cell: ({ fen, amountSaid }: PaymentListRow) => (fen === null ? amountSaid : yuan(fen)),
  },
  { header: '缴款日期', width: 12, cell: ({ paidOn, daySaid }: PaymentListRow) => paidOn ?? daySaid },
  { header: '凭证号', width: 24, cell: ({ receiptNo }: PaymentListRow) => receiptNo },
  { header: '对账结果', width: 12, cell: ({ outcome }: PaymentListRow) => rowOutcomes[outcome].title },
  {
    header: '原因',
    width: 44,
    cell: ({ why, detail, cell }: PaymentListRow) => `${wordsOfReason(why, detail)}${cell ? `（单元格 ${cell}）` : ''}`,
  },
  { header: '缴入应缴（元）', width: 14, cell: ({ paysFen }: PaymentListRow) => yuan(paysFen) },
  { header: '挂账（元）', width: 12, cell: ({ heldFen }: PaymentListRow) => yuan(heldFen) },
  { header: '可能的应缴', width: 60, cell: ({ candidates }: PaymentListRow) => wordsOfDues(candidates) },
] as const

const wordsOfDues = (candidates: PaymentListRow['candidates']): string =>
  candidates
    .map(({ place, debtorName, kind, owedFen }) =>
      [place, debtorName, dueKinds[kind].title, `尚欠 ${yuan(owedFen)} 元`].filter((part) => part).join(' '),
    )
    .join('；')

const pageRows = 1000

/** The reconciliation as a workbook: sums that come to the list's, the lines to look into, and every line. */
export async function listWorkbook(db: Db, actor: Actor, place: ListPlace): Promise<Buffer> {
  const list = await read(db, actor, (tx) => getList(tx, place))
  const doubtful = await linesOf(db, actor, place, ['doubtful', 'refused'])
  const others = await linesOf(db, actor, place, ['booked', 'held', 'already', 'aside'])
  const sums = rowOutcomeNames.map((outcome) => [
    rowOutcomes[outcome].title,
    list.counts[outcome] ?? 0,
    yuan(list.fen[outcome] ?? 0),
  ])
  const head: WorkbookCell[][] = [
    ['缴款清单', list.name],
    ['SHA-256', list.sha256],
    ['结果', '行数', '金额（元）'],
  ]
  const workbook = await writeXlsx({
    sheets: [
      sheetOf('退回和存疑', doubtful),
      {
        name: '汇总',
        rows: [...head, ...sums, ['合计', list.rows, yuan(list.totalFen)]],
        columns: [{ width: 26 }, { width: 70 }, { width: 20 }],
      },
      sheetOf('其他', others, '清单'),
    ],
  })
  return Buffer.from(workbook)
}

/** `before`: put before each header, so that lines which are done are not read as a list again. */
const sheetOf = (name: string, lines: readonly PaymentListRow[], before = '') => ({
  name,
  rows: [
    columns.map(({ header }) => before + header),
    ...lines.map((line) => columns.map(({ cell }) => harmless(cell(line)))),
  ],
  columns: columns.map(({ width }) => ({ width })),
  freezePane: { rows: 1 },
})

async function linesOf(
  db: Db,
  actor: Actor,
  place: ListPlace,
  outcomes: readonly RowOutcome[],
): Promise<PaymentListRow[]> {
  const lines: PaymentListRow[] = []
  for (const outcome of outcomes) {
    let after: string | undefined
    do {
      const page = await read(db, actor, (tx) => listRows(tx, place, { outcome, after, limit: pageRows }))
      lines.push(...page.rows)
      after = page.next ?? undefined
    } while (after)
  }
  return lines
}
