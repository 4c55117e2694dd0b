/** Minutes until a message that could not be sent is tried again, after the first, second … attempt. */
const waits = [1, 5, 30, 120, 360] as const

/** When a message is tried again after so many attempts; null: it has failed. */
export const minutesUntilRetry = (attempts: number): number | null => waits[attempts - 1] ?? null
