/** The day an option gives, `undefined` when it is not given; anything that is not a day is said so. */
export function parseDay(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text)
  )
    return text
  throw new Error(`${option} ${text}：日期应写成 YYYY-MM-DD / must be a day YYYY-MM-DD`)
}
