import { z } from 'zod'
import { taskLights } from '#domain/tasks/lights.ts'
import { type TaskMove, taskMoveNames, taskMoves, taskStates } from '#domain/tasks/moves.ts'
import {
  CountyCode,
  CountyParams,
  type Endpoint,
  IsoDate,
  pageOf,
  RegionCode,
  RegionParams,
} from './platform/endpoint.ts'

const count = z.number().int()
const Named = z.object({ id: z.uuid(), name: z.string() })
const reason = z.string().trim().min(2).max(500)
const TaskState = z.enum(taskStates)
export const TaskLight = z.enum(taskLights)
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
    subject: z.enum(['estate', 'task', 'meeting', 'resolution', 'unit']),
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

const chosen = z
  .array(z.object({ id: z.uuid(), revision: count }))
  .min(1)
  .max(10_000)
const movesBy = (hand: (typeof taskMoves)[TaskMove]['by']) =>
  z.enum(taskMoveNames.filter((move) => taskMoves[move].by === hand) as [TaskMove, ...TaskMove[]]) // each hand has moves

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

/** Something the product told a person. */
export const Notice = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    kind: z.enum(['assigned', 'reminder', 'overdue', 'submitted', 'returned', 'written_off', 'extension', 'digest']),
    forDay: IsoDate,
    madeAt: z.iso.datetime(),
    isRead: z.boolean(),
    task: z.object({ id: z.uuid(), no: count, title: z.string(), dueOn: IsoDate, light: TaskLight }).nullable(),
    /** Of a digest: how many are due today, this week, overdue, to be checked. */
    counts: z.record(z.string(), count).nullable(),
  })
  .meta({ id: 'Notice' })
export type Notice = z.infer<typeof Notice>

/** What a step of an estate's diagnosis would be as a task; `taskId` when it is one already. */
const ProposedTask = z
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
const AssignedSteps = z
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

const taskParams = z.object({ county: CountyCode, task: z.uuid() })
const estateParams = z.object({ county: CountyCode, estate: z.uuid() })
const evidenceParams = taskParams.extend({ evidence: z.coerce.number().int().min(1) })
const xlsx = { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }
const docx = { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }

export const tasksEndpoints = {
  listTasks: {
    method: 'GET',
    path: '/api/regions/:region/tasks',
    permission: 'tasks.read',
    summary: '任务列表',
    params: RegionParams,
    query: TasksQuery,
    response: pageOf(TaskLine),
  },
  tasksBoard: {
    method: 'GET',
    path: '/api/regions/:region/tasks/board',
    permission: 'tasks.read',
    summary: '任务看板：按责任单位或小区汇总，红灯多的在前，至多 200 个',
    params: RegionParams,
    query: TasksQuery.omit({ after: true, limit: true, sort: true }).extend({
      by: z.enum(['organisation', 'estate']),
    }),
    response: z.array(TaskGroup),
  },
  tasksWorkbook: {
    method: 'GET',
    path: '/api/regions/:region/tasks.xlsx',
    permission: 'lists.export',
    summary: '任务清单、时间表 .xlsx（记入导出记录）',
    params: RegionParams,
    query: TasksQuery.omit({ after: true, limit: true }),
    response: xlsx,
  },
  taskBook: {
    method: 'GET',
    path: '/api/counties/:county/organisations/:organisation/task-book.docx',
    permission: 'tasks.read',
    summary: '任务书 .docx（一个责任单位的全部未销号任务）',
    params: z.object({ county: CountyCode, organisation: z.uuid() }),
    response: docx,
  },
  desk: { method: 'GET', path: '/api/desk', permission: 'tasks.read', summary: '我的工作台', response: Desk },
  getTask: {
    method: 'GET',
    path: '/api/counties/:county/tasks/:task',
    permission: 'tasks.read',
    summary: '任务',
    params: taskParams,
    response: Task,
  },
  createTasks: {
    method: 'POST',
    path: '/api/counties/:county/tasks',
    permission: 'tasks.assign',
    summary: '下达任务（手工，可批量）',
    params: CountyParams,
    body: z.object({ reason, tasks: z.array(NewTask).min(1).max(500) }),
    response: z.array(TaskLine),
  },
  proposedTasks: {
    method: 'GET',
    path: '/api/counties/:county/estates/:estate/proposed-tasks',
    permission: 'tasks.read',
    summary: '诊断路径中可下达的任务',
    params: estateParams,
    response: z.array(ProposedTask),
  },
  assignSteps: {
    method: 'POST',
    path: '/api/counties/:county/task-assignments',
    permission: 'tasks.assign',
    summary: '按诊断下达任务（可多个小区）',
    params: CountyParams,
    body: z.object({
      reason,
      startsOn: IsoDate,
      meetingId: z.uuid().nullable().default(null),
      steps: z
        .array(
          z.object({
            estateId: z.uuid(),
            registration: z.enum(['first', 'transfer']),
            rule: z.string(),
            step: z.string(),
            organisationId: z.uuid().nullable().default(null),
            personId: z.uuid().nullable().default(null),
            dueOn: IsoDate.nullable().default(null),
          }),
        )
        .min(1)
        .max(5000),
    }),
    response: AssignedSteps,
  },
  workTasks: {
    method: 'POST',
    path: '/api/counties/:county/tasks/work',
    permission: 'tasks.work',
    summary: '签收、开始、提交（可批量）',
    params: CountyParams,
    body: z.object({ move: movesBy('holder'), reason, tasks: chosen }),
    response: TaskResults,
  },
  checkTasks: {
    method: 'POST',
    path: '/api/counties/:county/tasks/check',
    permission: 'tasks.check',
    summary: '退回、验收、销号（可批量；不得是提交人本人）',
    params: CountyParams,
    body: z.object({ move: movesBy('checker'), reason, tasks: chosen }),
    response: TaskResults,
  },
  steerTasks: {
    method: 'POST',
    path: '/api/counties/:county/tasks/steer',
    permission: 'tasks.assign',
    summary: '暂停、恢复、撤销（可批量）',
    params: CountyParams,
    body: z.object({ move: movesBy('office'), reason, tasks: chosen }),
    response: TaskResults,
  },
  handOverTasks: {
    method: 'POST',
    path: '/api/counties/:county/tasks/hand-over',
    permission: 'tasks.assign',
    summary: '移交任务给另一人（可批量）',
    params: CountyParams,
    body: z.object({ personId: z.uuid(), reason, tasks: chosen }),
    response: TaskResults,
  },
  askExtension: {
    method: 'POST',
    path: '/api/counties/:county/tasks/extensions',
    permission: 'tasks.work',
    summary: '申请延期（可批量）',
    params: CountyParams,
    body: z.object({ until: IsoDate, reason, tasks: chosen }),
    response: TaskResults,
  },
  decideExtension: {
    method: 'POST',
    path: '/api/counties/:county/tasks/extensions/decide',
    permission: 'tasks.check',
    summary: '批准或不批准延期（可批量；不得是申请人本人）',
    params: CountyParams,
    body: z.object({ decision: z.enum(['granted', 'refused']), reason, tasks: chosen }),
    response: TaskResults,
  },
  addEvidence: {
    method: 'POST',
    path: '/api/counties/:county/tasks/:task/evidence',
    permission: 'tasks.work',
    summary: '上传佐证材料（multipart，可多个文件，字段 note 为说明）',
    params: taskParams,
    response: Task,
  },
  evidenceFile: {
    method: 'GET',
    path: '/api/counties/:county/tasks/:task/evidence/:evidence',
    permission: 'tasks.read',
    summary: '下载佐证材料',
    params: evidenceParams,
    response: { mediaType: 'application/octet-stream' },
  },
  estateTimeline: {
    method: 'GET',
    path: '/api/counties/:county/estates/:estate/timeline',
    permission: 'estates.read',
    summary: '小区时间线',
    params: estateParams,
    response: z.array(TimelineEntry),
  },
  term: {
    method: 'GET',
    path: '/api/regions/:region/term',
    permission: 'tasks.read',
    summary: '从某日起若干工作日是哪一天，怎样数的',
    params: RegionParams,
    query: z.object({ startsOn: IsoDate, workingDays: z.coerce.number().int().min(1).max(500) }),
    response: Term,
  },
  notices: {
    method: 'GET',
    path: '/api/notices',
    permission: 'tasks.read',
    summary: '我的提醒（最近一百条）',
    response: z.object({ unread: count, rows: z.array(Notice) }),
  },
  readNotices: {
    method: 'POST',
    path: '/api/notices/read',
    permission: 'tasks.read',
    summary: '标为已读（不给编号即全部）',
    body: z.object({ ids: z.array(z.uuid()).max(500).nullable().default(null) }),
    response: z.object({ unread: count }),
  },
} as const satisfies Record<string, Endpoint>
