import type { Fen } from '../shared/quantities.ts'
import { yuanOf } from './money.ts'

/** Ways of paying at a window, each with a receipt of its own. */
export const paymentWays = ['cash', 'pos', 'bank', 'offset'] as const
export type PaymentWay = (typeof paymentWays)[number]

export const paymentWayNames: Record<PaymentWay, string> = {
  cash: '现金',
  pos: 'POS 刷卡',
  bank: '转账',
  offset: '抵扣',
}

export type Allocation = { dueId: string; fen: Fen }

/** One way of paying of a visit. `tenderedFen`: what was given over the counter in cash. */
export type WayPaid = { way: PaymentWay; fen: Fen; tenderedFen: Fen | null }

export type VisitRefusal = { code: 'way_twice' | 'ways_short' | 'ways_over' | 'cash_short'; at: number; words: string }

/** What is given back of cash. */
export const changeOf = ({ fen, tenderedFen }: Pick<WayPaid, 'fen' | 'tenderedFen'>): Fen =>
  tenderedFen === null ? 0 : tenderedFen - fen

/** Why a visit cannot be paid so; `at`: the way it is about. What is paid is exactly what the dues are paid by. */
export function refuseWays(fen: Fen, ways: readonly WayPaid[]): VisitRefusal | null {
  const twice = ways.findIndex(({ way }, at) => ways.findIndex((other) => other.way === way) < at)
  if (twice >= 0) return { code: 'way_twice', at: twice, words: '同一种方式填了两次，合并为一笔' }
  const short = ways.findIndex((way) => changeOf(way) < 0)
  if (short >= 0) return { code: 'cash_short', at: short, words: '实收现金少于应收现金' }
  const paid = ways.reduce((sum, way) => sum + way.fen, 0)
  if (paid === fen) return null
  const [code, words] = paid < fen ? (['ways_short', '还差'] as const) : (['ways_over', '多出'] as const)
  return { code, at: ways.length - 1, words: `各方式合计与缴款合计不符：${words} ${yuanOf(Math.abs(fen - paid))} 元` }
}

/** Which dues each way pays: the dues in their order, the ways in theirs, to the fen. The sums of both are equal. */
export function splitByWay(
  allocations: readonly Allocation[],
  ways: readonly { fen: Fen }[],
): readonly (readonly Allocation[])[] {
  const left = allocations.map((allocation) => ({ ...allocation }))
  return ways.map(({ fen }) => {
    let open = fen
    return left.flatMap((allocation) => {
      const part = Math.min(open, allocation.fen)
      open -= part
      allocation.fen -= part
      return part > 0 ? [{ dueId: allocation.dueId, fen: part }] : []
    })
  })
}
