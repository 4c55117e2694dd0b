import { dayNumber, dayOfNumber } from '#domain/shared/days.ts'
import type { SampleDesk } from '#samples/registrations.ts'
import type { Actor, Db } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import type { Secrets } from '../platform/secrets.ts'

/** A county of the sample with the people of its desks, and the acts that already tell of it. */
export type DeskHouse = {
  db: Db
  secrets: Secrets
  desk: SampleDesk
  actors: Record<'window' | 'tax' | 'fund', Actor>
  /** Does something once: not where an act with this reason stands already. */
  once: (reason: string, act: (reason: string) => Promise<unknown>) => Promise<void>
}

/** The reasons of the steps begin with it, so that history tells what is of the sample. */
export const sampleReason = (words: string) => `示例数据：${words}`

/** A day counted from the day of loading. */
export const dayIn = (days: number) => dayOfNumber(dayNumber(officeToday()) + days)
