import { z } from 'zod'
import { Inspection, InspectionLine, InspectorDesk, InspectorNote } from './inspection-shapes.ts'
import { CountyCode, CountyParams, type Endpoint, IsoDate, pageOf, RegionParams } from './platform/endpoint.ts'
import {
  count,
  DeveloperMatter,
  LadderRuleView,
  LadderStepName,
  LadderStepView,
  Penalty,
  reason,
  SupervisionBoard,
  stepStages,
} from './supervision-shapes.ts'

export * from './inspection-shapes.ts'
export * from './supervision-shapes.ts'

const chosen = z
  .array(z.object({ id: z.uuid(), revision: count }))
  .min(1)
  .max(500)
const words = z.string().trim().min(2).max(2000)
const page = { after: z.string().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }
const matterParams = z.object({ county: CountyCode, matter: z.uuid() })
const inspectionParams = z.object({ county: CountyCode, inspection: z.uuid() })
const nullableId = z.uuid().nullable().default(null)

/** Filters of the list of steps. `stage: open` are proposals somebody has to deal with today. */
export const LadderStepsQuery = z.object({
  stage: z.enum([...stepStages, 'open', 'out']).optional(),
  ladder: z.enum(['unit', 'developer']).optional(),
  step: LadderStepName.optional(),
  organisation: z.uuid().optional(),
  ...page,
})
export type LadderStepsQuery = z.infer<typeof LadderStepsQuery>

export const supervisionEndpoints = {
  listLadderSteps: {
    method: 'GET',
    path: '/api/regions/:region/ladder-steps',
    permission: 'supervision.read',
    summary: '督办阶梯的各步：待处理的建议、已发出的函件',
    params: RegionParams,
    query: LadderStepsQuery,
    response: pageOf(LadderStepView),
  },
  supervisionBoard: {
    method: 'GET',
    path: '/api/regions/:region/supervision',
    permission: 'supervision.read',
    summary: '督办总览：各步件数，按责任单位和开发企业',
    params: RegionParams,
    response: SupervisionBoard,
  },
  taskLadder: {
    method: 'GET',
    path: '/api/counties/:county/tasks/:task/ladder',
    permission: 'supervision.read',
    summary: '一件任务的督办阶梯',
    params: z.object({ county: CountyCode, task: z.uuid() }),
    response: z.array(LadderStepView),
  },
  acceptSteps: {
    method: 'POST',
    path: '/api/counties/:county/ladder-steps/draft',
    permission: 'supervision.act',
    summary: '采纳建议，拟出函稿（可批量；之后审核、签发）',
    params: CountyParams,
    body: z.object({ reason, steps: chosen, recipientId: nullableId }),
    response: z.array(LadderStepView),
  },
  passOverSteps: {
    method: 'POST',
    path: '/api/counties/:county/ladder-steps/pass-over',
    permission: 'supervision.act',
    summary: '略过建议，说明理由（可批量）',
    params: CountyParams,
    body: z.object({ reason, steps: chosen }),
    response: z.array(LadderStepView),
  },
  ladderRules: {
    method: 'GET',
    path: '/api/regions/:region/ladder-rules',
    permission: 'supervision.read',
    summary: '督办阶梯的规则',
    params: RegionParams,
    response: z.array(LadderRuleView),
  },
  setLadderRules: {
    method: 'PUT',
    path: '/api/regions/:region/ladder-rules',
    permission: 'supervision.act',
    summary: '设定督办阶梯的天数',
    params: RegionParams,
    body: z.object({
      reason,
      rules: z
        .array(
          z.object({
            step: LadderStepName,
            workingDays: z.number().int().min(-60).max(250),
            answerDays: z.number().int().min(0).max(250),
            isOn: z.boolean(),
          }),
        )
        .min(1)
        .max(20),
    }),
    response: z.array(LadderRuleView),
  },
  listDeveloperMatters: {
    method: 'GET',
    path: '/api/regions/:region/developer-matters',
    permission: 'supervision.read',
    summary: '开发企业应办事项',
    params: RegionParams,
    query: z.object({ open: z.enum(['true', 'false']).optional(), ...page }),
    response: pageOf(DeveloperMatter),
  },
  developerLadder: {
    method: 'GET',
    path: '/api/counties/:county/developer-matters/:matter/ladder',
    permission: 'supervision.read',
    summary: '一件开发企业应办事项的督办阶梯和行政处罚',
    params: matterParams,
    response: z.object({ matter: DeveloperMatter, steps: z.array(LadderStepView), penalty: Penalty.nullable() }),
  },
  openDeveloperMatter: {
    method: 'POST',
    path: '/api/counties/:county/developer-matters',
    permission: 'supervision.act',
    summary: '登记开发企业应办事项',
    params: CountyParams,
    body: z.object({ reason, estateId: z.uuid(), matter: words, basis: words, dueOn: IsoDate }),
    response: DeveloperMatter,
  },
  changeDeveloperMatter: {
    method: 'POST',
    path: '/api/counties/:county/developer-matters/:matter',
    permission: 'supervision.act',
    summary: '给开发企业延期，或办结',
    params: matterParams,
    body: z.object({
      reason,
      revision: count,
      dueOn: IsoDate.nullable().default(null),
      outcome: words.nullable().default(null),
    }),
    response: DeveloperMatter,
  },
  recordPenalty: {
    method: 'POST',
    path: '/api/counties/:county/developer-matters/:matter/penalty',
    permission: 'supervision.act',
    summary: '记载行政处罚：依据、告知陈述申辩权、听取的意见、决定',
    params: matterParams,
    body: z.object({
      reason,
      authority: words,
      basis: words,
      informedOn: IsoDate,
      heardOn: IsoDate.nullable().default(null),
      statement: words.nullable().default(null),
      number: z.string().trim().min(1).max(100).nullable().default(null),
      decidedOn: IsoDate.nullable().default(null),
      decision: words.nullable().default(null),
    }),
    response: Penalty,
  },
  inspectorDesk: {
    method: 'GET',
    path: '/api/regions/:region/inspector-desk',
    permission: 'supervision.inspect',
    summary: '监督台：逾期事项、函件、未答复、检查',
    params: RegionParams,
    response: InspectorDesk,
  },
  listInspections: {
    method: 'GET',
    path: '/api/regions/:region/inspections',
    permission: 'supervision.read',
    summary: '专项检查',
    params: RegionParams,
    query: z.object({ open: z.enum(['true', 'false']).optional(), ...page }),
    response: pageOf(InspectionLine),
  },
  getInspection: {
    method: 'GET',
    path: '/api/counties/:county/inspections/:inspection',
    permission: 'supervision.read',
    summary: '一次专项检查',
    params: inspectionParams,
    response: Inspection,
  },
  openInspection: {
    method: 'POST',
    path: '/api/counties/:county/inspections',
    permission: 'supervision.inspect',
    summary: '开展专项检查',
    params: CountyParams,
    body: z.object({
      reason,
      title: z.string().trim().min(2).max(200),
      organisationId: nullableId,
      estateId: nullableId,
      taskId: nullableId,
      heldOn: IsoDate,
      checklist: z.array(z.string().trim().min(1).max(200)).min(1).max(50),
    }),
    response: Inspection,
  },
  checkInspection: {
    method: 'POST',
    path: '/api/counties/:county/inspections/:inspection/check',
    permission: 'supervision.inspect',
    summary: '填写检查表',
    params: inspectionParams,
    body: z.object({
      reason,
      revision: count,
      results: z
        .array(
          z.object({
            no: z.number().int().min(1).max(50),
            result: z.enum(['yes', 'no', 'not_applicable']),
            note: z.string().trim().max(500).nullable().default(null),
          }),
        )
        .min(1)
        .max(50),
    }),
    response: Inspection,
  },
  addFinding: {
    method: 'POST',
    path: '/api/counties/:county/inspections/:inspection/findings',
    permission: 'supervision.inspect',
    summary: '提出检查发现的问题和整改期限',
    params: inspectionParams,
    body: z.object({ reason, words, organisationId: z.uuid(), rectifyBy: IsoDate }),
    response: Inspection,
  },
  rectifyFinding: {
    method: 'POST',
    path: '/api/counties/:county/inspections/:inspection/findings/:finding/rectified',
    permission: 'supervision.inspect',
    summary: '确认整改到位',
    params: inspectionParams.extend({ finding: z.coerce.number().int().min(1) }),
    body: z.object({ reason, how: words }),
    response: Inspection,
  },
  closeInspection: {
    method: 'POST',
    path: '/api/counties/:county/inspections/:inspection/close',
    permission: 'supervision.inspect',
    summary: '办结专项检查（问题须已整改）',
    params: inspectionParams,
    body: z.object({ reason, revision: count, conclusion: words }),
    response: Inspection,
  },
  makeNote: {
    method: 'POST',
    path: '/api/counties/:county/inspector-notes',
    permission: 'supervision.inspect',
    summary: '跟踪督办、移交线索、催办',
    params: CountyParams,
    body: z.object({
      kind: z.enum(['follow_up', 'clue', 'urge']),
      words,
      organisationId: nullableId,
      taskId: nullableId,
      estateId: nullableId,
      referredTo: z.string().trim().min(2).max(200).nullable().default(null),
    }),
    response: InspectorNote,
  },
  endNote: {
    method: 'POST',
    path: '/api/counties/:county/inspector-notes/:note/end',
    permission: 'supervision.inspect',
    summary: '办结跟踪督办、线索',
    params: z.object({ county: CountyCode, note: z.uuid() }),
    body: z.object({ outcome: words }),
    response: InspectorNote,
  },
} as const satisfies Record<string, Endpoint>
