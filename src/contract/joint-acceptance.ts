import { z } from 'zod'
import { jointKinds, jointMatters, jointStances } from '#domain/registrations/joint/opinions.ts'
import { readinessSteps } from '#domain/registrations/joint/readiness.ts'
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
const reason = z.string().trim().min(2).max(500)
const Named = z.object({ id: z.uuid(), name: z.string() })
const Missing = z.enum(readinessSteps)
const jointParams = z.object({ county: CountyCode, joint: z.uuid() })
const page = {
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
}

const JointLine = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    estate: Named,
    kind: z.enum(jointKinds),
    title: z.string(),
    state: z.enum(['open', 'accepted', 'withdrawn']),
    openedOn: IsoDate,
    handOverOn: IsoDate.nullable(),
    acceptedOn: IsoDate.nullable(),
    opinions: count,
    opinionsGiven: count,
    homes: count,
    /** Homes whose certificate was ready by the day of hand-over, or is by today. */
    ready: count,
  })
  .meta({ id: 'JointAcceptanceLine' })
export type JointLine = z.infer<typeof JointLine>

export const JointAcceptance = JointLine.omit({ opinions: true })
  .extend({
    opinionNo: z.string().nullable(),
    landCertificateNo: z.string().nullable(),
    landCertificateOn: IsoDate.nullable(),
    endReason: z.string().nullable(),
    note: z.string().nullable(),
    revision: count,
    /** The day readiness is counted on: that of hand-over once it has come, else today. */
    readyAsOf: IsoDate,
    missing: z.array(z.object({ what: Missing, homes: count })),
    opinions: z.array(
      z.object({
        matter: z.enum(jointMatters),
        organisation: Named.nullable(),
        stance: z.enum(jointStances),
        officer: z.string().nullable(),
        on: IsoDate.nullable(),
        paper: z.string().nullable(),
        words: z.string().nullable(),
        givenBy: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'JointAcceptance' })
export type JointAcceptance = z.infer<typeof JointAcceptance>

const JointHome = z
  .object({
    unitId: z.uuid(),
    home: z.string(),
    owners: z.string(),
    applicationId: z.uuid().nullable(),
    certificateNo: z.string().nullable(),
    missing: z.array(Missing),
  })
  .meta({ id: 'JointHome' })
export type JointHome = z.infer<typeof JointHome>

export const jointEndpoints = {
  listJointAcceptances: {
    method: 'GET',
    path: '/api/regions/:region/joint-acceptances',
    permission: 'registrations.read',
    summary: '联合验收与房证同交、地证同交项目',
    params: RegionParams,
    query: z.object({ estate: z.uuid().optional(), kind: z.enum(jointKinds).optional(), ...page }),
    response: pageOf(JointLine),
  },
  openJointAcceptance: {
    method: 'POST',
    path: '/api/counties/:county/joint-acceptances',
    permission: 'registrations.arrange',
    summary: '受理联合验收：一个项目一个档，各单位意见列入',
    params: CountyParams,
    body: z.object({
      reason,
      estateId: z.uuid(),
      kind: z.enum(jointKinds),
      title: z.string().trim().min(2).max(100),
      handOverOn: IsoDate.nullable().default(null),
      note: z.string().trim().max(300).nullable().default(null),
    }),
    response: z.object({ id: z.uuid() }),
  },
  getJointAcceptance: {
    method: 'GET',
    path: '/api/counties/:county/joint-acceptances/:joint',
    permission: 'registrations.read',
    summary: '联合验收：各单位意见、交付日、备证情况',
    params: jointParams,
    response: JointAcceptance,
  },
  changeJointAcceptance: {
    method: 'PUT',
    path: '/api/counties/:county/joint-acceptances/:joint',
    permission: 'registrations.arrange',
    summary: '定交付日，登记土地证书',
    params: jointParams,
    body: z.object({
      reason,
      revision: count,
      title: z.string().trim().min(2).max(100),
      handOverOn: IsoDate.nullable(),
      landCertificateNo: z.string().trim().max(60).nullable().default(null),
      landCertificateOn: IsoDate.nullable().default(null),
      note: z.string().trim().max(300).nullable().default(null),
    }),
    response: JointAcceptance,
  },
  giveJointOpinion: {
    method: 'POST',
    path: '/api/counties/:county/joint-acceptances/:joint/opinions/:matter',
    permission: 'opinions.give',
    summary: '单位意见：经办人、日期、文书；责任单位只能代表本单位，清零办可代录',
    params: jointParams.extend({ matter: z.enum(jointMatters) }),
    body: z.object({
      organisationId: z.uuid().nullable().default(null),
      stance: z.enum(['agree', 'disagree', 'not_needed']),
      officer: z.string().trim().min(1).max(60),
      on: IsoDate,
      paper: z.string().trim().max(120).nullable().default(null),
      words: z.string().trim().max(500).nullable().default(null),
    }),
    response: JointAcceptance,
  },
  acceptJointly: {
    method: 'POST',
    path: '/api/counties/:county/joint-acceptances/:joint/accept',
    permission: 'registrations.arrange',
    summary: '出具联合验收意见书',
    params: jointParams,
    body: z.object({ reason, on: IsoDate, opinionNo: z.string().trim().min(2).max(60) }),
    response: JointAcceptance,
  },
  withdrawJoint: {
    method: 'POST',
    path: '/api/counties/:county/joint-acceptances/:joint/withdraw',
    permission: 'registrations.arrange',
    summary: '撤回联合验收，写明原因',
    params: jointParams,
    body: z.object({ reason }),
    response: JointAcceptance,
  },
  jointHomes: {
    method: 'GET',
    path: '/api/counties/:county/joint-acceptances/:joint/homes',
    permission: 'registrations.read',
    summary: '逐户备证情况：还缺什么',
    params: jointParams,
    query: z.object({ missing: Missing.optional(), ready: z.enum(['yes', 'no']).optional(), ...page }),
    response: pageOf(JointHome),
  },
} as const satisfies Record<string, Endpoint>
