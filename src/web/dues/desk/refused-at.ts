import { ProblemError } from '../../platform/api.ts'
import type { DeskText } from './messages.ts'

/** What the server said no to, in the words of the language; an amount that is told with it stays in the server's words. */
export function refusalWords(text: DeskText, error: unknown): string {
  if (!(error instanceof ProblemError)) return error instanceof Error ? error.message : String(error)
  const refusals: Readonly<Record<string, string>> = text.refusals
  return refusals[error.problem.code] ?? error.problem.message
}

type Place = (string | number)[]

/** Fields of the form a refusal stands at; `keys` and `wayAt` name what was sent in which order. */
export function fieldsRefused(
  text: DeskText,
  error: unknown,
  { keys, wayAt }: { keys: readonly string[]; wayAt: readonly number[] },
): { name: Place; errors: string[] }[] {
  if (!(error instanceof ProblemError)) return []
  return (error.problem.fields ?? []).map(({ field }) => ({
    name: placeOf(field.replace(/^body\./, ''), keys, wayAt),
    errors: [refusalWords(text, error)],
  }))
}

function placeOf(field: string, keys: readonly string[], wayAt: readonly number[]): Place {
  const [list = '', at = '', name = ''] = field.split('.')
  if (list === 'allocations') return ['pay', keys[Number(at)] ?? '']
  if (list !== 'ways') return [field === 'payerName' ? 'payer' : field]
  const place = wayAt[Number(at)] ?? 0
  const names: Readonly<Record<string, string>> = { fen: 'yuan', tenderedFen: 'tendered' }
  return ['ways', place, names[name] ?? name]
}
