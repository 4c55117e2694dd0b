import { z } from 'zod'
import type { Diagnosis as DiagnosisValue } from '#domain/diagnosis/diagnosis.ts'
import { requirementStatuses, verdicts } from '#domain/diagnosis/diagnosis.ts'
import type { ExplanationNode as ExplanationValue } from '#domain/diagnosis/explain.ts'
import { Basis, Condition, FactDefinition, Pack, PackFault, Requirement } from './packs.ts'
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
const FactValue = z.union([z.boolean(), z.number(), z.string()])
const Verdict = z.enum(verdicts)
const reason = z.string().trim().min(2).max(200)
const Language = z.enum(['zh', 'en']).default('zh')

export const FactSource = z
  .object({
    kind: z.enum(['ledger', 'document', 'visit', 'officer', 'record', 'derived']),
    file: z.string().nullable().optional(),
    sheet: z.string().nullable().optional(),
    cell: z.string().nullable().optional(),
    by: z.string().nullable().optional(),
  })
  .meta({ id: 'FactSource' })

const Remedy = z.object({
  rule: z.string(),
  effect: z.enum(['substitute', 'defer', 'separate', 'complete', 'waive', 'enforce', 'consult']),
  title: z.string(),
  titleEn: z.string().optional(),
  basis: Basis,
  steps: z.array(z.string()),
  workingDays: count,
  noticeDays: count,
  costFen: count,
})

const RequirementOutcome = z
  .object({
    requirement: z.string(),
    status: z.enum(requirementStatuses),
    by: z.string().nullable(),
    until: z.string().nullable(),
    remedies: z.array(Remedy),
    undecided: z.array(z.object({ rule: z.string(), facts: z.array(z.string()), closes: z.boolean() })),
    unknownFacts: z.array(z.string()),
    contradictions: z.array(z.string()),
  })
  .meta({ id: 'RequirementOutcome' })

const PathStep = z.object({
  id: z.string(),
  rule: z.string(),
  step: z.string(),
  requirement: z.string().nullable(),
  title: z.string(),
  titleEn: z.string().optional(),
  unit: z.string(),
  track: z.enum(['owner', 'developer']),
  needs: z.array(z.string()),
  workingDays: count,
  daysUnset: z.boolean(),
  notice: z.object({ days: count.nullable(), kind: z.enum(['working', 'calendar']) }).nullable(),
  commitment: z.object({ by: z.string(), days: count.nullable() }).nullable(),
  start: count,
  finish: count,
  isCritical: z.boolean(),
})

export const Diagnosis = z
  .object({
    registration: z.enum(['first', 'transfer']),
    on: IsoDate,
    verdict: Verdict,
    settled: z.boolean(),
    couldBe: z.array(Verdict),
    requirements: z.array(RequirementOutcome),
    enforcement: z.array(
      z.object({
        rule: z.string(),
        state: z.enum(['active', 'unknown']),
        blocks: z.boolean(),
        unknownFacts: z.array(z.string()),
        contradictions: z.array(z.string()),
      }),
    ),
    path: z.array(PathStep),
    workingDays: count,
    noticeDays: count,
    costFen: count,
    daysUnset: z.array(z.string()),
    missingEvidence: z.array(z.object({ fact: z.string(), requirements: z.array(z.string()) })),
    contradictions: z.array(z.string()),
    registerNotes: z.array(z.object({ rule: z.string(), note: z.string() })),
  })
  .meta({ id: 'Diagnosis' }) satisfies z.ZodType<DiagnosisValue>
export type Diagnosis = z.infer<typeof Diagnosis>

/** One plain sentence with what it rests on. */
const ExplanationNode: z.ZodType<ExplanationValue> = z
  .lazy(() =>
    z.object({
      sentence: z.string(),
      tone: z.enum(['ok', 'todo', 'unknown', 'stop', 'plain']),
      fact: z.string().optional(),
      source: FactSource.optional(),
      rule: z.string().optional(),
      basis: Basis.optional(),
      children: z.array(ExplanationNode),
    }),
  )
  .meta({ id: 'ExplanationNode' })

/** A fact of an estate as the diagnosis used it, with every current source. */
export const FactView = z
  .object({
    fact: z.string(),
    value: FactValue.nullable(),
    isContradicted: z.boolean(),
    statements: z.array(
      z.object({
        fact: z.string(),
        value: FactValue.nullable(),
        asOf: IsoDate,
        source: FactSource,
        said: z.string().nullable().optional(),
      }),
    ),
  })
  .meta({ id: 'FactView' })
export type FactView = z.infer<typeof FactView>

/** A fact a free text seems to name; nothing until a person confirms it. */
export const Suggestion = z
  .object({ fact: z.string(), value: FactValue, phrase: z.string(), source: FactSource, asOf: IsoDate })
  .meta({ id: 'Suggestion' })
export type Suggestion = z.infer<typeof Suggestion>

/** What to ask on the next visit: the answer would change so many requirements, or the verdict itself. */
const Ask = z
  .object({ fact: z.string(), movesVerdict: z.boolean(), requirements: z.array(z.string()) })
  .meta({ id: 'Ask' })

const PolicyUsed = z.object({
  digest: z.string(),
  packs: z.array(z.object({ pack: z.string(), title: z.string(), owner: z.string(), version: count })),
})

export const DiagnosisEntry = z.object({
  no: count,
  diagnosedOn: IsoDate,
  cause: z.string(),
  verdict: Verdict,
  settled: z.boolean(),
  policy: PolicyUsed,
})
export type DiagnosisEntry = z.infer<typeof DiagnosisEntry>

/** `unitNames` and `titles` give the words of every unit, rule, requirement and fact the diagnosis names. */
export const EstateDiagnosis = z
  .object({
    countyCode: CountyCode,
    estateId: z.uuid(),
    estateName: z.string(),
    homes: count,
    /** Homes not yet first-registered. */
    waiting: count,
    no: count,
    diagnosedOn: IsoDate,
    diagnosis: Diagnosis,
    transfer: Diagnosis,
    explanation: ExplanationNode,
    facts: z.array(FactView),
    asks: z.array(Ask),
    suggestions: z.array(Suggestion),
    /** What a recording of facts must name, so that nobody overwrites what they have not seen. */
    revision: count,
    history: z.array(DiagnosisEntry),
    unitNames: z.record(z.string(), z.string()),
    requirements: z.array(Requirement),
    definitions: z.array(FactDefinition),
    policy: PolicyUsed,
  })
  .meta({ id: 'EstateDiagnosis' })
export type EstateDiagnosis = z.infer<typeof EstateDiagnosis>

const VerdictCounts = z.object({ estates: count, homes: count, waiting: count }).meta({ id: 'VerdictCounts' })

const byVerdict = z.object({
  can_do: VerdictCounts,
  can_solve: VerdictCounts,
  by_law: VerdictCounts,
  consult: VerdictCounts,
})

/** Of the estates of a region: how many of each verdict, what holds up how many homes, and who must act. */
export const DiagnosisBoard = z
  .object({
    regionCode: RegionCode,
    regionName: z.string(),
    total: VerdictCounts,
    verdicts: byVerdict,
    /** Estates whose verdict an unknown fact may still change. */
    unsettled: VerdictCounts,
    /** Estates with a contradiction between sources. */
    contradicted: VerdictCounts,
    rows: z.array(
      z.object({
        code: RegionCode,
        name: z.string(),
        total: VerdictCounts,
        verdicts: byVerdict,
        unsettled: VerdictCounts,
      }),
    ),
    /** Per requirement: estates and homes for which it is missing or unknown; `alone`: it is the only thing open. */
    requirements: z.array(
      z.object({
        requirement: z.string(),
        title: z.string(),
        titleEn: z.string().optional(),
        unit: z.string(),
        missing: VerdictCounts,
        unknown: VerdictCounts,
        alone: VerdictCounts,
      }),
    ),
    /** Per responsible unit: open steps and the homes that wait for them. */
    units: z.array(z.object({ unit: z.string(), title: z.string(), steps: count, blocked: VerdictCounts })),
    asks: z.array(
      z.object({ fact: z.string(), title: z.string(), titleEn: z.string().optional(), asked: VerdictCounts }),
    ),
  })
  .meta({ id: 'DiagnosisBoard' })
export type DiagnosisBoard = z.infer<typeof DiagnosisBoard>

export const DiagnosedEstate = z
  .object({
    id: z.uuid(),
    countyCode: CountyCode,
    countyName: z.string(),
    name: z.string(),
    homes: count,
    waiting: count,
    verdict: Verdict,
    settled: z.boolean(),
    workingDays: count,
    missing: z.array(z.string()),
    unknown: z.array(z.string()),
    asks: z.array(z.string()),
  })
  .meta({ id: 'DiagnosedEstate' })
export type DiagnosedEstate = z.infer<typeof DiagnosedEstate>

export const SuggestionGroup = z
  .object({
    countyCode: CountyCode,
    fact: z.string(),
    title: z.string(),
    titleEn: z.string().optional(),
    value: FactValue,
    phrase: z.string(),
    estates: count,
    homes: count,
    examples: z.array(z.object({ estateId: z.uuid(), name: z.string(), cell: z.string().nullable() })),
  })
  .meta({ id: 'SuggestionGroup' })
export type SuggestionGroup = z.infer<typeof SuggestionGroup>

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

/** Today's policy beside the tried one. Freed: homes of estates that become 能办 or 解决办. Nothing is stored. */
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

const estateParams = z.object({ county: CountyCode, estate: z.uuid() })
const packParams = z.object({ region: RegionCode, pack: z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/) })
const versionParams = packParams.extend({ version: z.coerce.number().int().min(1) })
const language = z.object({ language: Language })
const docx = { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }

export const diagnosisEndpoints = {
  estateDiagnosis: {
    method: 'GET',
    path: '/api/counties/:county/estates/:estate/diagnosis',
    permission: 'diagnosis.read',
    summary: '小区诊断',
    params: estateParams,
    query: language.extend({ no: z.coerce.number().int().min(1).optional() }),
    response: EstateDiagnosis,
  },
  diagnosisSheet: {
    method: 'GET',
    path: '/api/counties/:county/estates/:estate/diagnosis.docx',
    permission: 'diagnosis.read',
    summary: '诊断表（会议用）',
    params: estateParams,
    response: docx,
  },
  recordFacts: {
    method: 'POST',
    path: '/api/counties/:county/estates/:estate/facts',
    permission: 'facts.record',
    summary: '记录事实（须写理由和来源）',
    params: estateParams,
    query: language,
    body: z.object({
      revision: count,
      reason,
      facts: z
        .array(
          z.object({
            fact: z.string(),
            value: FactValue.nullable(),
            asOf: IsoDate,
            source: z.enum(['officer', 'document', 'visit']),
            said: z.string().trim().max(200).nullable().optional(),
          }),
        )
        .min(1)
        .max(50),
    }),
    response: EstateDiagnosis,
  },
  unitDiagnosis: {
    method: 'GET',
    path: '/api/counties/:county/units/:unit/diagnosis',
    permission: 'diagnosis.read',
    summary: '一户的转移登记诊断',
    params: z.object({ county: CountyCode, unit: z.uuid() }),
    query: language,
    response: z.object({
      diagnosis: Diagnosis,
      explanation: ExplanationNode,
      unitNames: z.record(z.string(), z.string()),
      requirements: z.array(Requirement),
    }),
  },
  diagnosisBoard: {
    method: 'GET',
    path: '/api/regions/:region/diagnosis',
    permission: 'diagnosis.read',
    summary: '诊断总览',
    params: RegionParams,
    response: DiagnosisBoard,
  },
  diagnosedEstates: {
    method: 'GET',
    path: '/api/regions/:region/diagnosis/estates',
    permission: 'diagnosis.read',
    summary: '按诊断查小区',
    params: RegionParams,
    query: z.object({
      verdict: Verdict.optional(),
      /** Missing or unknown there. */
      requirement: z.string().optional(),
      unit: z.string().optional(),
      ask: z.string().optional(),
      unsettled: z.stringbool().optional(),
      contradicted: z.stringbool().optional(),
      after: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: pageOf(DiagnosedEstate),
  },
  suggestions: {
    method: 'GET',
    path: '/api/regions/:region/suggestions',
    permission: 'diagnosis.read',
    summary: '台账文字中待确认的事实',
    params: RegionParams,
    response: z.array(SuggestionGroup),
  },
  confirmSuggestions: {
    method: 'POST',
    path: '/api/counties/:county/suggestions/confirm',
    permission: 'facts.record',
    summary: '成批确认待确认的事实',
    params: CountyParams,
    body: z.object({
      reason,
      suggestions: z
        .array(z.object({ fact: z.string(), value: FactValue, phrase: z.string() }))
        .min(1)
        .max(50),
      /** `false`: a person says that the text does not mean this; recorded as the opposite where there is one. */
      isRight: z.boolean().default(true),
    }),
    response: z.object({ estates: count }),
  },
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
