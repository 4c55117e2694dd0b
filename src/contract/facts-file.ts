import { z } from 'zod'
import { FactSource } from '#contract/diagnosis.ts'
import type { GivenEstate } from '#domain/diagnosis/given-facts.ts'
import { IsoDate } from './platform/endpoint.ts'

const FactValue = z.union([z.boolean(), z.number(), z.string().max(2000)])

/** What one source states of a fact. `value: null`: established that it is not known. */
const GivenStatement = z
  .strictObject({
    value: FactValue.nullable(),
    unit: z.string().optional().meta({ description: '数的单位；写了就须与事实的定义相同（m2、fen、percent …）' }),
    asOf: IsoDate.optional().meta({ description: '截至哪一天；不写为诊断日' }),
    source: FactSource.strict().optional().meta({ description: '来源；不写为本文件' }),
    said: z.string().max(2000).nullable().optional().meta({ description: '来源的原话' }),
  })
  .meta({ id: 'GivenStatement', description: '一个来源对一个事实的陈述' })

/** An estate to be diagnosed from a file: what is known of it, by names of facts. */
const EstateFacts = z
  .strictObject({
    name: z.string().max(200).optional(),
    region: z.string().regex(/^(\d{2}|\d{4}|\d{6})$/, '应为 2、4 或 6 位行政区划代码'),
    homes: z.number().int().min(0).optional().meta({ description: '套数，即事实 homes' }),
    registration: z.enum(['first', 'transfer']).optional().meta({ description: '首次登记（默认）或转移登记' }),
    facts: z.record(z.string(), z.union([FactValue, z.null(), GivenStatement, z.array(GivenStatement).min(1)])),
  })
  .meta({
    id: 'EstateFacts',
    description: '一个小区的事实。值可只写值；null 为未查明；几个来源写成数组，同日不一致即为矛盾。',
  }) satisfies z.ZodType<GivenEstate>

const EstateList = z.strictObject({ estates: z.array(EstateFacts).min(1) })

/** What `qingling diagnose --facts` reads: one estate, or several. */
export const FactsFile = z.union([EstateList, EstateFacts]).meta({ id: 'FactsFile' })
export type FactsFile = z.infer<typeof FactsFile>

/** The shape a content is meant to have, so that faults are told of that shape alone. */
export const factsShapeOf = (content: unknown) =>
  typeof content === 'object' && content !== null && 'estates' in content ? EstateList : EstateFacts
