import { z } from 'zod'
import { IsoDate, RegionCode } from './platform/endpoint.ts'
import { LadderStepName } from './supervision-shapes.ts'

const count = z.number().int()

/** `open`: neither written off nor cancelled. `overdue`: past its day and still in hand. `red`: past its day, handed in or not. */
const standing = { open: count, overdue: count, red: count }

const late = {
  countyCode: RegionCode,
  countyName: z.string(),
  overdue: count,
  red: count,
  /** Working days by which the oldest of them is late. */
  worstDays: count,
}

/** The battle map: how the tasks of a region stand today, who is furthest behind, and where most homes wait. */
export const Battle = z
  .object({
    today: IsoDate,
    ...standing,
    writtenOff: z.object({ today: count, week: count, total: count }),
    /** Calendar days until the homes are to be cleared, negative once the day has passed; empty while nobody set a day. */
    countdown: z.array(z.object({ registration: z.enum(['first', 'transfer']), dueOn: IsoDate, daysLeft: count })),
    /** Running ladders by their furthest step, and what was issued since Monday under the word it is counted by. */
    ladders: z.partialRecord(LadderStepName, count),
    letters: z.array(z.object({ word: z.string(), n: count })),
    /** The last tasks written off, newest first. */
    ticker: z.array(z.object({ taskId: z.uuid(), countyName: z.string(), title: z.string(), on: IsoDate })),
    counties: z.array(z.object({ code: RegionCode, ...standing, writtenOff: count })),
    /** Units with red lights, worst first; `head`: 一把手, null while nobody holds the post; `lastStep`: against the unit. */
    red: z.array(
      z.object({
        organisationId: z.uuid(),
        organisation: z.string(),
        head: z.string().nullable(),
        lastStep: LadderStepName.nullable(),
        ...late,
      }),
    ),
    /** Estates with red lights, most homes first; `homes`: those not transferred yet. */
    critical: z.array(z.object({ id: z.uuid(), name: z.string(), homes: count, ...late })),
  })
  .meta({ id: 'Battle' })
export type Battle = z.infer<typeof Battle>
