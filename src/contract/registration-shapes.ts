import { z } from 'zod'
import { pauseKinds } from '#domain/registrations/clock.ts'
import { gateStates, gates } from '#domain/registrations/gates.ts'
import { settingNames } from '#domain/registrations/settings.ts'
import { applicationKinds, applicationStates, coOwnerships, partyRoles } from '#domain/registrations/states.ts'
import { CountyCode, IsoDate, RegionCode } from './platform/endpoint.ts'
import { HistoryEntry } from './units.ts'

const count = z.number().int()

const GateLine = z.object({ gate: z.enum(gates), state: z.enum(gateStates) }).meta({ id: 'GateLine' })

/** An application in a list. Of a first registration `room` and `entrance` are empty: it covers `homes` homes. */
export const ApplicationLine = z
  .object({
    id: z.uuid(),
    countyCode: CountyCode,
    countyName: z.string(),
    kind: z.enum(applicationKinds),
    state: z.enum(applicationStates),
    estateId: z.uuid(),
    estateName: z.string(),
    buildingId: z.uuid().nullable(),
    building: z.string().nullable(),
    unitId: z.uuid().nullable(),
    entrance: z.string().nullable(),
    room: z.string().nullable(),
    homes: count,
    applicantKind: z.string(),
    /** Names of the buyers, or of the organisation that applies. */
    applicants: z.string(),
    submittedOn: IsoDate,
    acceptanceNo: z.string().nullable(),
    acceptedOn: IsoDate.nullable(),
    isDeemed: z.boolean().nullable(),
    dueOn: IsoDate.nullable(),
    promisedOn: IsoDate.nullable(),
    /** Days do not count now: a correction is awaited or a notice runs. */
    isPaused: z.boolean(),
    gates: z.array(GateLine),
    enteredOn: IsoDate.nullable(),
    certificateNo: z.string().nullable(),
    certifiedOn: IsoDate.nullable(),
    deliveredOn: IsoDate.nullable(),
  })
  .meta({ id: 'ApplicationLine' })
export type ApplicationLine = z.infer<typeof ApplicationLine>

/**
 * Filters of the list. `search` is a buyer's name from its beginning, a room, a certificate or acceptance number, or an
 * exact ID number or phone, compared as keyed digests; it is sent in the body so that no log keeps it.
 */
export const ApplicationsQuery = z.object({
  search: z.string().trim().max(64).optional(),
  kind: z.enum(applicationKinds).optional(),
  state: z.enum([...applicationStates, 'open']).optional(),
  /** Under way, and this gate not decided. */
  gateOpen: z.enum(gates).optional(),
  /** Under way, and due on or before this day. */
  dueBy: IsoDate.optional(),
  estate: z.uuid().optional(),
  unit: z.uuid().optional(),
  batch: z.uuid().optional(),
  /** `newest`: last handed in first; `due`: under way, soonest due first. */
  sort: z.enum(['newest', 'due']).default('newest'),
  after: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type ApplicationsQuery = z.infer<typeof ApplicationsQuery>

const Gate = GateLine.extend({
  decidedOn: IsoDate.nullable(),
  decidedBy: z.uuid().nullable(),
  deciderName: z.string().nullable(),
  evidence: z.string().nullable(),
  basis: z.string().nullable(),
})

const Party = z.object({
  partyNo: count,
  role: z.enum(partyRoles),
  name: z.string(),
  idKind: z.string().nullable(),
  idMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  shareParts: count.nullable(),
  shareWhole: count.nullable(),
  basis: z.string().nullable(),
})

const Pause = z.object({
  kind: z.enum(pauseKinds),
  fromOn: IsoDate,
  untilOn: IsoDate.nullable(),
  missing: z.array(z.string()),
})

const Paper = z.object({
  paper: z.string(),
  standing: z.string(),
  basis: z.string().nullable(),
  fileIds: z.array(z.string()),
})

/** One application whole. Names of the accounts tell who did what; ids tell a page which moves the reader may make. */
export const Application = ApplicationLine.omit({ gates: true })
  .extend({
    organisationId: z.uuid().nullable(),
    organisation: z.string().nullable(),
    applicantBasis: z.string().nullable(),
    batchId: z.uuid().nullable(),
    submittedBy: z.uuid(),
    submitterName: z.string(),
    acceptedBy: z.uuid().nullable(),
    acceptorName: z.string().nullable(),
    legalDays: count.nullable(),
    promisedDays: count.nullable(),
    /** While a correction is awaited: until when. */
    correctBy: IsoDate.nullable(),
    entererName: z.string().nullable(),
    certificatePaper: z.string().nullable(),
    endedOn: IsoDate.nullable(),
    endReason: z.string().nullable(),
    missing: z.array(z.string()),
    contractNo: z.string().nullable(),
    contractOn: IsoDate.nullable(),
    priceFen: count.nullable(),
    invoiceNo: z.string().nullable(),
    contractBasis: z.enum(['filed', 'recognised']).nullable(),
    coOwnership: z.enum(coOwnerships).nullable(),
    remark: z.string().nullable(),
    papers: z.array(Paper),
    gates: z.array(Gate),
    pauses: z.array(Pause),
    parties: z.array(Party),
    /** Of the home of a transfer. */
    firstRegisteredOn: IsoDate.nullable(),
    /** Homes of a first registration that are registered. */
    homesRegistered: count,
    history: z.array(HistoryEntry),
  })
  .meta({ id: 'Application' })
export type Application = z.infer<typeof Application>

const Result = z.object({
  id: z.string(),
  ok: z.boolean(),
  code: z.string().nullable(),
  message: z.string().nullable(),
})

/** What became of each application asked for, in the order asked. */
export const ApplicationResults = z
  .object({ done: count, refused: count, results: z.array(Result) })
  .meta({ id: 'ApplicationResults' })
export type ApplicationResults = z.infer<typeof ApplicationResults>

const batchStates = ['reading', 'previewed', 'running', 'finished', 'unreadable'] as const

export const BatchLine = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    act: z.string(),
    state: z.enum(batchStates),
    source: z.enum(['workbook', 'selection']),
    name: z.string(),
    makerName: z.string(),
    /** The organisation that handed its workbook in; null: an office made it. */
    handedInBy: z.string().nullable(),
    madeAt: z.iso.datetime(),
    runnerName: z.string().nullable(),
    finishedAt: z.iso.datetime().nullable(),
    items: count,
    done: count,
    refused: count,
  })
  .meta({ id: 'BatchLine' })
export type BatchLine = z.infer<typeof BatchLine>

const BatchItem = z.object({
  itemNo: count,
  place: z.string(),
  unitId: z.uuid().nullable(),
  applicationId: z.uuid().nullable(),
  state: z.enum(['ready', 'refused', 'done']),
  code: z.string().nullable(),
  message: z.string().nullable(),
})

export const Batch = BatchLine.extend({
  terms: z.record(z.string(), z.unknown()),
  reason: z.string().nullable(),
  /** How many items were refused for each reason, the most frequent first. */
  reasons: z.array(z.object({ code: z.string(), message: z.string(), items: count })),
  rows: z.array(BatchItem),
  next: count.nullable(),
}).meta({ id: 'RegistrationBatch' })
export type Batch = z.infer<typeof Batch>

const Setting = z.object({
  setting: z.enum(settingNames),
  value: z.union([count, z.string(), z.null()]),
  source: z.string(),
  isVerified: z.boolean(),
  /** Set by the county; else the default of the release. */
  isSet: z.boolean(),
})

export const RegistrationSettings = z.object({ settings: z.array(Setting) }).meta({ id: 'RegistrationSettings' })
