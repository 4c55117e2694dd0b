import { expect, test } from 'vitest'
import { responsibleUnits } from '#domain/diagnosis/catalogue.ts'
import { checkPacks } from '#domain/diagnosis/check-packs.ts'
import type { Condition, Operand } from '#domain/diagnosis/conditions.ts'
import type { Diagnosis } from '#domain/diagnosis/diagnosis.ts'
import type { Pack, Rule } from '#domain/diagnosis/packs.ts'
import { baseRequirements } from '#domain/diagnosis/requirements.ts'
import { requirementsOf } from '#domain/diagnosis/rulebook.ts'
import type { FactValue } from '#domain/diagnosis/values.ts'
import { type Differences, diagnoseEstate } from '../test/diagnosis/made-estates.ts'
import { shippedPacks } from '../test/diagnosis/shipped-packs.ts'

const packs = [...shippedPacks.values()]
const rules = packs.flatMap((pack) => pack.rules.map((rule) => ({ pack, rule, name: rule.id })))

test('every file is a pack of its own name', () => {
  expect([...shippedPacks].map(([file, { id }]) => [file, `${id}.json`])).toEqual(
    [...shippedPacks.keys()].map((file) => [file, file]),
  )
})

test('the packs have no fault, alone and together', () => {
  expect(checkPacks(packs)).toEqual([])
  expect(packs.flatMap((pack) => checkPacks([pack]))).toEqual([])
})

test('a word the product does not know is a fault at its place', () => {
  const [first] = packs
  const rule = first?.rules[0]
  if (!first || !rule) throw new Error('no pack is shipped')
  const spoilt = { ...first, rules: [{ ...rule, when: { fact: 'weather', is: 'fair' } }] }

  expect(checkPacks([spoilt])).toMatchObject([
    { pack: first.id, rule: rule.id, path: 'when.fact', code: 'unknown_fact' },
  ])
})

test('every requirement of the product has a rule that answers it', () => {
  const answered = new Set(rules.flatMap(({ rule }) => rule.answers))

  expect(baseRequirements.map(({ id }) => id).filter((id) => !answered.has(id))).toEqual([])
})

test('what is not held against its document says so, and a number nobody published is left open', () => {
  const parameters = packs.flatMap((pack) =>
    [pack, ...pack.rules].flatMap(({ parameters = {} }) => Object.values(parameters)),
  )

  expect(parameters.filter(({ source }) => !source)).toEqual([])
  expect(parameters.filter(({ value, verified }) => value === null && verified)).toEqual([])
  expect(parameters.filter(({ value, source }) => (value === null) !== source?.startsWith('待定：'))).toEqual([])
  expect(rules.filter(({ rule }) => rule.basis.verified && !rule.basis.number)).toEqual([])
})

test('every word has its English', () => {
  const titled = packs.flatMap((pack) => [
    pack,
    ...(pack.facts ?? []),
    ...(pack.requirements ?? []),
    ...pack.rules,
    ...pack.rules.flatMap(({ steps = [] }) => steps),
    ...[pack, ...pack.rules].flatMap(({ parameters = {} }) => Object.values(parameters)),
  ])

  expect(titled.filter(({ titleEn }) => !titleEn).map(({ title }) => title)).toEqual([])
})

test('packs bring a unit of their own only where the product has none', () => {
  const own = packs.flatMap(({ units = {} }) => Object.keys(units))

  expect(own.filter((id) => Object.hasOwn(responsibleUnits, id))).toEqual([])
})

/** A place of the pack on the first day of the rule. */
const placeOf = (pack: Pack, { region = pack.region, validFrom }: Rule) => ({
  packs: [pack],
  region: region === 'CN' ? '141199' : region.padEnd(6, '9'),
  on: validFrom,
})

const requirementOf = (pack: Pack, id: string) => {
  const requirement = requirementsOf([pack]).find((one) => one.id === id)
  if (!requirement) throw new Error(`no requirement ${id}`)
  return requirement
}

const closed = (diagnosis: Diagnosis, id: string) =>
  !['missing', 'unknown'].includes(
    diagnosis.requirements.find(({ requirement }) => requirement === id)?.status ?? 'missing',
  )

test.each(rules)('$name opens what it answers, and its steps lead to the end', ({ pack, rule }) => {
  for (const answer of rule.answers) {
    const requirement = requirementOf(pack, answer)
    const at = { ...placeOf(pack, rule), registration: requirement.registration }
    const facts = {
      ...(requirement.appliesWhen && factsFor(requirement.appliesWhen, pack, rule)),
      ...(rule.when && factsFor(rule.when, pack, rule)),
    }
    const isOpen = !closed(diagnoseEstate({ ...at, packs: [] }, facts), answer)
    const applies = isOpen ? facts : { ...factsFor({ not: requirement.metWhen }, pack, rule), ...facts }

    const before = diagnoseEstate(at, applies)
    const outcome = before.requirements.find((one) => one.requirement === answer)
    const named = [
      outcome?.by,
      ...(outcome?.remedies ?? []).map((remedy) => remedy.rule),
      ...before.enforcement.map((one) => one.rule),
    ]
    expect(named).toContain(rule.id)

    if (rule.effect.kind === 'consult' || (rule.effect.kind === 'enforce' && rule.effect.blocks)) continue
    const shown = (rule.steps ?? []).flatMap(({ produces }) => (produces ? [factsFor(produces, pack, rule)] : []))
    const after = diagnoseEstate(at, Object.assign({}, applies, ...shown))
    expect(closed(after, answer)).toBe(true)
  }
})

/** Facts that make a condition hold: of alternatives the first. */
function factsFor(condition: Condition, pack: Pack, rule: Rule): Differences {
  if ('all' in condition) return Object.assign({}, ...condition.all.map((part) => factsFor(part, pack, rule)))
  if ('any' in condition) return condition.any[0] ? factsFor(condition.any[0], pack, rule) : {}
  if ('not' in condition) return factsAgainst(condition.not, pack, rule)
  if (!('fact' in condition)) return {}
  const { fact, is, atMost, atLeast, moreThan, before, notBefore, between } = condition
  const list = Array.isArray(condition.in) ? condition.in[0] : undefined
  const given = (operand: Operand | undefined) => operandValue(operand, pack, rule)
  const value =
    given(is) ??
    list ??
    given(atMost) ??
    given(atLeast) ??
    given(notBefore) ??
    given(between?.[0]) ??
    (before === undefined ? undefined : '1950') ??
    (typeof moreThan === 'number' ? moreThan + 1 : undefined)
  return value === undefined ? {} : { [fact]: value }
}

function factsAgainst(condition: Condition, pack: Pack, rule: Rule): Differences {
  if ('all' in condition) return condition.all[0] ? factsAgainst(condition.all[0], pack, rule) : {}
  if ('any' in condition)
    return Object.assign({}, ...condition.any.map((part) => factsAgainst(part, pack, rule)).reverse())
  if ('not' in condition) return factsFor(condition.not, pack, rule)
  if (!('fact' in condition)) return {}
  const { fact, is, atMost } = condition
  if (typeof is === 'boolean') return { [fact]: !is }
  if (typeof atMost === 'number') return { [fact]: atMost + 1 }
  const other = {
    land_ownership: 'collective',
    land_source_papers: 'incomplete',
    developer_standing: 'extinct',
    first_registered: 'none',
    category: 'legacy',
  }[fact]
  return other === undefined ? {} : { [fact]: other }
}

/** What an operand stands for; a parameter left open is given a value, as a county would. */
function operandValue(operand: Operand | undefined, pack: Pack, rule: Rule): FactValue | undefined {
  if (typeof operand !== 'object') return operand
  if (!('param' in operand)) return undefined
  const parameter = rule.parameters?.[operand.param] ?? pack.parameters?.[operand.param]
  return parameter?.value ?? undefined
}
