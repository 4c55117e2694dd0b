import { z } from 'zod'
import type { Condition as ConditionValue } from '#domain/diagnosis/conditions.ts'
import { levels, type Pack as PackValue } from '#domain/diagnosis/packs.ts'
import { IsoDate } from './platform/endpoint.ts'

/** Identifiers in packs and facts: lower case, digits, `_` and `-`. */
const Id = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/)
const words = z.string().trim().min(1).max(200)
const FactValue = z.union([z.boolean(), z.number(), z.string().max(200)])

const Operand = z.union([FactValue, z.strictObject({ param: Id }), z.strictObject({ fact: Id })])

const Comparison = z
  .strictObject({
    fact: Id,
    is: Operand.optional(),
    in: z.union([z.array(FactValue).min(1), z.strictObject({ param: Id })]).optional(),
    atMost: Operand.optional(),
    atLeast: Operand.optional(),
    lessThan: Operand.optional(),
    moreThan: Operand.optional(),
    before: Operand.optional(),
    notBefore: Operand.optional(),
    after: Operand.optional(),
    notAfter: Operand.optional(),
    between: z.tuple([Operand, Operand]).optional(),
  })
  .refine((comparison) => Object.keys(comparison).length > 1, { message: '缺少比较，如 "is": true' })
  .meta({
    id: 'Comparison',
    description: '一个事实与一个或几个值的比较，须同时成立。日期写作 2013、2013-06 或 2013-06-30。',
  })

/** Conditions over facts: comparisons put together by `all`, `any` and `not`. Three-valued; no code. */
export const Condition: z.ZodType<ConditionValue> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(Condition).min(1) }),
      z.strictObject({ any: z.array(Condition).min(1) }),
      z.strictObject({ not: Condition }),
      z.strictObject({ known: Id }),
      z.strictObject({ requirement: Id, is: z.enum(['satisfied', 'attainable']) }),
      Comparison,
    ]),
  )
  .meta({ id: 'Condition' })

export const Basis = z
  .strictObject({
    document: words,
    number: words.nullable().optional(),
    level: z.enum(levels),
    article: words.nullable().optional(),
    verified: z.boolean(),
  })
  .meta({ id: 'Basis', description: '依据：文件名、文号、层级、条款；verified=false 表示尚未与原文核对' })

const Derivation = z.union([
  z.strictObject({ difference: z.tuple([Id, Id]) }),
  z.strictObject({ percentOf: z.tuple([Id, Id]) }),
  z.strictObject({ sum: z.array(Id).min(1) }),
])

const factHead = { id: Id, title: words, titleEn: words.optional(), derived: Derivation.optional() }

export const FactDefinition = z
  .discriminatedUnion('type', [
    z.strictObject({ ...factHead, type: z.literal('boolean') }),
    z.strictObject({ ...factHead, type: z.literal('number'), unit: z.string().min(1).max(20) }),
    z.strictObject({ ...factHead, type: z.literal('date') }),
    z.strictObject({ ...factHead, type: z.literal('choice'), choices: z.record(Id, words) }),
    z.strictObject({
      ...factHead,
      type: z.literal('text'),
      exact: z.literal(true).optional().meta({ description: '只有一种写法的编号或代码，可用 is、in 比较' }),
    }),
  ])
  .meta({ id: 'FactDefinition' })

const Parameter = z
  .strictObject({
    title: words,
    titleEn: words.optional(),
    type: z.enum(['number', 'date', 'choice']),
    unit: z.string().min(1).max(20).optional(),
    value: z.union([z.number(), z.string().max(40)]).nullable(),
    min: z.union([z.number(), z.string().max(40)]).optional(),
    max: z.union([z.number(), z.string().max(40)]).optional(),
    choices: z.array(Id).min(1).optional(),
    source: z.string().max(200).optional(),
    verified: z.boolean().optional(),
  })
  .meta({ id: 'Parameter', description: '县可设定的数、日期或等级；value=null 表示来源未定，比较结果为未知' })

export const Requirement = z
  .strictObject({
    id: Id,
    title: words,
    titleEn: words.optional(),
    registration: z.enum(['first', 'transfer']),
    unit: Id,
    basis: Basis,
    appliesWhen: Condition.optional(),
    metWhen: Condition,
  })
  .meta({ id: 'Requirement' })

const Effect = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('substitute') }),
    z.strictObject({ kind: z.literal('defer'), until: words }),
    z.strictObject({ kind: z.literal('separate') }),
    z.strictObject({ kind: z.literal('complete') }),
    z.strictObject({ kind: z.literal('waive') }),
    z.strictObject({ kind: z.literal('enforce'), blocks: z.boolean() }),
    z.strictObject({ kind: z.literal('consult') }),
  ])
  .meta({ id: 'Effect' })

const Days = z.union([z.number().int().min(0).max(3650), z.null(), z.strictObject({ param: Id })])

const Step = z
  .strictObject({
    id: Id,
    title: words,
    titleEn: words.optional(),
    unit: Id,
    workingDays: Days,
    costFen: z.number().int().min(0).optional(),
    needs: z.array(Id).optional(),
    produces: Condition.optional(),
    track: z.enum(['owner', 'developer']).optional(),
    notice: z.strictObject({ days: Days, kind: z.enum(['working', 'calendar']) }).optional(),
    commitment: z.strictObject({ by: Id, days: Days.optional() }).optional(),
  })
  .meta({ id: 'Step' })

const Rule = z
  .strictObject({
    id: Id,
    title: words,
    titleEn: words.optional(),
    basis: Basis,
    region: z
      .string()
      .regex(/^(CN|\d{2}|\d{4}|\d{6})$/)
      .optional(),
    validFrom: IsoDate,
    validTo: IsoDate.nullable().optional(),
    answers: z.array(Id),
    when: Condition.optional(),
    effect: Effect,
    parameters: z.record(Id, Parameter).optional(),
    steps: z.array(Step).optional(),
    registerNote: z.string().trim().min(1).max(300).optional(),
  })
  .meta({ id: 'Rule' })

export const Pack = z
  .strictObject({
    format: z.literal('qingling-pack/1'),
    id: Id,
    title: words,
    titleEn: words.optional(),
    region: z.string().regex(/^(CN|\d{2}|\d{4}|\d{6})$/),
    facts: z.array(FactDefinition).optional(),
    units: z.record(Id, words).optional(),
    baseRequirements: z.boolean().optional(),
    requirements: z.array(Requirement).optional(),
    parameters: z.record(Id, Parameter).optional(),
    rules: z.array(Rule),
  })
  .meta({ id: 'Pack', description: '政策包：一地的规则，全部为数据' }) satisfies z.ZodType<PackValue>
export type Pack = z.infer<typeof Pack>

export const PackFault = z
  .object({
    pack: z.string(),
    rule: z.string().nullable(),
    path: z.string(),
    code: z.string(),
    message: z.string(),
  })
  .meta({ id: 'PackFault' })
export type PackFault = z.infer<typeof PackFault>
