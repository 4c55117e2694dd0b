import { z } from 'zod'
import { categories } from '#domain/estates/categories.ts'
import { sectionKeys } from '#domain/reports/bulletin.ts'
import { periodKinds } from '#domain/reports/periods.ts'
import { taskLights } from '#domain/tasks/lights.ts'
import { obstacles } from '#domain/units/obstacles.ts'
import { Battle } from './battle.ts'
import { type Endpoint, IsoDate, pageOf, RegionCode, RegionParams } from './platform/endpoint.ts'

const count = z.number().int()
const Rate = z.object({
  value: z.number().nullable(),
  numerator: z.string(),
  denominator: z.string(),
  /** What is divided by what, in words. */
  words: z.string(),
})

/** The figures of DOMAIN §0/§8 as of a day. */
export const Figures = z
  .object({
    estates: count,
    buildings: count,
    units: count,
    surveyed: count,
    firstRegistered: count,
    transferred: count,
    asked: count,
    statedWilling: count,
    areaM2: z.number(),
    open: count,
    willing: count,
    unwilling: count,
    unreachable: count,
    blockedByLaw: count,
    obstacles: z.record(z.enum(obstacles), count),
    stated: z.object({ units: count, firstRegistered: count, transferred: count }),
    rates: z.object({ firstRegistration: Rate, transfer: Rate, willingTransfer: Rate, willingness: Rate }),
  })
  .meta({ id: 'Figures' })
export type Figures = z.infer<typeof Figures>

export const Light = z.enum(['green', 'yellow', 'red', 'grey'])

const FiguresQuery = z.object({
  asOf: IsoDate.optional(),
  knownOn: IsoDate.optional(),
  by: z.enum(['region', 'category', 'estate', 'day']).optional(),
})

/** What was done and how the tasks stand. `counters`: one number per kind of work under the counties' own word for it. */
export const WorkFigures = z
  .object({
    counters: z.record(z.string(), count),
    work: z.array(
      z.object({
        kind: z.string(),
        n: count,
        measure: z.string().nullable(),
        people: count.nullable(),
        items: count.nullable(),
      }),
    ),
    tasks: z.object({ issued: count, writtenOff: count, open: count, overdue: count }),
  })
  .meta({ id: 'WorkFigures' })
export type WorkFigures = z.infer<typeof WorkFigures>

/** Money of the campaign in fen. `arrearsFen` is what was assessed less what was collected and taken off. */
export const DuesFigures = z
  .object({
    assessedFen: count,
    collectedFen: count,
    reducedFen: count,
    arrearsFen: count,
    lateFeesFen: count,
    ownersDeedTaxFen: count,
    collectedByKindFen: z.record(z.string(), count),
    fundsFen: count,
    fundsCommittedFen: count,
    fundsSpentFen: count,
  })
  .meta({ id: 'DuesFigures' })
export type DuesFigures = z.infer<typeof DuesFigures>

/** Figures of a region, and split when asked: `key` is a county code, category, estate id or day. */
export const RegionFigures = Figures.extend({
  region: RegionCode,
  regionName: z.string(),
  asOf: IsoDate,
  knownOn: IsoDate.nullable(),
  ...WorkFigures.shape,
  dues: DuesFigures,
  rows: z.array(Figures.extend({ key: z.string(), label: z.string() })).optional(),
}).meta({ id: 'RegionFigures' })
export type RegionFigures = z.infer<typeof RegionFigures>

/** One line of a board: a county of the city, or an estate of the county. */
export const BoardRow = z
  .object({
    key: z.string(),
    countyCode: RegionCode,
    name: z.string(),
    category: z.enum(categories).nullable(),
    estates: count,
    units: count,
    firstRegistered: count,
    transferred: count,
    open: count,
    transferRate: z.number().nullable(),
    light: Light,
    rank: count.nullable(),
  })
  .meta({ id: 'BoardRow' })
export type BoardRow = z.infer<typeof BoardRow>

/** Running totals at the end of each day on which something happened. */
const TrendPoint = z.object({ day: IsoDate, firstRegistered: count, transferred: count })

export const Board = z
  .object({
    region: RegionCode,
    regionName: z.string(),
    level: z.enum(['city', 'county']),
    asOf: IsoDate,
    /** The last day on which anything is recorded to have happened. */
    latestDay: IsoDate.nullable(),
    figures: Figures,
    byCategory: z.array(Figures.extend({ key: z.enum(categories) })),
    rows: z.array(BoardRow),
    trend: z.array(TrendPoint),
  })
  .meta({ id: 'Board' })
export type Board = z.infer<typeof Board>

/**
 * Everything the meeting-room wall shows: each county and each of its estates as a tile `[id, name, units, firstRegistered,
 * transferred, light, task light]`. The last is the worst light of its open tasks, blue once all are written off, null
 * where there never was one.
 */
export const Wall = z
  .object({
    region: RegionCode,
    regionName: z.string(),
    asOf: IsoDate,
    figures: Figures,
    counties: z.array(
      z.object({
        code: RegionCode,
        name: z.string(),
        estates: count,
        units: count,
        firstRegistered: count,
        transferred: count,
        transferRate: z.number().nullable(),
        light: Light,
        tiles: z.array(z.tuple([z.uuid(), z.string(), count, count, count, Light, z.enum(taskLights).nullable()])),
      }),
    ),
    /** null: the wall of another day; how tasks stood then is not kept. */
    battle: Battle.nullable(),
  })
  .meta({ id: 'Wall' })
export type Wall = z.infer<typeof Wall>

const around = z.object({ before: z.string().max(2000), after: z.string().max(2000) })

/** What the office writes around the numbers of a report. */
export const Remarks = z.object({
  practice: z.string().max(4000),
  demands: z.string().max(4000),
  around: z.partialRecord(z.enum(sectionKeys), around).optional(),
})

/** `documentSha256`: hash of the document as issued; null for those issued before files were kept. */
export const Bulletin = z
  .object({
    id: z.uuid(),
    region: RegionCode,
    kind: z.enum(periodKinds),
    period: z.string(),
    issueNo: count,
    asOf: IsoDate,
    knownOn: IsoDate,
    issuedAt: z.iso.datetime(),
    issuedBy: z.string(),
    documentSha256: z.string().nullable(),
  })
  .meta({ id: 'Bulletin' })
export type Bulletin = z.infer<typeof Bulletin>

/** Where sums do not meet: a bulletin is not issued while one stands. */
export const Mismatch = z
  .object({
    place: z.string(),
    what: z.string(),
    expected: count,
    found: count,
    countyCode: RegionCode,
    estateId: z.uuid().nullable(),
  })
  .meta({ id: 'Mismatch' })
export type Mismatch = z.infer<typeof Mismatch>

const bulletinParams = z.object({ region: RegionCode, bulletin: z.uuid() })
const asOf = z.object({ asOf: IsoDate.optional() })

export const reportsEndpoints = {
  figures: {
    method: 'GET',
    path: '/api/regions/:region/figures',
    permission: 'figures.read',
    summary: '指标（任一日期，可按县区、类别、小区、日拆分）',
    params: RegionParams,
    query: FiguresQuery,
    response: RegionFigures,
  },
  board: {
    method: 'GET',
    path: '/api/regions/:region/board',
    permission: 'figures.read',
    summary: '进度看板',
    params: RegionParams,
    query: asOf,
    response: Board,
  },
  wall: {
    method: 'GET',
    path: '/api/regions/:region/wall',
    permission: 'figures.read',
    summary: '挂图',
    params: RegionParams,
    query: asOf,
    response: Wall,
  },
  live: {
    method: 'GET',
    path: '/api/live',
    permission: 'signed_in',
    summary:
      '实时更新（server-sent events：figures、tasks、applications 带县区代码，notices 为本人有新提醒，import 带导入编号与进度）',
    response: { mediaType: 'text/event-stream' },
  },
  listBulletins: {
    method: 'GET',
    path: '/api/regions/:region/bulletins',
    permission: 'reports.read',
    summary: '已签发报告存档，新签发的在前',
    params: RegionParams,
    query: z.object({
      kind: z.enum(periodKinds).optional(),
      after: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: pageOf(Bulletin),
  },
  checkBulletin: {
    method: 'GET',
    path: '/api/regions/:region/bulletins/check',
    permission: 'reports.read',
    summary: '通报前核对各级合计',
    params: RegionParams,
    query: asOf,
    response: z.array(Mismatch),
  },
  issueBulletin: {
    method: 'POST',
    path: '/api/regions/:region/bulletins',
    permission: 'reports.issue',
    summary: '签发一个期间的报告（日报告、周汇报任务清单、旬调度、月通报），每个期间只签发一次；没有冻结的先冻结',
    params: RegionParams,
    body: z.object({
      kind: z.enum(periodKinds),
      period: z.string().max(10),
      asOf: IsoDate.optional(),
      remarks: Remarks.optional(),
      reason: z.string().trim().min(2).max(200),
    }),
    response: Bulletin,
  },
  bulletinDocument: {
    method: 'GET',
    path: '/api/regions/:region/bulletins/:bulletin/docx',
    permission: 'reports.read',
    summary: '通报文档 .docx',
    params: bulletinParams,
    response: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  },
  bulletinWorkbook: {
    method: 'GET',
    path: '/api/regions/:region/bulletins/:bulletin/xlsx',
    permission: 'reports.read',
    summary: '通报附表 .xlsx',
    params: bulletinParams,
    response: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  },
} as const satisfies Record<string, Endpoint>
