/** What the site is looked at for (实施细则 art. 16, to be verified): whether it lies where the papers say, and is completed. */
export type SiteFound = { locationMatches: boolean; isCompleted: boolean }

/** Why an inspection does not pass its gate, or nothing. */
export function failedInspection({ locationMatches, isCompleted }: SiteFound): string | null {
  const faults = [...(locationMatches ? [] : ['坐落与调查成果不符']), ...(isCompleted ? [] : ['房屋尚未竣工'])]
  return faults.length > 0 ? faults.join('、') : null
}
