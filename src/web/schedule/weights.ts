import type { Weights } from '#domain/tasks/ranking.ts'

/** The three parts of the order of work, in the order of their names 先大后小、先易后难、先近后远. */
export const weightNames = ['size', 'ease', 'nearness'] as const satisfies readonly (keyof Weights)[]

/** As much as a slider gives. */
export const mostWeight = 5

/** The weights an address names; what it does not name, or names badly, weighs one. */
export function weightsOf(search: Readonly<Record<string, string | undefined>>): Weights {
  const weight = (typed: string | undefined) => {
    const number = typed === undefined || typed.trim() === '' ? 1 : Number(typed)
    return number >= 0 && number <= mostWeight ? number : 1
  }
  return { size: weight(search.size), ease: weight(search.ease), nearness: weight(search.nearness) }
}
