import {
  type Comparison,
  type ComparisonName,
  type Condition,
  comparisons,
  dateComparisons,
  numberComparisons,
  type Operand,
  operandsOf,
} from './conditions.ts'
import type { FactDefinition, PackFaultCode, Parameter } from './packs.ts'
import { mayHold } from './satisfiable.ts'
import { fits } from './values.ts'

/** What the words of a condition may name. */
export type Words = {
  fact: (id: string) => FactDefinition | undefined
  parameter: (id: string) => Parameter | undefined
  hasRequirement: (id: string) => boolean
}

export type Report = (path: string, code: PackFaultCode, message: string) => void

/** Reports every fault of a condition at its path, and that it can never hold when nothing else is wrong. */
export function checkCondition(condition: Condition, path: string, words: Words, report: Report): void {
  let faults = 0
  const counted: Report = (...fault) => {
    faults++
    report(...fault)
  }
  walk(condition, path, words, counted)
  if (faults === 0 && !mayHold(condition, (name) => words.parameter(name)?.value))
    report(path, 'never_holds', '条件自相矛盾，永远不会成立')
}

function walk(condition: Condition, path: string, words: Words, report: Report): void {
  for (const [place, part] of partsWithin(condition)) walk(part, `${path}.${place}`, words, report)
  if ('known' in condition) findFact(condition.known, `${path}.known`, words, report)
  else if ('requirement' in condition) {
    if (!words.hasRequirement(condition.requirement))
      report(`${path}.requirement`, 'unknown_requirement', `没有要件“${condition.requirement}”`)
  } else if ('fact' in condition) checkComparison(condition, path, words, report)
}

function partsWithin(condition: Condition): [place: string, part: Condition][] {
  if ('all' in condition) return condition.all.map((part, at) => [`all[${at}]`, part])
  if ('any' in condition) return condition.any.map((part, at) => [`any[${at}]`, part])
  return 'not' in condition ? [['not', condition.not]] : []
}

function findFact(id: string, path: string, words: Words, report: Report): FactDefinition | undefined {
  const definition = words.fact(id)
  if (!definition) report(path, 'unknown_fact', `没有事实“${id}”`)
  return definition
}

function checkComparison(comparison: Comparison, path: string, words: Words, report: Report): void {
  const definition = findFact(comparison.fact, `${path}.fact`, words, report)
  if (!definition) return
  for (const name of comparisons) {
    if (comparison[name] === undefined) continue
    if (!compares(definition, name)) {
      report(`${path}.${name}`, 'not_comparable', `“${definition.title}”（${definition.type}）不能用 ${name} 比较`)
      continue
    }
    const operands = operandsOf(comparison, name)
    const isList = operands.length > 1 || name === 'between'
    for (const [at, operand] of operands.entries()) {
      checkOperand(operand, definition, isList ? `${path}.${name}[${at}]` : `${path}.${name}`, words, report)
    }
  }
}

function compares(definition: FactDefinition, name: ComparisonName): boolean {
  const { type } = definition
  if (definition.type === 'text') return definition.exact === true && (name === 'is' || name === 'in')
  if (numberComparisons.includes(name)) return type === 'number'
  if (dateComparisons.includes(name)) return type === 'date'
  return name !== 'between' || type === 'number' || type === 'date'
}

function checkOperand(operand: Operand, fact: FactDefinition, path: string, words: Words, report: Report): void {
  if (typeof operand !== 'object') {
    if (!fits(fact, operand))
      report(path, 'wrong_type', `“${fact.title}”的值应为${wordsFor(fact)}，不是 ${JSON.stringify(operand)}`)
    return
  }
  if ('fact' in operand) checkOtherFact(operand.fact, fact, `${path}.fact`, words, report)
  else checkParameterUse(operand.param, fact, `${path}.param`, words, report)
}

function checkOtherFact(id: string, fact: FactDefinition, path: string, words: Words, report: Report): void {
  const other = findFact(id, path, words, report)
  if (!other) return
  if (other.type !== fact.type) report(path, 'wrong_type', `“${fact.title}”不能与“${other.title}”比较：类型不同`)
  else if (unitOf(other) !== unitOf(fact))
    report(path, 'wrong_unit', `“${fact.title}”（${unitOf(fact)}）与“${other.title}”（${unitOf(other)}）单位不同`)
}

function checkParameterUse(id: string, fact: FactDefinition, path: string, words: Words, report: Report): void {
  const parameter = words.parameter(id)
  if (!parameter) report(path, 'unknown_parameter', `没有参数“${id}”`)
  else if (parameter.type !== fact.type)
    report(path, 'wrong_type', `参数“${parameter.title}”（${parameter.type}）与“${fact.title}”（${fact.type}）类型不同`)
  else if (fact.type === 'number' && parameter.unit !== undefined && parameter.unit !== fact.unit)
    report(
      path,
      'wrong_unit',
      `参数“${parameter.title}”的单位 ${parameter.unit} 与“${fact.title}”的单位 ${fact.unit} 不同`,
    )
  else if (parameter.value !== null && !fits(fact, parameter.value))
    report(path, 'wrong_type', `参数“${parameter.title}”的值 ${parameter.value} 不是“${fact.title}”的值`)
}

const unitOf = (fact: FactDefinition) => (fact.type === 'number' ? fact.unit : '')

const wordsFor = (fact: FactDefinition): string =>
  fact.type === 'choice'
    ? ` ${Object.keys(fact.choices).join('、')} 之一`
    : { boolean: ' true 或 false', number: '数', date: '日期（2013、2013-06 或 2013-06-30）', text: '文字' }[fact.type]
