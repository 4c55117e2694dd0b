import type { Schedule } from '#contract/schedule.ts'

export type Weights = Schedule['weights']

export const weightNames = ['size', 'ease', 'nearness'] as const

/** The weights an address names; what is no number between 0 and 1 it does not name. */
export function weightsIn(search: Readonly<Record<string, string | undefined>>): Partial<Weights> {
  return Object.fromEntries(
    weightNames.flatMap((name) => {
      const said = search[name]
      const weight = Number(said)
      return said !== undefined && said !== '' && weight >= 0 && weight <= 1 ? [[name, weight]] : []
    }),
  )
}
