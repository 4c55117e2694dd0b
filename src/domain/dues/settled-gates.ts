import { type DueKind, dueKindNames, dueKinds } from './kinds.ts'

/** Gates of an owner's application that open once the home's own dues are settled. */
export const moneyGates = ['tax', 'fund'] as const
export type MoneyGate = (typeof moneyGates)[number]

/** `principal`: the due without which a gate is not looked at; a home of which nothing was assessed has not settled it. */
type GateDues = { principal: DueKind; kinds: readonly DueKind[] }

/**
 * Which dues of the owners a gate waits for: 契税 with every other tax of the home, 维修资金 by itself (契税法 art. 11;
 * 住宅专项维修资金管理办法 art. 13, both to be verified). The registration fee holds up no gate.
 */
export const gateDues: Readonly<Record<MoneyGate, GateDues>> = {
  tax: { principal: 'deed_tax', kinds: dueKindNames.filter((kind) => dueKinds[kind].unit === 'tax') },
  fund: { principal: 'maintenance_fund', kinds: ['maintenance_fund'] },
}
