import { withWaiting } from '#domain/outreach/phone/filled-fields.ts'
import type { KeptRecord, PhoneHome } from '../store/shapes.ts'

/** A home as the officer sees it: what the office knows, and over it what was recorded here and has not arrived. */
export type SeenHome = PhoneHome & { waiting: number }

/** Lays what waits on this phone over the homes of an estate. */
export function seenHomes(homes: readonly PhoneHome[], waiting: readonly KeptRecord[]): SeenHome[] {
  const byUnit = Map.groupBy(
    waiting.filter(({ sent }) => sent.kind === 'visit'),
    ({ unitId }) => unitId,
  )
  return homes.map((home) => {
    const records = byUnit.get(home.unitId) ?? []
    const told = records.map(({ sent }) => sent.fields as Partial<PhoneHome['fields']>) // a visit's fields, written by this program
    return {
      ...home,
      waiting: records.length,
      attempts: home.attempts + records.length,
      lastVisitedOn: dayOf(records.at(-1)) ?? home.lastVisitedOn,
      fields: withWaiting(home.fields, told),
    }
  })
}

/** How a home is marked in lists: the one thing that matters for the next visit. */
export type Mark = 'done' | 'willing' | 'unwilling' | 'undecided' | 'notReached' | 'none'

export function markOf({ state, attempts, fields }: SeenHome): Mark {
  if (state === 'transferred') return 'done'
  if (fields.willingness) return fields.willingness
  return attempts > 0 ? 'notReached' : 'none'
}

/** The day a record was made, by the clock of this phone. */
export const dayOf = (record: KeptRecord | undefined): string | null => (record ? dayAt(record.madeAt) : null)

/** The day by the clock of this phone. */
export const today = (): string => dayAt(Date.now())

const dayAt = (ms: number): string => new Date(ms).toLocaleDateString('sv-SE') // writes a day as YYYY-MM-DD
