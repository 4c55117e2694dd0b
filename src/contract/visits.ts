import { z } from 'zod'
import { paperCodes } from '#domain/archives/paper-kinds.ts'
import { visitChannelCodes } from '#domain/outreach/visits/channels.ts'
import { contactStates, visitFields, visitOutcomes, willingnesses } from '#domain/outreach/visits/fields.ts'
import { obstacles } from '#domain/units/obstacles.ts'
import { CountyCode, type Endpoint, IsoDate } from './platform/endpoint.ts'
import { NewTransfer } from './transfers.ts'

const count = z.number().int()
const words = (longest: number) => z.string().trim().min(1).max(longest)
const Instant = z.iso.datetime({ offset: true })
const FactValue = z.union([z.boolean(), z.number(), z.string()])
const Papers = z.array(z.enum(paperCodes)).max(paperCodes.length)

/** What visits say of a home; null: nobody said. The phone number is masked. */
const VisitStanding = z
  .object({
    contact: z.enum(contactStates).nullable(),
    willingness: z.enum(willingnesses).nullable(),
    reason: z.string().nullable(),
    phoneShown: z.string().nullable(),
    papers: z.array(z.enum(paperCodes)).nullable(),
    nextStep: z.string().nullable(),
    nextOn: IsoDate.nullable(),
  })
  .meta({ id: 'VisitStanding' })
export type VisitStanding = z.infer<typeof VisitStanding>

/** The revision of the home by which each field was last said; without one: never. */
const FieldRevisions = z.partialRecord(z.enum(visitFields), count)

/** Only what was changed on the phone; null takes a value back. */
export const ChangedFields = z.object({
  contact: z.enum(contactStates).nullable().optional(),
  willingness: z.enum(willingnesses).nullable().optional(),
  reason: words(200).nullable().optional(),
  phone: z
    .string()
    .regex(/^\+?[\d -]{7,20}$/)
    .nullable()
    .optional(),
  papers: Papers.nullable().optional(),
  nextStep: words(200).nullable().optional(),
  nextOn: IsoDate.nullable().optional(),
})

const everyRecord = {
  /** Made by the phone; sent again, the same record. */
  id: z.uuid(),
  countyCode: CountyCode,
  /** By the phone's own clock. */
  observedAt: Instant,
  formVersion: count.min(1).max(999),
  /** Client ids of uploads begun with them (`beginUploads`, paper `visit_photo`). */
  photos: z.array(z.uuid()).max(30).default([]),
  note: z.string().trim().max(2000).nullable().default(null),
}

/** One attempt to reach the owner of a home, and what became known by it. */
export const VisitRecord = z.object({
  ...everyRecord,
  kind: z.literal('visit'),
  unitId: z.uuid(),
  /** The revision of the home the phone had when it was filled in; null: the home was not loaded. */
  baseRevision: count.min(0).nullable().default(null),
  channel: z.enum(visitChannelCodes),
  isContacted: z.boolean(),
  fields: ChangedFields.default({}),
})
export type VisitRecord = z.infer<typeof VisitRecord>

/** What was seen or heard of an estate on a round. */
export const FactRecord = z.object({
  ...everyRecord,
  kind: z.literal('fact'),
  estateId: z.uuid(),
  fact: z.string().min(1).max(80),
  value: FactValue.nullable(),
  asOf: IsoDate,
})
export type FactRecord = z.infer<typeof FactRecord>

/** An application for the transfer of a home taken in at a temporary point; the window goes on with it. */
export const ApplicationRecord = z.object({
  ...everyRecord,
  kind: z.literal('application'),
  unitId: z.uuid(),
  transfer: NewTransfer,
})
export type ApplicationRecord = z.infer<typeof ApplicationRecord>

/**
 * What a phone hands in: a `VisitRecord`, `FactRecord` or `ApplicationRecord`. Only the id is insisted upon here: each record
 * has its own answer, and what a form of another version says beside what is known is kept as told.
 */
const GivenRecord = z.looseObject({ id: z.uuid() })

export const RecordResult = z
  .object({
    id: z.uuid(),
    outcome: z.enum(visitOutcomes),
    code: z.string().nullable(),
    message: z.string().nullable(),
    conflicts: z.array(z.enum(visitFields)),
    /** Of the home, after this record; null: of no home. */
    revision: count.nullable(),
    unit: VisitStanding.nullable(),
    fieldRevisions: FieldRevisions.nullable(),
  })
  .meta({ id: 'VisitRecordResult' })
export type RecordResult = z.infer<typeof RecordResult>

/** A value of a field as it is shown. */
const FieldValue = z.union([z.string(), z.array(z.string())]).nullable()

/** Values told of one field by several people: the one that stands and those that wait, each with who told it and when. */
export const VisitConflict = z
  .object({
    countyCode: CountyCode,
    unitId: z.uuid(),
    field: z.enum(visitFields),
    estateName: z.string(),
    building: z.string(),
    entrance: z.string(),
    room: z.string(),
    revision: count,
    standing: z.object({ value: FieldValue, by: z.string().nullable(), at: z.iso.datetime().nullable() }),
    given: z.array(z.object({ id: z.uuid(), value: FieldValue, by: z.string(), at: z.iso.datetime() })),
  })
  .meta({ id: 'VisitConflict' })
export type VisitConflict = z.infer<typeof VisitConflict>

const estateParams = z.object({ county: CountyCode, visitEstate: z.uuid() })

export const visitsEndpoints = {
  registerVisitDevice: {
    method: 'POST',
    path: '/api/visit/devices',
    permission: 'outreach.visit',
    summary: '登记自己的手机，取得本机存储的密钥；已停用的手机没有密钥',
    body: z.object({ deviceId: z.uuid(), name: words(60) }),
    response: z.object({
      deviceId: z.uuid(),
      key: z.string().nullable(),
      isRevoked: z.boolean(),
      account: z.object({ id: z.uuid(), name: z.string() }),
      sessionEndsAt: z.iso.datetime(),
    }),
  },
  visitEstates: {
    method: 'GET',
    path: '/api/visit/estates',
    permission: 'outreach.visit',
    summary: '自己包联和走访计划中的小区',
    response: z.array(
      z.object({
        countyCode: CountyCode,
        estateId: z.uuid(),
        name: z.string(),
        address: z.string().nullable(),
        homes: count,
        open: count,
        planned: z.array(z.object({ planId: z.uuid(), title: z.string(), until: IsoDate })),
      }),
    ),
  },
  visitHomes: {
    method: 'GET',
    path: '/api/visit/counties/:county/estates/:visitEstate/homes',
    permission: 'outreach.visit',
    summary: '一个小区的各户及走访情况（分页）；给出 since 时只给其后有变化的',
    params: estateParams,
    query: z.object({
      after: z.uuid().optional(),
      /** The `mark` of an earlier answer. */
      since: z.coerce.number().int().min(0).optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(1000),
    }),
    response: z.object({
      rows: z.array(
        z.object({
          unitId: z.uuid(),
          building: z.string(),
          entrance: z.string(),
          floor: count.nullable(),
          room: z.string(),
          owners: z.array(z.object({ ownerNo: count, name: z.string(), phoneShown: z.string().nullable() })),
          state: z.enum(['listed', 'surveyed', 'first_registered', 'transferred']),
          obstacle: z.enum(obstacles).nullable(),
          attempts: count,
          lastVisitedOn: IsoDate.nullable(),
          revision: count,
          fields: VisitStanding,
          fieldRevisions: FieldRevisions,
        }),
      ),
      next: z.uuid().nullable(),
      /** What is asked with `since` the next time; take that of the first page. */
      mark: count,
    }),
  },
  visitFacts: {
    method: 'GET',
    path: '/api/visit/counties/:county/estates/:visitEstate/facts',
    permission: 'outreach.visit',
    summary: '下次走访一个小区要问清的事实，最要紧的在前',
    params: estateParams,
    response: z.array(
      z.object({
        fact: z.string(),
        title: z.string(),
        titleEn: z.string(),
        type: z.enum(['boolean', 'number', 'date', 'choice', 'text']),
        unit: z.string().nullable(),
        choices: z.array(z.object({ value: z.string(), title: z.string() })),
      }),
    ),
  },
  sendVisitRecords: {
    method: 'POST',
    path: '/api/visit/records',
    permission: 'outreach.visit',
    summary: '上报手机里的记录；每条各有结果，重复上报得到同样的结果',
    body: z.object({
      deviceId: z.uuid(),
      /** What the phone's clock says now. */
      clock: Instant,
      records: z.array(GivenRecord).min(1).max(200),
    }),
    response: z.object({ results: z.array(RecordResult) }),
  },
  ownVisitRecords: {
    method: 'GET',
    path: '/api/visit/records',
    permission: 'outreach.visit',
    summary: '自己上报的记录后来怎样了，最近的在前；自己涉及的、待决定的不一致',
    query: z.object({ after: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(100) }),
    response: z.object({
      rows: z.array(
        z.object({
          id: z.uuid(),
          kind: z.string(),
          countyCode: CountyCode,
          unitId: z.uuid().nullable(),
          estateId: z.uuid().nullable(),
          outcome: z.enum(visitOutcomes),
          code: z.string().nullable(),
          message: z.string().nullable(),
          /** Of a record in quarantine: what a person decided since. */
          quarantine: z.enum(['waiting', 'taken', 'set_aside']).nullable(),
          receivedAt: z.iso.datetime(),
          photos: count,
          photosHere: count,
          no: z.uuid(),
        }),
      ),
      next: z.uuid().nullable(),
      conflicts: z.array(VisitConflict),
    }),
  },
} as const satisfies Record<string, Endpoint>
