import { z } from 'zod'
import { type TaskMove, taskMoveNames, taskMoves } from '#domain/tasks/moves.ts'
import { Notice } from './notices.ts'
import { CountyCode, CountyParams, type Endpoint, IsoDate, pageOf, RegionParams } from './platform/endpoint.ts'
import {
  AssignedSteps,
  Desk,
  NewTask,
  ProposedTask,
  Task,
  TaskGroup,
  TaskLine,
  TaskResults,
  TasksQuery,
  Term,
  TimelineEntry,
} from './task-shapes.ts'

export { Notice } from './notices.ts'
export {
  Desk,
  deskQueues,
  Task,
  TaskGroup,
  TaskLine,
  TaskResults,
  TasksQuery,
  Term,
  TimelineEntry,
} from './task-shapes.ts'

const count = z.number().int()
const reason = z.string().trim().min(2).max(500)
const chosen = z
  .array(z.object({ id: z.uuid(), revision: count }))
  .min(1)
  .max(10_000)
const movesBy = (hand: (typeof taskMoves)[TaskMove]['by']) =>
  z.enum(taskMoveNames.filter((move) => taskMoves[move].by === hand) as [TaskMove, ...TaskMove[]]) // each hand has moves

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
  draftTaskBook: {
    method: 'POST',
    path: '/api/counties/:county/organisations/:organisation/task-book-document',
    permission: 'documents.draft',
    summary: '把一个责任单位的任务书拟成公文草稿',
    params: z.object({ county: CountyCode, organisation: z.uuid() }),
    body: z.object({ reason }),
    response: z.object({ documentId: z.uuid() }),
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
