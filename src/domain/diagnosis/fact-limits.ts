import type { Condition, Operand } from './conditions.ts'
import type { Pack, Rule } from './packs.ts'
import type { Rulebook } from './rulebook.ts'

/** Up to where a rule lets a fact go. `limit` null: nobody has set it yet. */
export type FactLimit = { rule: string; title: string; limit: number | null }

/** The rules in force that hold only up to a limit of a fact, each with that limit, in the order of the rulebook. */
export function limitsOn({ rules }: Rulebook, fact: string): FactLimit[] {
  return rules.flatMap(({ rule, pack }) =>
    rule.when
      ? limitsIn(rule.when, fact).map((limit) => ({
          rule: rule.id,
          title: rule.title,
          limit: numberOf(limit, rule, pack),
        }))
      : [],
  )
}

function limitsIn(condition: Condition, fact: string): Operand[] {
  if ('all' in condition) return condition.all.flatMap((each) => limitsIn(each, fact))
  if ('any' in condition) return condition.any.flatMap((each) => limitsIn(each, fact))
  if (!('fact' in condition) || condition.fact !== fact) return []
  return [condition.atMost, condition.lessThan].flatMap((limit) => limit ?? [])
}

function numberOf(limit: Operand, rule: Rule, pack: Pack): number | null {
  if (typeof limit === 'number') return limit
  if (typeof limit !== 'object' || !('param' in limit)) return null
  const value = (rule.parameters?.[limit.param] ?? pack.parameters?.[limit.param])?.value
  return typeof value === 'number' ? value : null
}
