import {
  type Comparison,
  type ComparisonName,
  type Condition,
  comparisons,
  type Operand,
  operandsOf,
} from './conditions.ts'
import type { FactDefinition, Parameter, Requirement } from './packs.ts'
import type { FactValue } from './values.ts'

export type Language = 'zh' | 'en'

/** What gives the words of a condition their titles. */
export type Titles = {
  fact: (id: string) => FactDefinition | undefined
  parameter: (id: string) => Parameter | undefined
  requirement: (id: string) => Requirement | undefined
}

type Titled = { title: string; titleEn?: string | undefined }

/** The title in a language; Chinese stands in where a pack gives no English. */
export const titleIn = (language: Language, titled: Titled | undefined, id: string) =>
  (language === 'en' ? titled?.titleEn : undefined) ?? titled?.title ?? id

const joins = {
  zh: { all: '，且', any: '，或', not: (part: string) => `并非（${part}）`, known: (fact: string) => `${fact}已查明` },
  en: {
    all: ', and ',
    any: ', or ',
    not: (part: string) => `not (${part})`,
    known: (fact: string) => `${fact} is established`,
  },
} as const

const relations: Readonly<Record<Language, Readonly<Record<ComparisonName, (value: string) => string>>>> = {
  zh: {
    is: (value) => `为${value}`,
    in: (value) => `为${value}之一`,
    atMost: (value) => `不超过${value}`,
    atLeast: (value) => `不少于${value}`,
    lessThan: (value) => `少于${value}`,
    moreThan: (value) => `超过${value}`,
    before: (value) => `在${value}之前`,
    notBefore: (value) => `在${value}或之后`,
    after: (value) => `在${value}之后`,
    notAfter: (value) => `在${value}或之前`,
    between: (value) => `在${value}之间（含两端）`,
  },
  en: {
    is: (value) => `is ${value}`,
    in: (value) => `is one of ${value}`,
    atMost: (value) => `is at most ${value}`,
    atLeast: (value) => `is at least ${value}`,
    lessThan: (value) => `is less than ${value}`,
    moreThan: (value) => `is more than ${value}`,
    before: (value) => `is before ${value}`,
    notBefore: (value) => `is on or after ${value}`,
    after: (value) => `is after ${value}`,
    notAfter: (value) => `is on or before ${value}`,
    between: (value) => `lies between ${value}, both included`,
  },
}

/** A condition as a sentence a lawyer can read. */
export function conditionWords(condition: Condition, titles: Titles, language: Language): string {
  const words = joins[language]
  const inner = (part: Condition) => {
    const said = conditionWords(part, titles, language)
    return 'any' in part || 'all' in part ? (language === 'zh' ? `（${said}）` : `(${said})`) : said
  }
  if ('all' in condition) return condition.all.map(inner).join(words.all)
  if ('any' in condition) return condition.any.map(inner).join(words.any)
  if ('not' in condition) return words.not(conditionWords(condition.not, titles, language))
  if ('known' in condition) return words.known(titleIn(language, titles.fact(condition.known), condition.known))
  if ('requirement' in condition) return stateWords(condition, titles, language)
  return comparisonWords(condition, titles, language)
}

function stateWords(
  { requirement, is }: { requirement: string; is: 'satisfied' | 'attainable' },
  titles: Titles,
  language: Language,
): string {
  const title = titleIn(language, titles.requirement(requirement), requirement)
  if (language === 'zh') return is === 'satisfied' ? `要件“${title}”已具备` : `要件“${title}”已具备或有路径可补`
  return is === 'satisfied' ? `“${title}” is settled` : `“${title}” is settled or has a way open`
}

function comparisonWords(comparison: Comparison, titles: Titles, language: Language): string {
  const definition = titles.fact(comparison.fact)
  const title = titleIn(language, definition, comparison.fact)
  const said = comparisons.flatMap((name) => {
    if (comparison[name] === undefined) return []
    const value = operandsOf(comparison, name).map((operand) => operandWords(operand, definition, titles, language))
    return [relations[language][name](value.join(language === 'zh' ? '、' : ', '))]
  })
  return language === 'zh' ? `${title}${said.join('且')}` : `${title} ${said.join(' and ')}`
}

function operandWords(
  operand: Operand,
  definition: FactDefinition | undefined,
  titles: Titles,
  language: Language,
): string {
  if (typeof operand !== 'object') return valueWords(operand, definition, language)
  if ('fact' in operand) return titleIn(language, titles.fact(operand.fact), operand.fact)
  const parameter = titles.parameter(operand.param)
  if (parameter && parameter.value !== null) return valueWords(parameter.value, definition, language)
  const title = titleIn(language, parameter, operand.param)
  return language === 'zh' ? `“${title}”（未定）` : `“${title}” (not set)`
}

const units: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  zh: { m2: ' ㎡', percent: '%', homes: ' 套', years: ' 年', days: ' 天', fen: ' 分' },
  en: { m2: ' m²', percent: ' %', homes: ' homes', years: ' years', days: ' days', fen: ' fen' },
}

/** A value of a fact as people say it: 有 and 无, the words of a choice, numbers with their unit. */
export function valueWords(value: FactValue, definition: FactDefinition | undefined, language: Language): string {
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'
  if (definition?.type === 'choice') return definition.choices[String(value)] ?? String(value)
  if (typeof value === 'number' && definition?.type === 'number')
    return `${value}${units[language][definition.unit] ?? ` ${definition.unit}`}`
  return String(value)
}
