import type { PrintedSheet } from '../../documents/sheet.ts'
import { formSheet, paragraph, signedBy } from '../../registrations/prints/form-parts.ts'
import { dayWords } from '../../reports/bulletin-words.ts'
import type { Fen, IsoDate } from '../../shared/quantities.ts'
import { type DueKind, dueKinds } from '../kinds.ts'
import { yuanOf } from '../money.ts'

/** What happens on an account. */
export const accountEventWords = {
  assessed: '应缴',
  paid: '缴款',
  reversed: '冲销缴款',
  reduced: '减免',
  cancelled: '撤销应缴',
} as const
type AccountEvent = keyof typeof accountEventWords

type StatementEntry = {
  on: IsoDate
  event: AccountEvent
  kind: DueKind
  place: string | null
  receiptNo: string | null
  fen: Fen
  balanceFen: Fen
}

export type StatementFacts = {
  county: string
  name: string
  code: string
  from: IsoDate | null
  until: IsoDate
  openingFen: Fen
  assessedFen: Fen
  paidFen: Fen
  reducedFen: Fen
  closingFen: Fen
  heldFen: Fen
  entries: readonly StatementEntry[]
  /** There are more entries than one statement prints. */
  isCutOff: boolean
}

/** 往来对账单: what a debtor owed before, every entry with the balance after it, what is owed at the end. */
export function accountStatement(facts: StatementFacts): PrintedSheet {
  const { county, name, from, until, openingFen, assessedFen, paidFen, reducedFen, closingFen, heldFen } = facts
  const span = `${from === null ? '自首笔起' : `自${dayWords(from)}`}至${dayWords(until)}`
  const held = heldFen === 0 ? '' : `；另有挂账 ${yuanOf(heldFen)} 元`
  return formSheet({
    title: '税费往来对账单',
    code: facts.code,
    codeWords: '核对编号',
    signOff: signedBy(county, until),
    pieces: [
      { ...paragraph(`${name}：`, 1), firstIndent: 0 },
      paragraph(
        `${span}，期初尚欠 ${yuanOf(openingFen)} 元，本期应缴 ${yuanOf(assessedFen)} 元，已缴 ${yuanOf(paidFen)} 元，减免、撤销 ${yuanOf(reducedFen)} 元，期末尚欠 ${yuanOf(closingFen)} 元${held}。请核对，有出入的请到窗口提出。`,
      ),
      {
        kind: 'table',
        columns: [
          { title: '日期', width: 14 },
          { title: '摘要', width: 26 },
          { title: '增加（元）', width: 20, isNumber: true },
          { title: '减少（元）', width: 20, isNumber: true },
          { title: '尚欠（元）', width: 20, isNumber: true },
        ],
        rows: facts.entries.map((entry) => [
          entry.on,
          summaryOf(entry),
          entry.fen > 0 ? yuanOf(entry.fen) : '',
          entry.fen < 0 ? yuanOf(-entry.fen) : '',
          yuanOf(entry.balanceFen),
        ]),
      },
      ...(facts.isCutOff ? [paragraph('分录较多，其余未印：请按期间分次打印，或导出表格。')] : []),
    ],
  })
}

const summaryOf = ({ event, kind, place, receiptNo }: StatementEntry): string =>
  [`${accountEventWords[event]} ${dueKinds[kind].title}`, place, receiptNo].filter(Boolean).join('，')
