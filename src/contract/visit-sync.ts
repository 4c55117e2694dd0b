import { z } from 'zod'
import { quarantineReasons, visitFields } from '#domain/outreach/visits/fields.ts'
import { visitSettingNames } from '#domain/outreach/visits/settings.ts'
import { CountyCode, CountyParams, type Endpoint, pageOf, RegionParams } from './platform/endpoint.ts'
import { RecordResult, VisitConflict } from './visits.ts'

const count = z.number().int()
const reason = z.string().trim().min(2).max(500)

const VisitDevice = z
  .object({
    id: z.uuid(),
    countyCode: CountyCode,
    name: z.string(),
    accountName: z.string(),
    addedAt: z.iso.datetime(),
    lastSentAt: z.iso.datetime().nullable(),
    records: count,
    waiting: count,
    revokedAt: z.iso.datetime().nullable(),
    revokerName: z.string().nullable(),
    revokedReason: z.string().nullable(),
  })
  .meta({ id: 'VisitDevice' })
export type VisitDevice = z.infer<typeof VisitDevice>

const quarantineStates = ['waiting', 'taken', 'set_aside'] as const

/** A record that waits for a person: where it came from, why, and what it says, numbers masked. */
const QuarantinedRecord = z
  .object({
    id: z.uuid(),
    countyCode: CountyCode,
    why: z.enum(quarantineReasons),
    state: z.enum(quarantineStates),
    kind: z.string(),
    accountName: z.string(),
    deviceName: z.string().nullable(),
    receivedAt: z.iso.datetime(),
    place: z.string().nullable(),
    said: z.array(z.object({ name: z.string(), value: z.string() })),
    deciderName: z.string().nullable(),
    decidedReason: z.string().nullable(),
  })
  .meta({ id: 'QuarantinedRecord' })
export type QuarantinedRecord = z.infer<typeof QuarantinedRecord>

const VisitSetting = z.object({
  setting: z.enum(visitSettingNames),
  number: count,
  source: z.string(),
  isVerified: z.boolean(),
  isDefault: z.boolean(),
})

const page = { after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }

/** What the clearance office does with what phones sent. */
export const visitSyncEndpoints = {
  listVisitConflicts: {
    method: 'GET',
    path: '/api/regions/:region/visit-conflicts',
    permission: 'outreach.read',
    summary: '走访记录中说法不一致、待决定的（分页）',
    params: RegionParams,
    query: z.object(page),
    response: pageOf(VisitConflict),
  },
  decideVisitConflict: {
    method: 'POST',
    path: '/api/counties/:county/visit-conflicts/decide',
    permission: 'outreach.arrange',
    summary: '决定一户一项以哪个说法为准；其余说法留存',
    params: CountyParams,
    body: z.object({
      unitId: z.uuid(),
      field: z.enum(visitFields),
      /** The value chosen: one of those given, or null for the one that stands. */
      chosen: z.uuid().nullable(),
      revision: count,
      reason,
    }),
    response: z.object({ revision: count }),
  },
  listVisitDevices: {
    method: 'GET',
    path: '/api/regions/:region/visit-devices',
    permission: 'outreach.arrange',
    summary: '走访用的手机（分页）',
    params: RegionParams,
    query: z.object(page),
    response: pageOf(VisitDevice),
  },
  revokeVisitDevice: {
    method: 'POST',
    path: '/api/counties/:county/visit-devices/:visitDevice/revoke',
    permission: 'outreach.arrange',
    summary: '停用一台手机：不再给密钥，此后上报的记录先隔离',
    params: z.object({ county: CountyCode, visitDevice: z.uuid() }),
    body: z.object({ reason }),
    response: z.object({ id: z.uuid() }),
  },
  listVisitQuarantine: {
    method: 'GET',
    path: '/api/regions/:region/visit-quarantine',
    permission: 'outreach.arrange',
    summary: '隔离待处理的走访记录（分页）',
    params: RegionParams,
    query: z.object({ ...page, state: z.enum(quarantineStates).default('waiting') }),
    response: pageOf(QuarantinedRecord),
  },
  decideVisitQuarantine: {
    method: 'POST',
    path: '/api/counties/:county/visit-quarantine/:quarantined/decide',
    permission: 'outreach.arrange',
    summary: '采用或搁置一条隔离的记录，须写理由；内容留存',
    params: z.object({ county: CountyCode, quarantined: z.uuid() }),
    body: z.object({ decision: z.enum(['take', 'set_aside']), reason }),
    response: RecordResult,
  },
  listVisitSettings: {
    method: 'GET',
    path: '/api/counties/:county/visit-settings',
    permission: 'outreach.read',
    summary: '走访规则的设置：多少次、几种方式没有联系上，算联系不上',
    params: CountyParams,
    response: z.array(VisitSetting),
  },
  setVisitSetting: {
    method: 'PUT',
    path: '/api/counties/:county/visit-settings',
    permission: 'outreach.arrange',
    summary: '定一项走访设置及其来源；此后的走访按新设置',
    params: CountyParams,
    body: z.object({
      setting: VisitSetting.shape.setting,
      number: count.min(1).max(50),
      source: z.string().trim().min(2).max(300),
      isVerified: z.boolean(),
      reason,
    }),
    response: z.array(VisitSetting),
  },
} as const satisfies Record<string, Endpoint>
