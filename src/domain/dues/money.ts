import type { Fen } from '../shared/quantities.ts'

/** A share of an amount as a fraction of whole numbers, so that nothing is ever floating: 1.5 % is 15/1000. */
export type Rate = { parts: number; of: number }

/** What a rate makes of an amount, to the fen, half a fen upwards. */
export function portionOf(fen: Fen, { parts, of }: Rate): Fen {
  const doubled = 2n * BigInt(fen) * BigInt(parts) + BigInt(of)
  return Number(doubled / (2n * BigInt(of)))
}

/** A rate for people: 15/1000 is `1.5%`, 5/10000 is `0.05%`. */
export const percentOf = ({ parts, of }: Rate): string => `${Number(((parts / of) * 100).toFixed(6))}%`

/** An amount for people: 123456 fen is `1,234.56`. */
export function yuanOf(fen: Fen): string {
  const whole = String(Math.trunc(Math.abs(fen) / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}${whole}.${String(Math.abs(fen) % 100).padStart(2, '0')}`
}

const otherMoney = /[$€£¥￥]|美元|港[币元]|欧元|日元|英镑|USD|HKD|EUR/i

/** Why a typed amount is none. */
type AmountFault = 'foreign' | 'negative' | 'not_a_number' | 'parts_of_a_fen' | 'too_large'

/** Reads an amount in yuan as a clerk types it: `1,234.56`, `1234.5元`. Answers in fen, or says what is wrong. */
export function readYuan(typed: string): Fen | { fault: AmountFault } {
  const said = typed.normalize('NFKC').replaceAll(/[\s,，]/g, '')
  if (otherMoney.test(said)) return { fault: 'foreign' }
  const text = said.replace(/^(?:人民币|RMB|CNY)/i, '').replace(/元$/, '')
  if (/^-/.test(text)) return { fault: 'negative' }
  const parts = /^(\d+)(?:\.(\d+))?$/.exec(text)
  if (!parts) return { fault: 'not_a_number' }
  const [, whole = '0', fraction = ''] = parts
  if (fraction.replace(/0+$/, '').length > 2) return { fault: 'parts_of_a_fen' }
  if (whole.length > 12) return { fault: 'too_large' }
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0').slice(0, 2))
}
