import { cashDeskEndpoints } from '#contract/cash-desk.ts'
import { addressOf } from '../../platform/api.ts'

export const receiptsAddress = (county: string, visit: string): string =>
  addressOf(cashDeskEndpoints.visitPdf.path, { params: { county, visit } })

export const receiptAddress = (county: string, payment: string): string =>
  addressOf(cashDeskEndpoints.receiptPdf.path, { params: { county, payment } })

export const closingAddress = (county: string, closing: string): string =>
  addressOf(cashDeskEndpoints.closingPdf.path, { params: { county, closing } })

/** Opens the receipts of a visit beside the desk, ready to be printed. */
export const openReceipts = (county: string, visit: string): void => {
  window.open(receiptsAddress(county, visit), '_blank')
}
