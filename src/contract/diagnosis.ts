import { z } from 'zod'
import type { Diagnosis as DiagnosisValue } from '#domain/diagnosis/diagnosis.ts'
import { requirementStatuses, verdicts } from '#domain/diagnosis/diagnosis.ts'
import type { ExplanationNode as ExplanationValue } from '#domain/diagnosis/explain.ts'
import { Basis, FactDefinition, Requirement } from './packs.ts'
import { CountyCode, type Endpoint, IsoDate } from './platform/endpoint.ts'

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

const estateParams = z.object({ county: CountyCode, estate: z.uuid() })
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
} as const satisfies Record<string, Endpoint>
