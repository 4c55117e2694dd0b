import { z } from 'zod'
import { CountyCode, CountyParams, type Endpoint, IsoDate } from './platform/endpoint.ts'

const count = z.number().int()
const reason = z.string().trim().min(2).max(500)
const Duty = z.enum(['head', 'deputy', 'liaison', 'member'])
const ChargeScope = z.enum(['county', 'township', 'estate', 'building', 'floor'])

export const Person = z
  .object({
    id: z.uuid(),
    countyCode: CountyCode,
    name: z.string(),
    organisationId: z.uuid().nullable(),
    login: z.string().nullable(),
    phoneMasked: z.string().nullable(),
    leftOn: IsoDate.nullable(),
    openTasks: count,
    overdueTasks: count,
    charges: count,
  })
  .meta({ id: 'Person' })
export type Person = z.infer<typeof Person>

const Posting = z.object({ id: z.uuid(), personId: z.uuid(), duty: Duty, from: IsoDate, until: IsoDate.nullable() })

/** A responsible unit or taskforce with who holds which post, now and before, and how its tasks stand. */
export const ResponsibleUnit = z
  .object({
    id: z.uuid(),
    countyCode: CountyCode,
    kind: z.enum([
      'clearance_office',
      'responsible_unit',
      'registration_centre',
      'inspection',
      'taskforce',
      'government',
    ]),
    name: z.string(),
    duties: z.string().nullable(),
    /** The words by which rules name it. */
    unitCodes: z.array(z.string()),
    postings: z.array(Posting),
    openTasks: count,
    overdueTasks: count,
    writtenOffTasks: count,
  })
  .meta({ id: 'ResponsibleUnit' })
export type ResponsibleUnit = z.infer<typeof ResponsibleUnit>

/** 包联: who looks after which place. `place` is its name in words. */
export const Charge = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    scope: ChargeScope,
    townshipCode: z.string().nullable(),
    estateId: z.uuid().nullable(),
    buildingId: z.uuid().nullable(),
    floor: count.nullable(),
    place: z.string(),
    from: IsoDate,
    until: IsoDate.nullable(),
  })
  .meta({ id: 'Charge' })
export type Charge = z.infer<typeof Charge>

export const Responsibility = z
  .object({
    countyCode: CountyCode,
    units: z.array(ResponsibleUnit),
    people: z.array(Person),
    charges: z.array(Charge),
    /** Units the rules name that no organisation stands behind yet. */
    unfilled: z.array(z.object({ unitCode: z.string(), name: z.string() })),
    /** Estates nobody looks after. */
    unattended: z.array(z.object({ id: z.uuid(), name: z.string() })),
  })
  .meta({ id: 'Responsibility' })
export type Responsibility = z.infer<typeof Responsibility>

const personParams = z.object({ county: CountyCode, person: z.uuid() })
const unitParams = z.object({ county: CountyCode, organisation: z.uuid() })

export const responsibilityEndpoints = {
  responsibility: {
    method: 'GET',
    path: '/api/counties/:county/responsibility',
    permission: 'responsibility.read',
    summary: '责任单位、专班、人员与包联',
    params: CountyParams,
    response: Responsibility,
  },
  addUnit: {
    method: 'POST',
    path: '/api/counties/:county/responsibility/units',
    permission: 'responsibility.assign',
    summary: '增设责任单位或专班',
    params: CountyParams,
    body: z.object({
      reason,
      kind: z.enum([
        'responsible_unit',
        'taskforce',
        'government',
        'clearance_office',
        'registration_centre',
        'inspection',
      ]),
      name: z.string().trim().min(2).max(60),
      duties: z.string().trim().max(500).nullable(),
    }),
    response: Responsibility,
  },
  describeUnit: {
    method: 'PUT',
    path: '/api/counties/:county/responsibility/units/:organisation',
    permission: 'responsibility.assign',
    summary: '职责分工，及政策规则中的哪些责任单位由它承担',
    params: unitParams,
    body: z.object({
      reason,
      duties: z.string().trim().max(500).nullable(),
      unitCodes: z.array(z.string().regex(/^[a-z][a-z0-9_]*$/)).max(30),
    }),
    response: Responsibility,
  },
  addPerson: {
    method: 'POST',
    path: '/api/counties/:county/responsibility/people',
    permission: 'responsibility.assign',
    summary: '登记人员',
    params: CountyParams,
    body: z.object({
      reason,
      name: z.string().trim().min(1).max(60),
      organisationId: z.uuid().nullable(),
      phone: z.string().trim().max(30).nullable(),
      /** Login of the account this person signs in with. */
      login: z.string().trim().max(64).nullable(),
    }),
    response: Responsibility,
  },
  linkAccount: {
    method: 'PUT',
    path: '/api/counties/:county/responsibility/people/:person/account',
    permission: 'responsibility.assign',
    summary: '人员与登录账号对应',
    params: personParams,
    body: z.object({ reason, login: z.string().trim().max(64).nullable() }),
    response: Responsibility,
  },
  post: {
    method: 'POST',
    path: '/api/counties/:county/responsibility/postings',
    permission: 'responsibility.assign',
    summary: '任职（一把手、联络员只有一人，前任同日卸任）',
    params: CountyParams,
    body: z.object({ reason, personId: z.uuid(), organisationId: z.uuid(), duty: Duty, from: IsoDate }),
    response: Responsibility,
  },
  endPosting: {
    method: 'POST',
    path: '/api/counties/:county/responsibility/postings/:posting/end',
    permission: 'responsibility.assign',
    summary: '卸任',
    params: z.object({ county: CountyCode, posting: z.uuid() }),
    body: z.object({ reason, until: IsoDate }),
    response: Responsibility,
  },
  charge: {
    method: 'POST',
    path: '/api/counties/:county/responsibility/charges',
    permission: 'responsibility.assign',
    summary: '包联（可多处）',
    params: CountyParams,
    body: z.object({
      reason,
      personId: z.uuid(),
      from: IsoDate,
      places: z
        .array(
          z.object({
            scope: ChargeScope,
            townshipCode: z.string().nullable().default(null),
            estateId: z.uuid().nullable().default(null),
            buildingId: z.uuid().nullable().default(null),
            floor: count.nullable().default(null),
          }),
        )
        .min(1)
        .max(500),
    }),
    response: Responsibility,
  },
  endCharge: {
    method: 'POST',
    path: '/api/counties/:county/responsibility/charges/:charge/end',
    permission: 'responsibility.assign',
    summary: '解除包联',
    params: z.object({ county: CountyCode, charge: z.uuid() }),
    body: z.object({ reason, until: IsoDate }),
    response: Responsibility,
  },
  handOver: {
    method: 'POST',
    path: '/api/counties/:county/responsibility/people/:person/hand-over',
    permission: 'responsibility.assign',
    summary: '工作交接：未销号任务、职务、包联一并移交，本人离任',
    params: personParams,
    body: z.object({ reason, toPersonId: z.uuid(), on: IsoDate, leaves: z.boolean() }),
    response: Responsibility.extend({ moved: z.object({ tasks: count, postings: count, charges: count }) }),
  },
  charter: {
    method: 'GET',
    path: '/api/counties/:county/responsibility/charter.docx',
    permission: 'responsibility.read',
    summary: '成员名单及职责分工 .docx',
    params: CountyParams,
    response: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  },
  draftCharter: {
    method: 'POST',
    path: '/api/counties/:county/responsibility/charter-document',
    permission: 'documents.draft',
    summary: '把成员名单及职责分工拟成公文草稿',
    params: CountyParams,
    body: z.object({ reason }),
    response: z.object({ documentId: z.uuid() }),
  },
} as const satisfies Record<string, Endpoint>
