import { ProblemError } from '../platform/api.ts'
import type { duesWords } from './messages.ts'

type Words = (typeof duesWords)['zh']

/** Which field of a form a refusal is about. */
const fieldOfCode: Readonly<Record<string, string>> = {
  not_positive: 'yuan',
  more_than_owed: 'yuan',
  receipt_taken: 'receiptNo',
  number_of_run: 'receiptNo',
  date_in_future: 'on',
  deferral_ends_in_past: 'on',
  paid_in_part: 'reason',
  already_reversed: 'reason',
}

/** Fields of the endpoints' bodies as the forms call them. */
const fieldOfBody: Readonly<Record<string, string>> = {
  amountFen: 'yuan',
  'allocations.0.fen': 'yuan',
  priceFen: 'yuan',
  payerName: 'payer',
  paidOn: 'on',
  untilOn: 'on',
}

/** Does an act on dues; what is refused is put at the field it is about, in the words of the language. */
export async function atItsField<T>(words: Words, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const { problem, status } = error
    const refusals: Readonly<Record<string, string>> = words.refusals
    const message = refusals[problem.code] ?? problem.message
    const field = fieldOfCode[problem.code]
    const fields = field ? [{ field, message }] : problem.fields?.map(renamed)
    throw new ProblemError(status, { ...problem, message, ...(fields && { fields }) })
  }
}

function renamed({ field, message }: { field: string; message: string }): { field: string; message: string } {
  const name = field.replace(/^body\./, '')
  return { field: fieldOfBody[name] ?? name, message }
}
