/** A place where money is taken, with its days and hours. */
export type PayPlace = {
  name: string
  address: string
  weekdays: readonly number[]
  opensAt: string
  closesAt: string
  breakFrom: string | null
  breakUntil: string | null
}

/** 汾阳市不动产登记窗口（政务大厅一层，周一至周五 08:30–12:00、14:30–17:30） */
export function placeLine({ name, address, weekdays, opensAt, closesAt, breakFrom, breakUntil }: PayPlace): string {
  const hours =
    breakFrom === null ? `${opensAt}–${closesAt}` : `${opensAt}–${breakFrom}、${breakUntil ?? breakFrom}–${closesAt}`
  return `${name}（${address}，${weekdayWords(weekdays)} ${hours}）`
}

const dayNames = ['一', '二', '三', '四', '五', '六', '日'] as const

/** Days of the week in words; days on end as 周一至周五. */
export function weekdayWords(weekdays: readonly number[]): string {
  const days = weekdays.toSorted((a, b) => a - b)
  if (days.length === 7) return '每天'
  const runs: number[][] = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run && run.at(-1) === day - 1) run.push(day)
    else runs.push([day])
  }
  return runs
    .map((run) => {
      const [first = 1, last = first] = [run[0], run.at(-1)]
      const names = [dayNames[first - 1], dayNames[last - 1]]
      return run.length > 2 ? `周${names[0]}至周${names[1]}` : run.map((day) => `周${dayNames[day - 1]}`).join('、')
    })
    .join('、')
}
