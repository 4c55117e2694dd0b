import type { PackFault } from '#contract/packs.ts'
import type { Rule } from '#domain/diagnosis/packs.ts'

/** The faults of one rule, their paths counted from it. A fault of shape gives its path from the pack, by dots. */
export function ruleFaults(faults: readonly PackFault[], { id }: Pick<Rule, 'id'>, place: number): PackFault[] {
  const fromPack = `rules.${place}.`
  return faults.flatMap((fault) => {
    if (fault.path.startsWith(fromPack)) return [{ ...fault, path: inBrackets(fault.path.slice(fromPack.length)) }]
    return fault.rule === id && !fault.path.startsWith('rules.') ? [fault] : []
  })
}

/** `steps.0.unit` as `steps[0].unit`, the way the other faults say it. */
const inBrackets = (path: string) => path.replaceAll(/\.(\d+)/g, '[$1]')

/** The faults at a field or anywhere below it. */
export const faultsAt = (faults: readonly PackFault[], field: string) =>
  faults.filter(({ path }) => path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`))
