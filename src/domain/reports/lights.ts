export type Light = 'green' | 'yellow' | 'red' | 'grey'

/**
 * Thresholds of the lights, as shares of the units on the list. No law fixes them: source to be verified, a county
 * office sets its own.
 */
export const lightThresholds = { green: 0.95, yellow: 0.8 } as const

/** The light of an estate or county: how far its transfer registration has come; grey while nothing is on the list. */
export function lightOf(
  figures: { units: number; transferred: number },
  thresholds: { green: number; yellow: number } = lightThresholds,
): Light {
  if (figures.units === 0) return 'grey'
  const share = figures.transferred / figures.units
  if (share >= thresholds.green) return 'green'
  return share >= thresholds.yellow ? 'yellow' : 'red'
}
