import { z } from 'zod'
import { type BatchAct, batchActs, batchPermission } from '#domain/registrations/batches.ts'
import { type Gate, gates } from '#domain/registrations/gates.ts'
import { type ApplicationAct, permissionFor } from '#domain/registrations/moves.ts'
import { settingNames } from '#domain/registrations/settings.ts'
import { applicantKinds } from '#domain/registrations/states.ts'
import { CountyCode, CountyParams, type Endpoint, IsoDate, pageOf, RegionParams } from './platform/endpoint.ts'
import {
  Application,
  ApplicationLine,
  ApplicationResults,
  ApplicationsQuery,
  Batch,
  BatchLine,
  RegistrationSettings,
} from './registration-shapes.ts'

export {
  Application,
  ApplicationLine,
  ApplicationResults,
  ApplicationsQuery,
  Batch,
  BatchLine,
} from './registration-shapes.ts'

const count = z.number().int()
const reason = z.string().trim().min(2).max(500)
const words = z.string().trim().min(2).max(500)
const missing = z.array(z.string().trim().min(1).max(200)).min(1).max(50)
const document = z.string().trim().min(1).max(200)
/** More at once are a batch, which is carried out in parts. */
const ids = z.array(z.uuid()).min(1).max(2000)
const moved = { ids, on: IsoDate, reason }
const byId = z.record(z.uuid(), z.string().trim().min(1).max(64)).optional()
const decided = z.enum(['passed', 'not_needed', 'deferred'])
const deskGates = gates.filter((gate) => gate !== 'review') as [Gate, ...Gate[]] // there are others

/** One lawful move with many applications: each has its own result, none stops another. */
const moveOf = <Body extends z.ZodObject>(
  path: string,
  { act, gate = null, summary, body }: { act: ApplicationAct; gate?: Gate | null; summary: string; body: Body },
) =>
  ({
    method: 'POST',
    path: `/api/counties/:county/applications/${path}`,
    permission: permissionFor(act, gate),
    summary,
    params: CountyParams,
    body,
    response: ApplicationResults,
  }) as const satisfies Endpoint

const batchParams = z.object({ county: CountyCode, registrationBatch: z.uuid() })

/** What a batch does to each of its homes; which of these an act needs is looked at when it is made. */
const BatchTerms = z.object({
  on: IsoDate,
  words: words.optional(),
  missing: missing.optional(),
  state: decided.optional(),
  evidence: document.optional(),
  basis: document.optional(),
  applicantKind: z.enum(applicantKinds.transfer).optional(),
  applicantBasis: document.optional(),
})

/** A batch of each act asks for what the act itself asks for. */
const batchOf = (act: BatchAct) => {
  const permission = batchPermission(act)
  const path = `/api/counties/:county/registration-batches/${act.replaceAll('_', '-')}`
  return {
    create: {
      method: 'POST',
      path,
      permission,
      summary: '按所选房屋或申请建立批次',
      params: CountyParams,
      body: z.object({
        name: z.string().trim().min(1).max(100),
        /** Chosen by the caller: asked again with the same key, the same batch answers. */
        idempotencyKey: z.string().min(8).max(100),
        units: z.array(z.uuid()).max(20_000).default([]),
        applications: z.array(z.uuid()).max(20_000).default([]),
        terms: BatchTerms,
      }),
      response: z.object({ id: z.uuid() }),
    },
    try: {
      method: 'POST',
      path: `${path}/:registrationBatch/try`,
      permission,
      summary: '试办批次：逐户核对能否办理，不改动记录',
      params: batchParams,
      response: Batch,
    },
    run: {
      method: 'POST',
      path: `${path}/:registrationBatch/run`,
      permission,
      summary: '办理批次：可重复执行，已办的不再办',
      params: batchParams,
      body: z.object({ reason }),
      response: Batch,
    },
  } as const satisfies Record<string, Endpoint>
}

export const registrationBatchEndpoints = Object.fromEntries(batchActs.map((act) => [act, batchOf(act)])) as {
  [Act in BatchAct]: ReturnType<typeof batchOf> // an entry for each act of the list
}

export const registrationsEndpoints = {
  listApplications: {
    method: 'POST',
    path: '/api/regions/:region/applications/search',
    permission: 'registrations.read',
    summary: '登记申请列表（查询条件在正文中，不入日志）',
    params: RegionParams,
    body: ApplicationsQuery,
    response: pageOf(ApplicationLine),
  },
  getApplication: {
    method: 'GET',
    path: '/api/counties/:county/applications/:application',
    permission: 'registrations.read',
    summary: '登记申请',
    params: z.object({ county: CountyCode, application: z.uuid() }),
    response: Application,
  },
  acceptApplications: moveOf('accept', { act: 'accept', summary: '受理', body: z.object(moved) }),
  rejectApplications: moveOf('reject', {
    act: 'reject',
    summary: '不予受理，一次性告知缺少的材料',
    body: z.object({ ...moved, words, missing }),
  }),
  callForCorrection: moveOf('call-for-correction', {
    act: 'call_for_correction',
    summary: '通知补正，一次性告知',
    body: z.object({ ...moved, missing }),
  }),
  correctApplications: moveOf('correct', { act: 'correct', summary: '补正完成', body: z.object(moved) }),
  passGate: moveOf('pass', {
    act: 'pass',
    summary: '办结一个并联环节',
    body: z.object({
      ...moved,
      gate: z.enum(deskGates),
      state: decided,
      evidence: document.nullable().default(null),
      basis: document.nullable().default(null),
    }),
  }),
  reviewApplications: moveOf('review', {
    act: 'pass',
    gate: 'review',
    summary: '审核通过',
    body: z.object({ ...moved, evidence: document.nullable().default(null) }),
  }),
  reopenGate: moveOf('reopen', {
    act: 'reopen',
    summary: '重新打开一个并联环节',
    body: z.object({ ...moved, gate: z.enum(deskGates), words }),
  }),
  reopenReview: moveOf('review/reopen', {
    act: 'reopen',
    gate: 'review',
    summary: '退回审核',
    body: z.object({ ...moved, words }),
  }),
  pauseApplications: moveOf('pause', { act: 'pause', summary: '公告开始，时限暂停', body: z.object(moved) }),
  resumeApplications: moveOf('resume', { act: 'resume', summary: '公告结束，时限继续', body: z.object(moved) }),
  refuseApplications: moveOf('refuse', {
    act: 'refuse',
    summary: '不予登记',
    body: z.object({ ...moved, words }),
  }),
  withdrawApplications: moveOf('withdraw', {
    act: 'withdraw',
    summary: '申请人撤回',
    body: z.object({ ...moved, words }),
  }),
  enterApplications: moveOf('enter', {
    act: 'enter',
    summary: '登簿；不给证号的按本县流水编号',
    body: z.object({ ...moved, certificateNos: byId }),
  }),
  certifyApplications: moveOf('certify', {
    act: 'certify',
    summary: '缮证',
    body: z.object({ ...moved, papers: byId }),
  }),
  listBatches: {
    method: 'GET',
    path: '/api/counties/:county/registration-batches',
    permission: 'registrations.read',
    summary: '登记批次',
    params: CountyParams,
    query: z.object({ after: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
    response: pageOf(BatchLine),
  },
  getBatch: {
    method: 'GET',
    path: '/api/counties/:county/registration-batches/:registrationBatch',
    permission: 'registrations.read',
    summary: '登记批次与每户结果',
    params: batchParams,
    query: z.object({
      state: z.enum(['ready', 'refused', 'done']).optional(),
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: Batch,
  },
  getRegistrationSettings: {
    method: 'GET',
    path: '/api/counties/:county/registration-settings',
    permission: 'registrations.read',
    summary: '登记时限、证号的设置与依据',
    params: CountyParams,
    response: RegistrationSettings,
  },
  setRegistrationSettings: {
    method: 'PUT',
    path: '/api/counties/:county/registration-settings',
    permission: 'campaign.set',
    summary: '设置登记时限、证号',
    params: CountyParams,
    body: z.object({
      settings: z
        .array(
          z.object({
            setting: z.enum(settingNames),
            value: z.union([count.min(1).max(250), z.string().trim().min(1).max(20), z.null()]),
            source: z.string().trim().min(2).max(200),
            isVerified: z.boolean(),
          }),
        )
        .min(1)
        .max(settingNames.length),
      reason,
    }),
    response: RegistrationSettings,
  },
} as const satisfies Record<string, Endpoint>
