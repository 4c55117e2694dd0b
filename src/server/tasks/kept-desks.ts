import type { Listener } from '../platform/http/listen.ts'
import { officeToday } from '../platform/office-day.ts'

type Kept = { bytes: Promise<Buffer>; counties: readonly string[]; accountId: string; day: string; until: number }

/** Desks as bytes, one per account, until its tasks or notices change; for a few seconds at most, as posts change untold. */
export type KeptDesks = {
  answer(accountId: string, counties: readonly string[], make: () => Promise<unknown>): Promise<Buffer>
  /** What this process itself changed is forgotten before anybody is told. */
  forget(county: string): void
}

const keptMs = 15_000
const most = 2000

export function keepDesks(live: Listener): KeptDesks {
  const kept = new Map<string, Kept>()
  const forget = (county: string) => {
    for (const [key, { counties }] of kept) if (counties.includes(county)) kept.delete(key)
  }
  live.onNotify('tasks', forget)
  live.onNotify('notices', (accountId) => {
    for (const [key, one] of kept) if (one.accountId === accountId) kept.delete(key)
  })
  return {
    forget,
    answer: (accountId, counties, make) => {
      const key = `${accountId} ${counties.join()}`
      const [known, day, now] = [kept.get(key), officeToday(), performance.now()]
      if (live.isUp && known && known.day === day && known.until > now) return known.bytes
      if (kept.size >= most) kept.clear()
      const bytes = make().then((desk) => Buffer.from(JSON.stringify(desk)))
      kept.set(key, { bytes, counties, accountId, day, until: now + keptMs })
      bytes.catch(() => kept.delete(key))
      return bytes
    },
  }
}
