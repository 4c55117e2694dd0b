import { z } from 'zod'
import { taskLights } from '#domain/tasks/lights.ts'
import { type TaskMove, taskMoveNames, taskStates } from '#domain/tasks/moves.ts'
import { IsoDate, RegionCode } from './platform/endpoint.ts'

const count = z.number().int()
const Named = z.object({ id: z.uuid(), name: z.string() })
const TaskState = z.enum(taskStates)
const TaskLight = z.enum(taskLights)
const TaskSource = z.enum(['diagnosis', 'resolution', 'ledger', 'hand'])

/** One line of a task list. `daysLeft`: working days until it is due, 0 on the day itself, negative when overdue. */
export const TaskLine = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    no: count,
    title: z.string(),
    source: TaskSource,
    requirement: z.string().nullable(),
    estate: Named.nullable(),
    organisation: Named,
    person: Named.nullable(),
    issuedOn: IsoDate,
    startsOn: IsoDate,
    dueOn: IsoDate,
    daysLeft: count,
    homes: count,
    state: TaskState,
    stateOn: IsoDate,
    light: TaskLight,
    evidence: count,
    asksExtension: z.boolean(),
    revision: count,
  })
  .meta({ id: 'TaskLine' })
export type TaskLine = z.infer<typeof TaskLine>

const Evidence = z
  .object({
    no: count,
    submissionNo: count.nullable(),
    name: z.string(),
    mediaType: z.string(),
    bytes: count,
    note: z.string().nullable(),
    addedBy: z.string(),
    addedAt: z.iso.datetime(),
  })
  .meta({ id: 'Evidence' })

const Extension = z.object({
  no: count,
  askedUntil: IsoDate,
  reason: z.string(),
  askedBy: z.string(),
  askedOn: IsoDate,
  decision: z.enum(['granted', 'refused']).nullable(),
  decidedBy: z.string().nullable(),
  decidedOn: IsoDate.nullable(),
  decisionReason: z.string().nullable(),
})

/** How a term was counted: its working days, what was not counted and why, and whether a year's holidays are still open. */
export const Term = z
  .object({
    startsOn: IsoDate,
    workingDays: count,
    dueOn: IsoDate,
    /** Days off within the term that are not plain weekends, make-up days worked, and pauses. */
    notes: z.array(
      z.object({ day: IsoDate, until: IsoDate, kind: z.enum(['holiday', 'make_up', 'pause']), name: z.string() }),
    ),
    provisionalYears: z.array(count),
  })
  .meta({ id: 'Term' })
export type Term = z.infer<typeof Term>

/** One thing that happened to a task or an estate, from the history. */
export const TimelineEntry = z
  .object({
    actNo: count,
    at: z.iso.datetime(),
    actor: z.string(),
    kind: z.string(),
    reason: z.string(),
    subject: z.enum(['estate', 'scope', 'task', 'meeting', 'resolution', 'unit']),
    subjectId: z.uuid(),
    title: z.string(),
    change: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'TimelineEntry' })
export type TimelineEntry = z.infer<typeof TimelineEntry>

/** A task with everything that belongs to it. `moves`: what the caller may do with it now. */
export const Task = TaskLine.extend({
  wanted: z.string(),
  registration: z.enum(['first', 'transfer']).nullable(),
  rule: z.string().nullable(),
  step: z.string().nullable(),
  firstDueOn: IsoDate,
  term: Term,
  pausedFrom: TaskState.nullable(),
  submittedBy: z.string().nullable(),
  checkedBy: z.string().nullable(),
  writtenOffBy: z.string().nullable(),
  writtenOffOn: IsoDate.nullable(),
  pauses: z.array(z.object({ from: IsoDate, until: IsoDate.nullable(), reason: z.string() })),
  papers: z.array(Evidence),
  extensions: z.array(Extension),
  needs: z.array(z.object({ id: z.uuid(), no: count, title: z.string(), state: TaskState, light: TaskLight })),
  neededBy: z.array(z.object({ id: z.uuid(), no: count, title: z.string(), state: TaskState, light: TaskLight })),
  meeting: z.object({ id: z.uuid(), title: z.string(), heldOn: IsoDate }).nullable(),
  resolution: z.object({ id: z.uuid(), no: count, matter: z.string() }).nullable(),
  moves: z.array(z.enum(taskMoveNames as [TaskMove, ...TaskMove[]])), // the keys of a literal that is not empty
  mayAddEvidence: z.boolean(),
  mayAskExtension: z.boolean(),
  mayDecideExtension: z.boolean(),
  timeline: z.array(TimelineEntry),
}).meta({ id: 'Task' })
export type Task = z.infer<typeof Task>

/** Filters of a task list. `due`: overdue, today, within this working week; `queue` is a queue of my desk. */
export const TasksQuery = z.object({
  search: z.string().trim().max(64).optional(),
  estate: z.uuid().optional(),
  organisation: z.uuid().optional(),
  person: z.uuid().optional(),
  meeting: z.uuid().optional(),
  resolution: z.uuid().optional(),
  state: z.enum([...taskStates, 'open']).optional(),
  light: TaskLight.optional(),
  due: z.enum(['overdue', 'today', 'week']).optional(),
  sort: z.enum(['due', 'no', 'rank']).default('due'),
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type TasksQuery = z.infer<typeof TasksQuery>

/** The tasks of one unit or one estate: how many in which state, under which light. */
export const TaskGroup = z
  .object({
    /** Id of the unit or estate; empty for tasks about no estate. */
    key: z.string(),
    countyCode: RegionCode.nullable(),
    name: z.string(),
    n: count,
    states: z.partialRecord(TaskState, count),
    lights: z.partialRecord(TaskLight, count),
    /** The next day on which one of its open tasks is due. */
    nextDueOn: IsoDate.nullable(),
  })
  .meta({ id: 'TaskGroup' })
export type TaskGroup = z.infer<typeof TaskGroup>

export const deskQueues = [
  'today',
  'week',
  'overdue',
  'returned',
  'to_receive',
  'waiting',
  'to_check',
  'extensions',
] as const

/** What one person has to do: counts per queue, and the first of each. */
export const Desk = z
  .object({
    today: IsoDate,
    /** The person this account is, county by county; empty for an account that is nobody's. */
    people: z.array(
      z.object({ countyCode: RegionCode, id: z.uuid(), name: z.string(), organisation: Named.nullable() }),
    ),
    queues: z.array(z.object({ queue: z.enum(deskQueues), n: count, rows: z.array(TaskLine) })),
    meetings: z.array(
      z.object({
        id: z.uuid(),
        countyCode: RegionCode,
        kind: z.string(),
        title: z.string(),
        heldOn: IsoDate,
        startsAt: z.string().nullable(),
      }),
    ),
    unread: count,
  })
  .meta({ id: 'Desk' })
export type Desk = z.infer<typeof Desk>

export const NewTask = z.object({
  title: z.string().trim().min(2).max(200),
  wanted: z.string().trim().min(2).max(500),
  estateId: z.uuid().nullable(),
  organisationId: z.uuid(),
  /** Without one the liaison of the organisation. */
  personId: z.uuid().nullable(),
  startsOn: IsoDate,
  /** Exactly one of the two. */
  dueOn: IsoDate.nullable(),
  workingDays: z.number().int().min(1).max(500).nullable(),
  needs: z.array(z.uuid()).max(50).default([]),
  resolutionId: z.uuid().nullable().default(null),
})
export type NewTask = z.infer<typeof NewTask>

/** What became of each task of a batch; one that fails leaves the others done. */
export const TaskResults = z
  .object({
    done: count,
    refused: count,
    results: z.array(
      z.object({
        id: z.uuid(),
        no: count.nullable(),
        ok: z.boolean(),
        code: z.string().nullable(),
        message: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'TaskResults' })
export type TaskResults = z.infer<typeof TaskResults>

/** What a step of an estate's diagnosis would be as a task; `taskId` when it is one already. */
export const ProposedTask = z
  .object({
    key: z.string(),
    registration: z.enum(['first', 'transfer']),
    rule: z.string(),
    step: z.string(),
    requirement: z.string().nullable(),
    title: z.string(),
    titleEn: z.string().nullable(),
    unitCode: z.string(),
    organisation: Named.nullable(),
    person: Named.nullable(),
    workingDays: count,
    daysAssumed: z.boolean(),
    needs: z.array(z.string()),
    homes: count,
    taskId: z.uuid().nullable(),
  })
  .meta({ id: 'ProposedTask' })

/** Steps given as tasks, and those left as they were with the reason; `taskId`: the open task a step is already. */
export const AssignedSteps = z
  .object({
    tasks: z.array(TaskLine),
    left: z.array(
      z.object({
        estateId: z.uuid(),
        registration: z.enum(['first', 'transfer']),
        rule: z.string(),
        step: z.string(),
        taskId: z.uuid().nullable(),
        code: z.string(),
        message: z.string(),
      }),
    ),
  })
  .meta({ id: 'AssignedSteps' })
