/** Today in the office's own time, as `YYYY-MM-DD`. */
export const officeToday = (): string => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)

/** Now in the office's own time, as `YYYY-MM-DDTHH:MM`. */
export const officeNow = (): string => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 16)
