import { z } from 'zod'
import { documentKindNames } from '#domain/documents/kinds.ts'
import { documentStates } from '#domain/documents/moves.ts'
import { ladderSteps, ladders } from '#domain/supervision/rules.ts'
import { taskStates } from '#domain/tasks/moves.ts'
import { IsoDate, RegionCode } from './platform/endpoint.ts'

export const count = z.number().int()
export const Named = z.object({ id: z.uuid(), name: z.string() })
export const LadderStepName = z.enum(ladderSteps)
export const reason = z.string().trim().min(2).max(500)

/** A rule of the ladder in one county. `isShipped`: nobody has set it; the shipped days are to be verified. */
export const LadderRuleView = z
  .object({
    ladder: z.enum(ladders),
    step: LadderStepName,
    from: z.enum(['due_day', 'former_answer_day']),
    workingDays: count,
    answerDays: count,
    letter: z.enum(documentKindNames).nullable(),
    signedBy: z.enum(['nobody', 'office_head', 'leader']),
    isOn: z.boolean(),
    isShipped: z.boolean(),
  })
  .meta({ id: 'LadderRule' })
export type LadderRuleView = z.infer<typeof LadderRuleView>

const EarlierStep = z.object({
  step: LadderStepName,
  proposedOn: IsoDate,
  number: z.string().nullable(),
  servedOn: IsoDate.nullable(),
})

/** What was known of the matter on the day a step was proposed. */
const StatedFacts = z.object({
  title: z.string(),
  wanted: z.string(),
  basis: z.string().nullable(),
  estate: z.string().nullable(),
  organisation: z.string(),
  person: z.string().nullable(),
  askedOn: IsoDate,
  dueOn: IsoDate,
  firstDueOn: IsoDate,
  daysLate: count,
  extensions: count,
  pauses: count,
  earlier: z.array(EarlierStep),
})

/** The letter of a step and how far it has come. */
const StepDocument = z.object({
  id: z.uuid(),
  state: z.enum(documentStates),
  number: z.string().nullable(),
  issuedOn: IsoDate.nullable(),
  servedOn: IsoDate.nullable(),
  answerBy: IsoDate.nullable(),
  answeredOn: IsoDate.nullable(),
  acceptedOn: IsoDate.nullable(),
})

export const stepStages = ['told', 'proposed', 'drafted', 'passed_over'] as const

/** A step of a ladder as proposed, and what became of it. `isRunning`: the matter is still late and in hand today. */
export const LadderStepView = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    ladder: z.enum(ladders),
    step: LadderStepName,
    stage: z.enum(stepStages),
    proposedOn: IsoDate,
    aboutDueOn: IsoDate,
    organisation: Named,
    estate: Named.nullable(),
    task: z.object({ id: z.uuid(), no: count, state: z.enum(taskStates) }).nullable(),
    matter: z.object({ id: z.uuid(), no: count, endedOn: IsoDate.nullable() }).nullable(),
    dueOn: IsoDate,
    daysLate: count,
    isRunning: z.boolean(),
    stated: StatedFacts,
    document: StepDocument.nullable(),
    decidedOn: IsoDate.nullable(),
    deciderName: z.string().nullable(),
    reason: z.string().nullable(),
    revision: count,
  })
  .meta({ id: 'LadderStep' })
export type LadderStepView = z.infer<typeof LadderStepView>

/** What a developer was asked to do by a day, with the steps taken since. */
export const DeveloperMatter = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    no: count,
    developer: Named,
    estate: Named,
    matter: z.string(),
    basis: z.string(),
    askedOn: IsoDate,
    dueOn: IsoDate,
    firstDueOn: IsoDate,
    daysLate: count,
    endedOn: IsoDate.nullable(),
    outcome: z.string().nullable(),
    revision: count,
    lastStep: LadderStepName.nullable(),
    /** The recovery of debts that goes on with it and alone may end it. */
    recovery: z.object({ id: z.uuid(), no: count }).nullable(),
  })
  .meta({ id: 'DeveloperMatter' })
export type DeveloperMatter = z.infer<typeof DeveloperMatter>

/** A penalty of the competent authority that a ladder led to. */
export const Penalty = z
  .object({
    id: z.uuid(),
    stepId: z.uuid(),
    authority: z.string(),
    basis: z.string(),
    informedOn: IsoDate,
    heardOn: IsoDate.nullable(),
    statement: z.string().nullable(),
    number: z.string().nullable(),
    decidedOn: IsoDate.nullable(),
    decision: z.string().nullable(),
    revision: count,
  })
  .meta({ id: 'Penalty' })
export type Penalty = z.infer<typeof Penalty>

const stepCounts = z.partialRecord(LadderStepName, count)

/** How the ladders of a region stand. `open`: proposals to deal with; `steps`: the furthest step of each running ladder. */
export const SupervisionBoard = z
  .object({
    open: count,
    drafted: count,
    out: count,
    unanswered: count,
    steps: stepCounts,
    units: z.array(
      z.object({
        organisation: Named,
        countyCode: RegionCode,
        countyName: z.string(),
        ladder: z.enum(ladders),
        running: count,
        steps: stepCounts,
      }),
    ),
  })
  .meta({ id: 'SupervisionBoard' })
export type SupervisionBoard = z.infer<typeof SupervisionBoard>
