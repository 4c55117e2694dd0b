import { z } from 'zod'
import { paperCodes } from '#domain/archives/paper-kinds.ts'
import { paperStandings } from '#domain/archives/papers.ts'
import { gateStates, gates } from '#domain/registrations/gates.ts'
import { applicationStates, coOwnerships } from '#domain/registrations/states.ts'
import { authorisations, transferApplicantKinds } from '#domain/registrations/transfer/applicants.ts'
import { windowSteps } from '#domain/registrations/transfer/next-step.ts'
import { restrictionEffects, restrictionKinds } from '#domain/units/restriction-rules.ts'
import { CountyCode, CountyParams, type Endpoint, IsoDate } from './platform/endpoint.ts'

const count = z.number().int()
const reason = z.string().trim().min(2).max(200)
const words = (longest: number) => z.string().trim().min(1).max(longest)
const PaperCode = z.enum(paperCodes)
const idKinds = [
  'identity_card',
  'hk_mo_tw',
  'passport',
  'household_register',
  'officer_card',
  'business',
  'other',
] as const

/** A paper asked for, how it stands, and the law that asks for it. */
const WindowPaper = z.object({
  paper: PaperCode,
  standing: z.enum(paperStandings),
  basis: z.string().nullable(),
  source: z.string().nullable(),
})

const WindowGate = z.object({
  gate: z.enum(gates),
  state: z.enum(gateStates),
  decidedOn: IsoDate.nullable(),
  deciderName: z.string().nullable(),
  evidence: z.string().nullable(),
  basis: z.string().nullable(),
})

const WindowRestriction = z.object({
  id: z.uuid(),
  kind: z.enum(restrictionKinds),
  authority: z.string(),
  documentNo: z.string(),
  fromOn: IsoDate,
  untilOn: IsoDate.nullable(),
  effect: z.enum(restrictionEffects),
  words: z.string(),
  basis: z.string(),
})

/** The open application of a home, or its last. */
const WindowApplication = z.object({
  id: z.uuid(),
  state: z.enum(applicationStates),
  applicantKind: z.enum(transferApplicantKinds),
  acceptanceNo: z.string().nullable(),
  submittedOn: IsoDate,
  acceptedOn: IsoDate.nullable(),
  dueOn: IsoDate.nullable(),
  promisedOn: IsoDate.nullable(),
  isOpen: z.boolean(),
  gates: z.array(WindowGate),
})

/** Everything one window needs of a home, on one page 一窗通办. Numbers of people are masked. */
export const WindowHome = z
  .object({
    unitId: z.uuid(),
    countyCode: CountyCode,
    estateId: z.uuid(),
    estateName: z.string(),
    buildingId: z.uuid(),
    building: z.string(),
    entrance: z.string(),
    room: z.string(),
    use: z.string().nullable(),
    areaM2: z.number().nullable(),
    firstRegisteredOn: IsoDate.nullable(),
    transferredOn: IsoDate.nullable(),
    certificateNo: z.string().nullable(),
    contractNo: z.string().nullable(),
    priceFen: count.nullable(),
    coOwnership: z.enum(coOwnerships).nullable(),
    owners: z.array(
      z.object({
        ownerNo: count,
        name: z.string(),
        idKind: z.string().nullable(),
        idMasked: z.string().nullable(),
        phoneMasked: z.string().nullable(),
        /** Whether their number is on record, so that they need not be typed again. */
        hasNumber: z.boolean(),
      }),
    ),
    developer: z.object({ name: z.string().nullable(), standing: z.enum(['existing', 'gone', 'unknown', 'none']) }),
    restrictions: z.array(WindowRestriction),
    application: WindowApplication.nullable(),
    papers: z.array(WindowPaper),
    /** Agents whom an owner authorised by photo, accepted and in force. */
    agents: z.array(
      z.object({
        id: z.uuid(),
        ownerName: z.string(),
        agentName: z.string(),
        agentIdMasked: z.string(),
        validUntil: IsoDate,
      }),
    ),
    next: z.enum(windowSteps),
  })
  .meta({ id: 'WindowHome' })
export type WindowHome = z.infer<typeof WindowHome>

const share = z.object({ parts: count.min(1), whole: count.min(1) })

/** Who takes the home: an owner on record by number, or somebody whose particulars are typed. */
const Buyer = z.union([
  z.object({ ownerNo: count.min(1), share: share.nullable() }),
  z.object({
    name: words(60),
    idKind: z.enum(idKinds),
    idNumber: words(40),
    phone: words(20).nullable(),
    share: share.nullable(),
  }),
])

export const NewTransfer = z
  .object({
    reason,
    submittedOn: IsoDate,
    applicantKind: z.enum(transferApplicantKinds),
    applicantBasis: words(200).nullable(),
    buyers: z.array(Buyer).min(1).max(20),
    coOwnership: z.enum(coOwnerships),
    /** Why the owner is another than on record. */
    difference: words(200).nullable(),
    /** One the owner authorised by photo, or one whose particulars are typed. */
    agent: z
      .union([
        z.object({ authorisationId: z.uuid() }),
        z.object({
          name: words(60),
          idNumber: words(40),
          authorisation: z.enum(Object.keys(authorisations) as [keyof typeof authorisations]),
        }), // the keys of the table itself
      ])
      .nullable(),
    contract: z.object({
      no: words(80).nullable(),
      on: IsoDate.nullable(),
      priceFen: count.min(0).nullable(),
      invoiceNo: words(80).nullable(),
    }),
    held: z.array(PaperCode).max(paperCodes.length),
    remark: words(500).nullable(),
  })
  .meta({ id: 'NewTransfer' })
export type NewTransfer = z.infer<typeof NewTransfer>

/** What waits at one gate of a county. */
const GateDesk = z.object({
  gate: z.enum(gates),
  open: count,
  overdue: count,
  /** Due within three days. */
  soon: count,
  oldestOn: IsoDate.nullable(),
})

const unitParams = z.object({ county: CountyCode, unit: z.uuid() })
const applicationParams = z.object({ county: CountyCode, application: z.uuid() })
const batchParams = z.object({ county: CountyCode, registrationBatch: z.uuid() })
const xlsx = { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }

export const transfersEndpoints = {
  windowHome: {
    method: 'GET',
    path: '/api/counties/:county/units/:unit/window',
    permission: 'registrations.read',
    summary: '一窗通办：一户的权利人、材料、环节和下一步',
    params: unitParams,
    response: WindowHome,
  },
  submitTransfer: {
    method: 'POST',
    path: '/api/counties/:county/units/:unit/transfer-applications',
    permission: 'registrations.apply',
    summary: '提交一户的转移登记申请',
    params: unitParams,
    body: NewTransfer,
    response: z.object({ id: z.uuid() }),
  },
  markPapers: {
    method: 'PUT',
    path: '/api/counties/:county/applications/:application/papers',
    permission: 'registrations.accept',
    summary: '勾选已收到的材料',
    params: applicationParams,
    body: z.object({ reason, held: z.array(PaperCode).max(paperCodes.length) }),
    response: z.array(WindowPaper),
  },
  gateDesks: {
    method: 'GET',
    path: '/api/counties/:county/gates',
    permission: 'registrations.read',
    summary: '并联环节：每个环节待办多少',
    params: CountyParams,
    response: z.array(GateDesk),
  },
  ownersTemplate: {
    method: 'GET',
    path: '/api/counties/:county/owners-workbook.xlsx',
    permission: 'registrations.apply',
    summary: '业主批量申请模板',
    params: CountyParams,
    response: xlsx,
  },
  bringOwners: {
    method: 'POST',
    path: '/api/counties/:county/owners-workbooks',
    permission: 'registrations.apply',
    summary: '上传开发企业的业主工作簿并预览（multipart）',
    params: CountyParams,
    query: z.object({
      /** Asked again with the same key, the same batch answers. */
      key: z.uuid(),
      estate: z.uuid().optional(),
      applicantKind: z.enum(transferApplicantKinds),
      applicantBasis: words(200).optional(),
      submittedOn: IsoDate,
      /** Papers handed in for every home of the file, parted by commas. */
      held: z.string().max(400).optional(),
    }),
    response: z.object({ batch: z.uuid(), rows: count, refused: count }),
  },
  discardOwners: {
    method: 'POST',
    path: '/api/counties/:county/registration-batches/:registrationBatch/discard',
    permission: 'registrations.apply',
    summary: '放弃一个还没有办理的业主批次',
    params: batchParams,
    body: z.object({ reason }),
    response: z.object({ id: z.uuid() }),
  },
  refusedOwners: {
    method: 'POST',
    path: '/api/counties/:county/registration-batches/:registrationBatch/refused.xlsx',
    permission: 'registrations.apply',
    summary: '退回的行（末列为原因），改好后可再次上传',
    params: batchParams,
    body: z.object({}),
    response: xlsx,
  },
} as const satisfies Record<string, Endpoint>
