/** Times of day `HH:MM` between which nobody is sent a message he did not ask for. `from` after `until`: over midnight. */
export type QuietHours = { from: string; until: string }

/** Whether a time of day is quiet; the same beginning and end leave no quiet at all. */
export function isQuiet(time: string, { from, until }: QuietHours): boolean {
  if (from === until) return false
  return from < until ? time >= from && time < until : time >= from || time < until
}
