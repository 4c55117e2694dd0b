import { dueKindOf } from '#domain/dues/kinds.ts'
import { estateKey } from '#domain/estates/names.ts'
import type { FundRow, TaxPaymentRow, TaxSumRow } from '#domain/ledgers/money-rows.ts'
import type { MoneyKind } from '#domain/ledgers/uses.ts'

/** Words by which a ledger names the owners of homes as payers. */
const ownersWords = /住户|业主|居民|购房人/

/** The staged form of a row of money; `day` is the day its table is as of. */
export function stagedMoney(kind: MoneyKind, value: unknown, day: string): Record<string, unknown> {
  // the kind of the table tells the shape of its rows (see RowOf)
  switch (kind) {
    case 'tax_payments': {
      const { paidOn, receiptNo, estate, payer, dueWord, amountFen } = value as TaxPaymentRow
      return {
        ...paymentOf(estate, payer, dueWord ?? ''),
        estate,
        paid_on: paidOn,
        receipt_no: receiptNo,
        fen: amountFen,
      }
    }
    case 'taxes': {
      const { estate, payer, sums } = value as TaxSumRow
      return {
        estate,
        sums: sums.map(({ word, fen }) => ({ ...paymentOf(estate, payer, word), word, paid_on: day, fen })),
      }
    }
    case 'funds': {
      const { allottedOn, purpose, amountFen } = value as FundRow
      return { allotted_on: allottedOn, purpose, fen: amountFen }
    }
  }
}

function paymentOf(estate: string | null, payer: string | null, dueWord: string) {
  const isOwners = ownersWords.test(dueWord) || payer === null || ownersWords.test(payer)
  return {
    estate_key: estate && estateKey(estate),
    payer: isOwners ? '住户' : payer,
    debtor_kind: isOwners ? 'owner' : 'organisation',
    kind: dueKindOf(dueWord.replace(ownersWords, '')),
  }
}
