import type { PrintedSheet } from '../documents/sheet.ts'
import { dayOr, formSheet, paragraph, row, signedBy } from '../registrations/prints/form-parts.ts'
import type { Fen, IsoDate } from '../shared/quantities.ts'
import { capitalAmount } from './capital-amount.ts'
import { type DueKind, dueKinds } from './kinds.ts'
import { yuanOf } from './money.ts'
import { changeOf, type PaymentWay, paymentWayNames } from './visits.ts'

/** What a receipt says of a payment; null: not told. */
export type PrintedReceipt = {
  county: string
  receiptNo: string
  way: PaymentWay
  fen: Fen
  tenderedFen: Fen | null
  paidOn: IsoDate
  payerName: string
  takerName: string
  desk: string | null
  acceptanceNo: string | null
  /** The number of the payment this one takes back; null: it is a payment. */
  reverses: string | null
  isReversed: boolean
  items: readonly { kind: DueKind; place: string; fen: Fen; owedFen: Fen }[]
}

const columns = [16, 34, 16, 34]

/** 收款收据: who paid what on which due, by which way; in figures and in capital numerals. It takes no state receipt's place. */
export function receiptSheet(receipt: PrintedReceipt): PrintedSheet {
  const { receiptNo, payerName, paidOn, way, fen, tenderedFen, items, desk, takerName, acceptanceNo, county } = receipt
  const places = [...new Set(items.map(({ place }) => place).filter((place) => place !== ''))]
  return formSheet({
    title: receipt.reverses === null ? '收款收据' : '退款（冲销）凭证',
    number: receiptNo,
    code: receiptNo,
    codeWords: '扫码找回',
    signOff: signedBy(`${county}收费窗口（盖章）`, paidOn),
    pieces: [
      {
        kind: 'grid',
        columns,
        rows: [
          row(4, [
            ['缴 款 人', payerName],
            ['日　　期', dayOr(paidOn)],
          ]),
          ...(places.length > 0 ? [row(4, [['房　　屋', places.join('；')]])] : []),
          ...(acceptanceNo === null ? [] : [row(4, [['受 理 号', acceptanceNo]])]),
          row(4, [
            ['方　　式', paymentWayNames[way]],
            ['窗　　口', desk ?? ''],
          ]),
          row(4, [['合计大写', capitalAmount(fen)]]),
          row(4, [
            ['合计小写', `¥ ${yuanOf(fen)}`],
            ['收 款 人', takerName],
          ]),
          ...(tenderedFen === null ? [] : [row(4, cashWords({ fen, tenderedFen }))]),
        ],
      },
      { ...paragraph('', 0), firstIndent: 0 },
      {
        kind: 'table',
        columns: [
          { title: '项目', width: 40 },
          { title: '本次（元）', width: 30, isNumber: true },
          { title: '尚欠（元）', width: 30, isNumber: true },
        ],
        rows: items.map((item) => [dueKinds[item.kind].title, yuanOf(item.fen), yuanOf(item.owedFen)]),
      },
      ...standingWords(receipt).map((words) => paragraph(words)),
    ],
  })
}

const cashWords = (cash: { fen: Fen; tenderedFen: Fen }): [string, string][] => [
  ['实收现金', `¥ ${yuanOf(cash.tenderedFen)}`],
  ['找　　零', `¥ ${yuanOf(changeOf(cash))}`],
]

function standingWords({ reverses, isReversed, items }: PrintedReceipt): string[] {
  const isOwed = items.some(({ owedFen }) => owedFen > 0)
  return [
    ...(reverses === null ? [] : [`本凭证冲销收据 ${reverses}，所列项目重新列为欠缴。`]),
    ...(isReversed ? ['本收据已经冲销，不再有效。'] : []),
    ...(isOwed && reverses === null ? ['尚欠部分仍须缴清，缴清后办理环节方可通过。'] : []),
    '本收据证明窗口已收款；税收完税证明、财政票据以税务、财政部门开具的为准。',
  ]
}
