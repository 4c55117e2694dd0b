import { z } from 'zod'
import { dueKindNames } from '#domain/dues/kinds.ts'
import { recoveryCauses } from '#domain/dues/recovery.ts'
import { applicationStates } from '#domain/registrations/states.ts'
import { basis, Computed, fen, reason } from './due-shapes.ts'
import {
  CountyCode,
  CountyParams,
  type Endpoint,
  IsoDate,
  pageOf,
  RegionCode,
  RegionParams,
} from './platform/endpoint.ts'
import { LadderStepName, LadderStepView, Named } from './supervision-shapes.ts'

const count = z.number().int()

/** A recovery case as lists name it. What was paid and taken off is since the debts joined it; the late fee is up to today. */
export const RecoveryLine = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    no: count,
    debtor: Named,
    estate: Named,
    cause: z.enum(recoveryCauses),
    openedOn: IsoDate,
    endedOn: IsoDate.nullable(),
    endKind: z.enum(['settled', 'decided']).nullable(),
    beganFen: count,
    paidFen: count,
    reducedFen: count,
    owedFen: count,
    /** Null: of none of its debts a rule charges one, or a day is missing. */
    lateFeeFen: count.nullable(),
    /** By when the debtor has to act; of an instalment plan the first not paid. */
    dueOn: IsoDate,
    daysOpen: count,
    lastStep: LadderStepName.nullable(),
    hasPlan: z.boolean(),
  })
  .meta({ id: 'RecoveryLine' })
export type RecoveryLine = z.infer<typeof RecoveryLine>

const RecoveryDebt = z.object({
  dueId: z.uuid(),
  kind: z.enum(dueKindNames),
  basis: z.string(),
  dueOn: IsoDate.nullable(),
  joinedOn: IsoDate,
  beganFen: count,
  paidFen: count,
  reducedFen: count,
  owedFen: count,
  isCancelled: z.boolean(),
  /** Until when it is put off; null: it is not, or the deferral has run out. */
  deferredUntil: IsoDate.nullable(),
  ranOutOn: IsoDate.nullable(),
  lateFee: Computed.nullable(),
  /** Why no late fee can be told: what is missing, or `no_rule` where none is charged on such a debt. */
  lateFeeUnknown: z.string().nullable(),
})

const RecoveryPayment = z.object({
  paymentId: z.uuid(),
  receiptNo: z.string(),
  kind: z.enum(dueKindNames),
  paidOn: IsoDate,
  payerName: z.string(),
  fen: count,
  isReversed: z.boolean(),
  reverses: z.string().nullable(),
})

const RecoveryPlan = z.object({
  no: count,
  agreedOn: IsoDate,
  basis: z.string(),
  instalments: z.array(
    z.object({
      dueOn: IsoDate,
      amountFen: count,
      paidFen: count,
      state: z.enum(['paid', 'late', 'partly', 'open']),
    }),
  ),
})

const LinkedApplication = z.object({
  id: z.uuid(),
  state: z.enum(applicationStates),
  homes: count,
  acceptanceNo: z.string().nullable(),
  buildingName: z.string().nullable(),
  submittedOn: IsoDate,
  enteredOn: IsoDate.nullable(),
})

/** A case whole: debts, payments, letters and steps, the plan, and the homes registered meanwhile. */
export const Recovery = RecoveryLine.extend({
  basis: z.string(),
  openerName: z.string(),
  endBasis: z.string().nullable(),
  matterId: z.uuid(),
  revision: count,
  asOf: IsoDate,
  debts: z.array(RecoveryDebt),
  payments: z.array(RecoveryPayment),
  steps: z.array(LadderStepView),
  plan: RecoveryPlan.nullable(),
  applications: z.array(LinkedApplication),
  homes: z.object({
    all: count,
    firstRegistered: count,
    transferred: count,
    firstMeanwhile: count,
    transferredMeanwhile: count,
  }),
  timeline: z.array(z.object({ actNo: count, kind: z.string(), on: IsoDate, actor: z.string(), reason: z.string() })),
}).meta({ id: 'Recovery' })
export type Recovery = z.infer<typeof Recovery>

/** A debt of an organisation about an estate that no case pursues yet. */
export const RecoverableDue = z
  .object({
    dueId: z.uuid(),
    debtor: Named.nullable(),
    debtorName: z.string(),
    kind: z.enum(dueKindNames),
    basis: z.string(),
    owedFen: count,
    dueOn: IsoDate.nullable(),
    deferredUntil: IsoDate.nullable(),
  })
  .meta({ id: 'RecoverableDue' })
export type RecoverableDue = z.infer<typeof RecoverableDue>

/** A due that was put off, by its last day. `state`: `run_out`, owed again since the day after; `running`: that day is to come. */
export const DeferralLine = z
  .object({
    termId: z.uuid(),
    dueId: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    kind: z.enum(dueKindNames),
    debtorName: z.string(),
    estate: Named.nullable(),
    owedFen: count,
    untilOn: IsoDate,
    basis: z.string(),
    state: z.enum(['run_out', 'running']),
    recovery: z.object({ id: z.uuid(), no: count }).nullable(),
  })
  .meta({ id: 'DeferralLine' })
export type DeferralLine = z.infer<typeof DeferralLine>

const page = { after: z.string().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }

export const RecoveriesQuery = z.object({
  state: z.enum(['open', 'ended', 'late_instalment']).optional(),
  estate: z.uuid().optional(),
  organisation: z.uuid().optional(),
  search: z.string().trim().max(64).optional(),
  ...page,
})
export type RecoveriesQuery = z.infer<typeof RecoveriesQuery>

export const DeferralsQuery = z.object({ state: z.enum(['run_out', 'running']).default('run_out'), ...page })
export type DeferralsQuery = z.infer<typeof DeferralsQuery>

export const NewRecovery = z.object({
  estateId: z.uuid(),
  dueIds: z.array(z.uuid()).min(1).max(100),
  basis,
  /** By when the debtor is asked to act; without one, by the day its debts are due, today at the earliest. */
  dueOn: IsoDate.nullable().default(null),
  reason,
})
export type NewRecovery = z.infer<typeof NewRecovery>

export const NewPlan = z.object({
  revision: count,
  basis,
  reason,
  instalments: z.array(z.object({ dueOn: IsoDate, amountFen: fen })).max(60),
})
export type NewPlan = z.infer<typeof NewPlan>

const estateParams = z.object({ county: CountyCode, estate: z.uuid() })
const recoveryParams = z.object({ county: CountyCode, recovery: z.uuid() })

export const recoveriesEndpoints = {
  listRecoveries: {
    method: 'GET',
    path: '/api/regions/:region/recoveries',
    permission: 'dues.read',
    summary: '追缴台账',
    params: RegionParams,
    query: RecoveriesQuery,
    response: pageOf(RecoveryLine),
  },
  listDeferrals: {
    method: 'GET',
    path: '/api/regions/:region/deferrals',
    permission: 'dues.read',
    summary: '缓缴：已到期的、还在期内的',
    params: RegionParams,
    query: DeferralsQuery,
    response: pageOf(DeferralLine),
  },
  estateRecoveries: {
    method: 'GET',
    path: '/api/counties/:county/estates/:estate/recoveries',
    permission: 'dues.read',
    summary: '一个小区的追缴案',
    params: estateParams,
    response: z.array(RecoveryLine),
  },
  recoverableDues: {
    method: 'GET',
    path: '/api/counties/:county/estates/:estate/recoverable-dues',
    permission: 'dues.read',
    summary: '一个小区的单位欠缴中尚未立案追缴的',
    params: estateParams,
    response: z.array(RecoverableDue),
  },
  getRecovery: {
    method: 'GET',
    path: '/api/counties/:county/recoveries/:recovery',
    permission: 'dues.read',
    summary: '一件追缴案',
    params: recoveryParams,
    response: Recovery,
  },
  openRecovery: {
    method: 'POST',
    path: '/api/counties/:county/recoveries',
    permission: 'dues.record',
    summary: '立案追缴；该单位在该小区已有在办案件的，并入该案',
    params: CountyParams,
    body: NewRecovery,
    response: Recovery,
  },
  agreePlan: {
    method: 'POST',
    path: '/api/counties/:county/recoveries/:recovery/plan',
    permission: 'dues.record',
    summary: '约定分期缴纳',
    params: recoveryParams,
    body: NewPlan,
    response: Recovery,
  },
  endRecovery: {
    method: 'POST',
    path: '/api/counties/:county/recoveries/:recovery/end',
    permission: 'dues.record',
    summary: '依据决定终结追缴（欠缴本身不因此消灭）',
    params: recoveryParams,
    body: z.object({ revision: count, basis, reason }),
    response: Recovery,
  },
} as const satisfies Record<string, Endpoint>
