import { z } from 'zod'
import { sectionKeys } from '#domain/reports/bulletin.ts'
import { handedFigureNames, handInStates } from '#domain/reports/hand-in.ts'
import { periodKinds } from '#domain/reports/periods.ts'
import { longestFreezeDays } from '#domain/reports/rhythm.ts'
import { CountyCode, type Endpoint, IsoDate, RegionCode, RegionParams } from './platform/endpoint.ts'
import { Remarks } from './reports.ts'

const count = z.number().int()
const reason = z.string().trim().min(2).max(200)
const PeriodKey = z.string().max(10)
const kind = z.enum(periodKinds)
/** A moment in the office's own time. */
const OfficeMoment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)

export const Rhythm = z
  .object({
    kind,
    askedFrom: IsoDate.nullable(),
    asksFigures: z.boolean(),
    freezeDays: count.min(0).max(longestFreezeDays),
    freezeTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    remindHours: count.min(1).max(240),
  })
  .meta({ id: 'Rhythm' })
export type Rhythm = z.infer<typeof Rhythm>

const Section = z.object({
  key: z.enum([...sectionKeys, 'practice', 'demands']),
  heading: z.string(),
  before: z.array(z.string()),
  paragraphs: z.array(z.string()),
  table: z
    .object({ header: z.array(z.string()), rows: z.array(z.array(z.union([z.string(), z.number()]))) })
    .optional(),
  after: z.array(z.string()),
})

/**
 * The report of a period as it reads: issued, frozen, or as it would say now. `frozen` null: the numbers still move.
 * `nothing`: why there is no report to show, in words.
 */
export const Report = z
  .object({
    region: RegionCode,
    kind,
    period: PeriodKey,
    from: IsoDate,
    to: IsoDate,
    freezeAt: OfficeMoment,
    asOf: IsoDate.nullable(),
    frozen: z.object({ at: z.iso.datetime(), by: z.string() }).nullable(),
    issued: z.object({ id: z.uuid(), issueNo: count, at: z.iso.datetime(), by: z.string() }).nullable(),
    title: z.array(z.string()),
    sections: z.array(Section),
    remarks: Remarks,
    revision: count,
    nothing: z.string().nullable(),
  })
  .meta({ id: 'Report' })
export type Report = z.infer<typeof Report>

/** `isOver`: the moment by which it was to be handed in has passed. */
const HandInCell = z.object({
  period: PeriodKey,
  state: z.enum(handInStates).nullable(),
  isLate: z.boolean(),
  isAsked: z.boolean(),
  isOver: z.boolean(),
})

/** Who has handed in for the latest periods of a kind: units of a county, counties of the city. */
export const HandInMatrix = z
  .object({
    periods: z.array(
      z.object({
        period: PeriodKey,
        freezeAt: OfficeMoment,
        isFrozen: z.boolean(),
        issueNo: count.nullable(),
      }),
    ),
    rows: z.array(
      z.object({
        county: CountyCode,
        who: z.string(),
        name: z.string(),
        isOwn: z.boolean(),
        cells: z.array(HandInCell),
      }),
    ),
  })
  .meta({ id: 'HandInMatrix' })
export type HandInMatrix = z.infer<typeof HandInMatrix>

const HandedFigures = z.partialRecord(z.enum(handedFigureNames), count.min(0).nullable())

/** What a unit, or a county, hands in for a period; `revision` 0: nothing yet. */
export const HandIn = z
  .object({
    county: CountyCode,
    who: z.string(),
    name: z.string(),
    kind,
    period: PeriodKey,
    freezeAt: OfficeMoment,
    isFrozen: z.boolean(),
    state: z.enum(handInStates).nullable(),
    isLate: z.boolean(),
    progress: z.string(),
    difficulties: z.string(),
    nextPlan: z.string(),
    figures: z.array(
      z.object({ name: z.enum(handedFigureNames), handed: count.nullable(), counted: count.nullable() }),
    ),
    submitted: z.object({ at: z.iso.datetime(), by: z.string() }).nullable(),
    decided: z.object({ at: z.iso.datetime(), by: z.string(), reason: z.string() }).nullable(),
    /** Whether it is the reader's own unit, or county, that hands in. */
    isOwn: z.boolean(),
    mayHandIn: z.boolean(),
    mayDecide: z.boolean(),
    revision: count,
  })
  .meta({ id: 'HandIn' })
export type HandIn = z.infer<typeof HandIn>

const periodParams = RegionParams.extend({ kind, period: PeriodKey })
/** `who`: the unit's id, or `county` for what the county itself hands in to the city. */
const handInParams = z.object({
  county: CountyCode,
  kind,
  period: PeriodKey,
  who: z.union([z.uuid(), z.literal('county')]),
})
const text = z.string().trim().max(2000)

export const reportRhythmEndpoints = {
  rhythms: {
    method: 'GET',
    path: '/api/regions/:region/report-rhythms',
    permission: 'reports.read',
    summary: '报告节奏：各种报告的冻结时间、报送要求',
    params: RegionParams,
    response: z.array(Rhythm),
  },
  setRhythm: {
    method: 'PUT',
    path: '/api/regions/:region/report-rhythms',
    permission: 'reports.issue',
    summary: '设定一种报告的节奏',
    params: RegionParams,
    body: Rhythm.extend({ reason }),
    response: z.array(Rhythm),
  },
  report: {
    method: 'GET',
    path: '/api/regions/:region/reports/:kind/:period',
    permission: 'reports.read',
    summary: '一个期间的报告：已签发、已冻结，或按现在的数',
    params: periodParams,
    response: Report,
  },
  writeReportText: {
    method: 'PUT',
    path: '/api/regions/:region/reports/:kind/:period/text',
    permission: 'reports.issue',
    summary: '写报告的文字部分（各节数字之前、之后，典型做法，下步要求）；数字不能改',
    params: periodParams,
    body: z.object({ remarks: Remarks, revision: count, reason }),
    response: Report,
  },
  freezePeriod: {
    method: 'POST',
    path: '/api/regions/:region/reports/:kind/:period/freeze',
    permission: 'reports.issue',
    summary: '冻结一个期间的数据，每个期间只冻结一次',
    params: periodParams,
    body: z.object({ asOf: IsoDate.optional(), reason }),
    response: Report,
  },
  handIns: {
    method: 'GET',
    path: '/api/regions/:region/hand-ins',
    permission: 'reports.read',
    summary: '报送情况：谁已报、谁未报（县看责任单位，市看各县）',
    params: RegionParams,
    query: z.object({ kind, period: PeriodKey.optional() }),
    response: HandInMatrix,
  },
  handIn: {
    method: 'GET',
    path: '/api/counties/:county/hand-ins/:kind/:period/:who',
    permission: 'reports.read',
    summary: '一个单位（或县）一个期间的报送内容',
    params: handInParams,
    response: HandIn,
  },
  putHandIn: {
    method: 'PUT',
    path: '/api/counties/:county/hand-ins/:kind/:period/:who',
    permission: 'reports.hand_in',
    summary: '保存或报送本单位（本县）一个期间的进展、困难、打算和数字',
    params: handInParams,
    body: z.object({
      submit: z.boolean(),
      progress: text,
      difficulties: text,
      nextPlan: text,
      figures: HandedFigures,
      revision: count,
    }),
    response: HandIn,
  },
  decideHandIn: {
    method: 'POST',
    path: '/api/counties/:county/hand-ins/:kind/:period/:who/decision',
    permission: 'reports.issue',
    summary: '采纳或退回报送内容（不得是报送人本人；县报市的由市清零办办理）',
    params: handInParams,
    body: z.object({ decision: z.enum(['return', 'accept']), revision: count, reason }),
    response: HandIn,
  },
} as const satisfies Record<string, Endpoint>
