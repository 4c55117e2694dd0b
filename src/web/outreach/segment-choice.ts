import dayjs from 'dayjs'
import type { outreachEndpoints } from '#contract/outreach.ts'
import type { Segment } from '#contract/outreach-shapes.ts'
import type { Input } from '../platform/api.ts'

/** What is chosen of a segment, as an address and the fields of a form hold it. */
export type SegmentChoice = Partial<Record<(typeof segmentKeys)[number], string>>

export const segmentKeys = [
  'estate',
  'state',
  'willingness',
  'contact',
  'tries',
  'reason',
  'next',
  'person',
  'plan',
] as const

type GivenSegment = NonNullable<Input<typeof outreachEndpoints.searchOutreach>['body']>['segment']

const tries: Readonly<Record<string, { leastAttempts?: number; mostAttempts?: number }>> = {
  none: { mostAttempts: 0 },
  one: { leastAttempts: 1, mostAttempts: 1 },
  more: { leastAttempts: 2 },
  five: { leastAttempts: 5 },
}

/** The homes that are meant; the server checks every word of it. */
export function segmentOf(choice: SegmentChoice): GivenSegment {
  const { estate, state, willingness, contact, reason, next, person, plan } = choice
  return {
    ...(estate && { estates: [estate] }),
    ...(state && { state: state as Segment['state'] }),
    ...(willingness && { willingness: [willingness as Segment['willingness'][number]] }),
    ...(contact && { contact: [contact as Segment['contact'][number]] }),
    ...tries[choice.tries ?? ''],
    ...(reason && { reason }),
    ...(next && {
      nextBy: dayjs()
        .add(next === 'week' ? 7 : 0, 'day')
        .format('YYYY-MM-DD'),
    }),
    ...(person && { person }),
    ...(plan && { plan }),
  }
}

/** How a segment that was kept is shown in the fields again. */
export function choiceOf(segment: Segment): SegmentChoice {
  const { estates, state, willingness, contact, leastAttempts, mostAttempts, reason, person, plan } = segment
  const tried = Object.entries(tries).find(
    ([, span]) => (span.leastAttempts ?? null) === leastAttempts && (span.mostAttempts ?? null) === mostAttempts,
  )
  return {
    ...(estates[0] && { estate: estates[0] }),
    ...(state !== 'open' && { state }),
    ...(willingness[0] && { willingness: willingness[0] }),
    ...(contact[0] && { contact: contact[0] }),
    ...(tried && { tries: tried[0] }),
    ...(reason && { reason }),
    ...(person && { person }),
    ...(plan && { plan }),
  }
}
