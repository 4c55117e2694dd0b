import { z } from 'zod'
import { consentRules, messageSettingNames } from '#domain/outreach/messages/settings.ts'
import { massStates, messageStates } from '#domain/outreach/messages/states.ts'
import { Segment } from './outreach-shapes.ts'
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
const reason = z.string().trim().min(1).max(500)
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** How many messages stand where. */
const Standing = z.object({
  waiting: count,
  sending: count,
  taken: count,
  delivered: count,
  failed: count,
  stopped: count,
})

export const MassMessageLine = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    title: z.string(),
    state: z.enum(massStates),
    drafterName: z.string(),
    draftedOn: IsoDate,
    senderName: z.string().nullable(),
    sentOn: IsoDate.nullable(),
    recipients: count.nullable(),
    standing: Standing,
  })
  .meta({ id: 'MassMessageLine' })
export type MassMessageLine = z.infer<typeof MassMessageLine>

export const MassMessage = MassMessageLine.extend({
  template: z.string(),
  segment: Segment,
  revision: count,
  /** Whether whoever asks drafted it, and so may not send it. */
  isOwnDraft: z.boolean(),
  stoppedOn: IsoDate.nullable(),
  /** The next waiting one goes out no earlier, `YYYY-MM-DDTHH:MM`; null: nothing waits. */
  nextAt: z.string().nullable(),
}).meta({ id: 'MassMessage' })
export type MassMessage = z.infer<typeof MassMessage>

/** Whom a message would reach now. */
export const MassPreview = z
  .object({
    homes: count,
    homesWithPhone: count,
    homesWithoutPhone: count,
    /** Numbers that may not be sent to by the rule of consent. */
    withoutConsent: count,
    messages: count,
    /** Short messages as an operator charges them, by the longest text. */
    parts: count,
    consentRule: z.enum(consentRules),
    isQuietNow: z.boolean(),
    quiet: z.object({ from: time, until: time }),
    provider: z.enum(['none', 'console', 'http']),
    examples: z.array(z.object({ to: z.string(), text: z.string() })),
  })
  .meta({ id: 'MassPreview' })
export type MassPreview = z.infer<typeof MassPreview>

export const MessageLine = z
  .object({
    id: z.uuid(),
    to: z.string(),
    unitId: z.uuid().nullable(),
    home: z.string().nullable(),
    text: z.string(),
    state: z.enum(messageStates),
    attempts: count,
    problem: z.string().nullable(),
    changedAt: z.string(),
  })
  .meta({ id: 'MessageLine' })
export type MessageLine = z.infer<typeof MessageLine>

const setting = <Value extends z.ZodType>(value: Value) =>
  z.object({ value, source: z.string(), isVerified: z.boolean(), isDefault: z.boolean() })

export const MessageSettingsView = z
  .object({ consentRule: setting(z.enum(consentRules)), quietFrom: setting(time), quietUntil: setting(time) })
  .meta({ id: 'MessageSettings' })
export type MessageSettingsView = z.infer<typeof MessageSettingsView>

/** An owner of a home, whether he has a phone, and whether he wants messages there; null: he never said. */
export const OwnerConsent = z
  .object({
    ownerNo: count,
    name: z.string(),
    phoneShown: z.string().nullable(),
    consent: z
      .object({ state: z.enum(['given', 'refused']), basis: z.string(), saidOn: IsoDate, recorderName: z.string() })
      .nullable(),
  })
  .meta({ id: 'OwnerConsent' })
export type OwnerConsent = z.infer<typeof OwnerConsent>

const draft = {
  title: z.string().trim().min(1).max(100),
  template: z.string().trim().min(1).max(1000),
  segment: Segment,
}
const page = { after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }
const massParams = z.object({ county: CountyCode, massMessage: z.uuid() })
const unitParams = z.object({ county: CountyCode, unit: z.uuid() })

export const MassDraft = z.object({ ...draft, reason })
export type MassDraft = z.infer<typeof MassDraft>

export const messagesEndpoints = {
  listMassMessages: {
    method: 'GET',
    path: '/api/regions/:region/mass-messages',
    permission: 'outreach.read',
    summary: '群发短信（分页，最近的在前）',
    params: RegionParams,
    query: z.object({ state: z.enum(massStates).optional(), ...page }),
    response: pageOf(MassMessageLine),
  },
  previewMassMessage: {
    method: 'POST',
    path: '/api/counties/:county/mass-messages/preview',
    permission: 'outreach.arrange',
    summary: '预览群发：多少户、谁没有电话、谁未同意、何时发出',
    params: CountyParams,
    body: z.object({ template: draft.template, segment: Segment }),
    response: MassPreview,
  },
  draftMassMessage: {
    method: 'POST',
    path: '/api/counties/:county/mass-messages',
    permission: 'outreach.arrange',
    summary: '起草群发短信；由另一人发出',
    params: CountyParams,
    body: MassDraft,
    response: MassMessage,
  },
  getMassMessage: {
    method: 'GET',
    path: '/api/counties/:county/mass-messages/:massMessage',
    permission: 'outreach.read',
    summary: '一次群发及其结果',
    params: massParams,
    response: MassMessage,
  },
  changeMassMessage: {
    method: 'PUT',
    path: '/api/counties/:county/mass-messages/:massMessage',
    permission: 'outreach.arrange',
    summary: '修改草稿；修改的人成为起草人',
    params: massParams,
    body: MassDraft.extend({ revision: count }),
    response: MassMessage,
  },
  sendMassMessage: {
    method: 'POST',
    path: '/api/counties/:county/mass-messages/:massMessage/send',
    permission: 'outreach.arrange',
    summary: '发出群发短信（起草人以外的人）；收信人就此固定',
    params: massParams,
    body: z.object({ revision: count, reason }),
    response: MassMessage,
  },
  stopMassMessage: {
    method: 'POST',
    path: '/api/counties/:county/mass-messages/:massMessage/stop',
    permission: 'outreach.arrange',
    summary: '停止群发：还没有发出的不再发；草稿作废',
    params: massParams,
    body: z.object({ revision: count, reason }),
    response: MassMessage,
  },
  listMassTexts: {
    method: 'GET',
    path: '/api/counties/:county/mass-messages/:massMessage/messages',
    permission: 'outreach.arrange',
    summary: '一次群发的每条短信及发送结果（分页）',
    params: massParams,
    query: z.object({ state: z.enum(messageStates).optional(), ...page }),
    response: pageOf(MessageLine),
  },
  getMessageSettings: {
    method: 'GET',
    path: '/api/counties/:county/message-settings',
    permission: 'outreach.read',
    summary: '短信的同意规则和免打扰时段，各有来源',
    params: CountyParams,
    response: MessageSettingsView,
  },
  setMessageSettings: {
    method: 'PUT',
    path: '/api/counties/:county/message-settings',
    permission: 'outreach.arrange',
    summary: '设置短信的同意规则和免打扰时段',
    params: CountyParams,
    body: z.object({
      settings: z
        .array(
          z.object({
            setting: z.enum(messageSettingNames),
            value: z.string().max(20),
            source: z.string().trim().min(1).max(300),
            isVerified: z.boolean(),
          }),
        )
        .min(1)
        .max(messageSettingNames.length),
      reason,
    }),
    response: MessageSettingsView,
  },
  listConsents: {
    method: 'GET',
    path: '/api/counties/:county/units/:unit/message-consents',
    permission: 'outreach.read',
    summary: '一户的权利人是否同意接收短信',
    params: unitParams,
    response: z.array(OwnerConsent),
  },
  recordConsent: {
    method: 'POST',
    path: '/api/counties/:county/units/:unit/message-consents',
    permission: 'outreach.arrange',
    summary: '记下一位权利人同意或拒收短信及依据',
    params: unitParams,
    body: z.object({
      ownerNo: count.min(1).max(999),
      state: z.enum(['given', 'refused']),
      basis: z.string().trim().min(1).max(200),
      saidOn: IsoDate,
    }),
    response: z.array(OwnerConsent),
  },
} as const satisfies Record<string, Endpoint>
