import { z } from 'zod'
import { verdicts } from '#domain/diagnosis/diagnosis.ts'
import { CountyCode, CountyParams, type Endpoint, pageOf, RegionCode, RegionParams } from './platform/endpoint.ts'

const count = z.number().int()
const FactValue = z.union([z.boolean(), z.number(), z.string()])
const Verdict = z.enum(verdicts)
const reason = z.string().trim().min(2).max(200)

export const VerdictCounts = z.object({ estates: count, homes: count, waiting: count }).meta({ id: 'VerdictCounts' })

export const byVerdict = z.object({
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

export const diagnosisBoardEndpoints = {
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
} as const satisfies Record<string, Endpoint>
