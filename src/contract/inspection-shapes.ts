import { z } from 'zod'
import { IsoDate, RegionCode } from './platform/endpoint.ts'
import { count, LadderStepView, Named } from './supervision-shapes.ts'

export const checkResults = ['yes', 'no', 'not_applicable'] as const

const about = {
  organisation: Named.nullable(),
  estate: Named.nullable(),
  task: z.object({ id: z.uuid(), no: count, title: z.string() }).nullable(),
}

/** A special inspection in a list. `open`: findings not put right; `late`: of those past their day. */
export const InspectionLine = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    no: count,
    title: z.string(),
    ...about,
    heldOn: IsoDate,
    openedBy: z.string(),
    closedOn: IsoDate.nullable(),
    findings: count,
    open: count,
    late: count,
    revision: count,
  })
  .meta({ id: 'InspectionLine' })
export type InspectionLine = z.infer<typeof InspectionLine>

/** A special inspection with its checklist and what it found. `result` null: not looked at yet. */
export const Inspection = InspectionLine.extend({
  conclusion: z.string().nullable(),
  checklist: z.array(
    z.object({ no: count, text: z.string(), result: z.enum(checkResults).nullable(), note: z.string().nullable() }),
  ),
  found: z.array(
    z.object({
      no: count,
      words: z.string(),
      organisation: Named,
      rectifyBy: IsoDate,
      rectifiedOn: IsoDate.nullable(),
      how: z.string().nullable(),
    }),
  ),
}).meta({ id: 'Inspection' })
export type Inspection = z.infer<typeof Inspection>

/** A follow-up, a clue handed on, or a word of urging. */
export const InspectorNote = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    kind: z.enum(['follow_up', 'clue', 'urge']),
    words: z.string(),
    ...about,
    referredTo: z.string().nullable(),
    madeOn: IsoDate,
    madeBy: z.string(),
    endedOn: IsoDate.nullable(),
    outcome: z.string().nullable(),
  })
  .meta({ id: 'InspectorNote' })
export type InspectorNote = z.infer<typeof InspectorNote>

/** A late task as the inspector sees it, with the last step taken against it. */
const LateMatter = z.object({
  taskId: z.uuid(),
  countyCode: RegionCode,
  countyName: z.string(),
  no: count,
  title: z.string(),
  organisation: Named,
  person: z.string().nullable(),
  dueOn: IsoDate,
  daysLate: count,
  lastStep: LadderStepView.shape.step.nullable(),
})

/** What an inspector looks at today: the latest matters first, letters out and unanswered, what he has opened himself. */
export const InspectorDesk = z
  .object({
    today: IsoDate,
    counts: z.object({
      late: count,
      proposed: count,
      out: count,
      unanswered: count,
      inspections: count,
      followUps: count,
    }),
    late: z.array(LateMatter),
    letters: z.array(LadderStepView),
    inspections: z.array(InspectionLine),
    notes: z.array(InspectorNote),
  })
  .meta({ id: 'InspectorDesk' })
export type InspectorDesk = z.infer<typeof InspectorDesk>
