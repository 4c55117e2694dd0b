import type { Fen, IsoDate } from '../shared/quantities.ts'

/** 税费入库明细: one payment, under the number of its receipt. */
export type TaxPaymentRow = {
  paidOn: IsoDate | null
  receiptNo: string | null
  estate: string | null
  payer: string | null
  /** 税（费）种 in the ledger's words. */
  dueWord: string | null
  amountFen: Fen | null
}

/** 税费台账: what was collected for an estate, a sum per kind of due; `word` is the name of its column. */
export type TaxSumRow = {
  estate: string | null
  payer: string | null
  sums: readonly { word: string; fen: Fen }[]
}

/** 专项资金: an allotment of money to the campaign. */
export type FundRow = { allottedOn: IsoDate | null; purpose: string | null; amountFen: Fen | null }
