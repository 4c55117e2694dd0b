import { z } from 'zod'
import { verdicts } from '#domain/diagnosis/diagnosis.ts'
import { byVerdict, VerdictCounts } from './diagnosis-board.ts'
import { Condition, FactDefinition, Pack, PackFault, Requirement } from './packs.ts'
import { CountyCode, type Endpoint, RegionCode, RegionParams } from './platform/endpoint.ts'

const count = z.number().int()
const Verdict = z.enum(verdicts)
const reason = z.string().trim().min(2).max(200)

export const PackLine = z
  .object({
    pack: z.string(),
    title: z.string(),
    titleEn: z.string().optional(),
    region: z.string(),
    /** `shipped`: comes with the release; otherwise the region that published it. */
    owner: z.string(),
    version: count,
    status: z.enum(['published', 'draft', 'superseded', 'discarded']),
    rules: count,
    note: z.string().nullable(),
    draftedBy: z.string().nullable(),
    draftedAt: z.iso.datetime().nullable(),
    publishedBy: z.string().nullable(),
    publishedAt: z.iso.datetime().nullable(),
    /** Whether the caller may publish it: a second person, never the one who drafted it. */
    mayPublish: z.boolean(),
  })
  .meta({ id: 'PackLine' })
export type PackLine = z.infer<typeof PackLine>

export const PackFile = z
  .object({ line: PackLine, content: Pack, versions: z.array(PackLine), base: Pack.nullable() })
  .meta({ id: 'PackFile' })
export type PackFile = z.infer<typeof PackFile>

/** The words rules are made of: facts, requirements, responsible units. */
export const Vocabulary = z
  .object({
    facts: z.array(FactDefinition),
    requirements: z.array(Requirement),
    units: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Vocabulary' })
export type Vocabulary = z.infer<typeof Vocabulary>

const Matches = z.object({ holds: VerdictCounts, unknown: VerdictCounts, fails: VerdictCounts })

const WhatIfSide = z.object({ verdicts: byVerdict, unsettled: VerdictCounts, workingDays: count })

/**
 * Today's policy beside the tried one. Freed: homes of estates whose verdict comes nearer to the certificate (依法办, 会诊
 * → 解决办 → 能办); lost: the other way. Nothing is stored.
 */
export const WhatIf = z
  .object({
    regionCode: RegionCode,
    before: WhatIfSide,
    after: WhatIfSide,
    homesFreed: count,
    waitingFreed: count,
    homesLost: count,
    daysSaved: count,
    changed: z.array(
      z.object({
        estateId: z.uuid(),
        countyCode: CountyCode,
        countyName: z.string(),
        name: z.string(),
        homes: count,
        waiting: count,
        before: z.object({ verdict: Verdict, settled: z.boolean(), workingDays: count }),
        after: z.object({ verdict: Verdict, settled: z.boolean(), workingDays: count }),
      }),
    ),
    changedTotal: count,
    tookMs: z.number(),
  })
  .meta({ id: 'WhatIf' })
export type WhatIf = z.infer<typeof WhatIf>

/** The estates of a what-if, whole packs tried in place of those in force, and single parameters set otherwise. */
const WhatIfRequest = z.object({
  packs: z.array(Pack).max(20).default([]),
  parameters: z
    .array(
      z.object({
        pack: z.string(),
        rule: z.string().nullable(),
        parameter: z.string(),
        value: z.union([z.number(), z.string()]).nullable(),
      }),
    )
    .max(200)
    .default([]),
})

const packParams = z.object({ region: RegionCode, pack: z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/) })
const versionParams = packParams.extend({ version: z.coerce.number().int().min(1) })

export const policyEndpoints = {
  vocabulary: {
    method: 'GET',
    path: '/api/regions/:region/vocabulary',
    permission: 'policies.read',
    summary: '事实、要件和责任单位的词汇',
    params: RegionParams,
    response: Vocabulary,
  },
  listPacks: {
    method: 'GET',
    path: '/api/regions/:region/packs',
    permission: 'policies.read',
    summary: '政策包',
    params: RegionParams,
    response: z.array(PackLine),
  },
  getPack: {
    method: 'GET',
    path: '/api/regions/:region/packs/:pack',
    permission: 'policies.read',
    summary: '政策包内容与各版本',
    params: packParams,
    query: z.object({ version: z.coerce.number().int().min(0).optional(), owner: z.string().optional() }),
    response: PackFile,
  },
  checkPack: {
    method: 'POST',
    path: '/api/regions/:region/packs/:pack/check',
    permission: 'policies.read',
    summary: '检查政策包草稿',
    params: packParams,
    body: z.object({ content: z.unknown() }),
    response: z.object({ faults: z.array(PackFault) }),
  },
  draftPack: {
    method: 'POST',
    path: '/api/regions/:region/packs/:pack/drafts',
    permission: 'policies.draft',
    summary: '保存草稿（新版本）',
    params: packParams,
    body: z.object({ content: Pack, note: reason }),
    response: PackFile,
  },
  publishPack: {
    method: 'POST',
    path: '/api/regions/:region/packs/:pack/versions/:version/publish',
    permission: 'policies.publish',
    summary: '发布草稿（第二人）',
    params: versionParams,
    body: z.object({ reason }),
    response: z.object({ line: PackLine, rediagnosed: count, changed: count }),
  },
  discardPack: {
    method: 'POST',
    path: '/api/regions/:region/packs/:pack/versions/:version/discard',
    permission: 'policies.draft',
    summary: '放弃草稿',
    params: versionParams,
    body: z.object({ reason }),
    response: PackLine,
  },
  countMatches: {
    method: 'POST',
    path: '/api/regions/:region/matches',
    permission: 'policies.read',
    summary: '条件在本辖区符合多少小区和户',
    params: RegionParams,
    body: z.object({ when: Condition, pack: Pack.optional() }),
    response: Matches,
  },
  whatIf: {
    method: 'POST',
    path: '/api/regions/:region/whatif',
    permission: 'policies.read',
    summary: '推演：换一套规则会怎样（不保存）',
    params: RegionParams,
    body: WhatIfRequest,
    response: WhatIf,
  },
} as const satisfies Record<string, Endpoint>
