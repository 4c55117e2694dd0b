import { catalogue, responsibleUnits } from './catalogue.ts'
import { checkCondition, type Report, type Words } from './check-condition.ts'
import { checkParameter } from './check-parameter.ts'
import { checkSteps } from './check-steps.ts'
import { requirementsIn } from './conditions.ts'
import { partsOf } from './fact-values.ts'
import type { FactDefinition, Pack, PackFault, Requirement, Rule } from './packs.ts'
import { baseRequirements } from './requirements.ts'
import { holdsIn } from './rulebook.ts'

/** Everything wrong with a set of packs that their shape alone does not show, each at its pack, rule and path. */
export function checkPacks(packs: readonly Pack[]): PackFault[] {
  const faults: PackFault[] = []
  const reporter =
    (pack: Pack, rule: Rule | null = null): Report =>
    (path, code, message) =>
      void faults.push({ pack: pack.id, rule: rule?.id ?? null, path, code, message })

  packs.forEach((pack, at) => {
    const report = reporter(pack)
    if (packs.findIndex(({ id }) => id === pack.id) < at) report('id', 'duplicate_id', `政策包“${pack.id}”重复`)
    const beside = packs.filter((other) => other === pack || holdsIn(other.region, pack.region))
    const words = wordsOf(pack, beside, packs)
    checkFacts(pack, words, report)
    checkRequirements(pack, words, report)
    for (const [id, parameter] of Object.entries(pack.parameters ?? {}))
      checkParameter(parameter, `parameters.${id}`, report)
    pack.rules.forEach((rule, place) => {
      checkRule(
        rule,
        pack,
        { ...words, parameter: (id) => rule.parameters?.[id] ?? words.parameter(id) },
        reporter(pack, rule),
      )
      checkSameId(rule, place, pack, packs, reporter(pack, rule))
    })
  })
  checkRequirementCycles(packs, reporter)
  return faults
}

type PackWords = Words & { hasUnit: (id: string) => boolean }

function wordsOf(pack: Pack, beside: readonly Pack[], all: readonly Pack[]): PackWords {
  const facts = new Map([...catalogue, ...beside.flatMap((one) => one.facts ?? [])].map((fact) => [fact.id, fact]))
  const requirements = new Set(
    [...baseRequirements, ...all.flatMap((one) => one.requirements ?? [])].map(({ id }) => id),
  )
  const units = new Set([...Object.keys(responsibleUnits), ...beside.flatMap((one) => Object.keys(one.units ?? {}))])
  return {
    fact: (id) => facts.get(id),
    parameter: (id) => pack.parameters?.[id],
    hasRequirement: (id) => requirements.has(id),
    hasUnit: (id) => units.has(id),
  }
}

function checkFacts(pack: Pack, words: Words, report: Report): void {
  const own = pack.facts ?? []
  own.forEach((fact, at) => {
    const isTaken = catalogue.some(({ id }) => id === fact.id) || own.findIndex(({ id }) => id === fact.id) < at
    if (isTaken) report(`facts[${at}].id`, 'duplicate_id', `事实“${fact.id}”已有定义`)
    if (fact.derived) checkDerivation(fact, `facts[${at}].derived`, words, report)
  })
}

function checkDerivation(fact: FactDefinition, path: string, words: Words, report: Report): void {
  if (fact.type !== 'number') report(path, 'wrong_type', `“${fact.title}”不是数，不能由其他事实计算`)
  for (const part of fact.derived ? partsOf(fact.derived) : []) {
    const other = words.fact(part)
    if (!other) report(path, 'unknown_fact', `没有事实“${part}”`)
    else if (other.type !== 'number') report(path, 'wrong_type', `“${other.title}”不是数`)
    else if (part === fact.id) report(path, 'cycle', `“${fact.title}”由自身计算`)
  }
}

function checkRequirements(pack: Pack, words: PackWords, report: Report): void {
  const own = pack.requirements ?? []
  own.forEach((requirement, at) => {
    const path = `requirements[${at}]`
    if (own.findIndex(({ id }) => id === requirement.id) < at)
      report(`${path}.id`, 'duplicate_id', `要件“${requirement.id}”重复`)
    if (!words.hasUnit(requirement.unit)) report(`${path}.unit`, 'unknown_unit', `没有责任单位“${requirement.unit}”`)
    checkCondition(requirement.metWhen, `${path}.metWhen`, words, report)
    if (requirement.appliesWhen) checkCondition(requirement.appliesWhen, `${path}.appliesWhen`, words, report)
  })
}

function checkRule(rule: Rule, pack: Pack, words: PackWords, report: Report): void {
  if (rule.validTo && rule.validTo < rule.validFrom)
    report('validTo', 'bad_validity', `失效日 ${rule.validTo} 早于生效日 ${rule.validFrom}`)
  if (rule.region && !holdsIn(pack.region, rule.region))
    report('region', 'wrong_region', `规则的地区 ${rule.region} 不在政策包的地区 ${pack.region} 之内`)
  if (rule.answers.length === 0 && rule.effect.kind !== 'enforce')
    report('answers', 'unknown_requirement', '没有写明解决哪个要件')
  rule.answers.forEach((id, at) => {
    if (!words.hasRequirement(id)) report(`answers[${at}]`, 'unknown_requirement', `没有要件“${id}”`)
  })
  for (const [id, parameter] of Object.entries(rule.parameters ?? {}))
    checkParameter(parameter, `parameters.${id}`, report)
  if (rule.when) checkCondition(rule.when, 'when', words, report)
  checkSteps(rule.steps ?? [], words, words.hasUnit, report)
}

/** One id may name a rule again only for another time: the same rule as amended. */
function checkSameId(rule: Rule, place: number, pack: Pack, packs: readonly Pack[], report: Report): void {
  const until = (one: Rule) => one.validTo ?? '9999-12-31'
  for (const other of packs) {
    other.rules.forEach((twin, at) => {
      const isEarlier = other === pack ? at < place : packs.indexOf(other) < packs.indexOf(pack)
      if (twin.id !== rule.id || !isEarlier) return
      if (other !== pack) report('id', 'duplicate_id', `规则“${rule.id}”在政策包“${other.id}”中已有`)
      else if (twin.validFrom <= until(rule) && rule.validFrom <= until(twin))
        report('validFrom', 'overlapping_validity', `规则“${rule.id}”有两条同时有效`)
    })
  }
}

/** A requirement may not wait, through the rules that answer it, for itself. */
function checkRequirementCycles(packs: readonly Pack[], reporter: (pack: Pack, rule?: Rule | null) => Report): void {
  const all: Requirement[] = [...baseRequirements, ...packs.flatMap(({ requirements = [] }) => requirements)]
  const waitsFor = new Map(
    all.map(({ id, metWhen, appliesWhen }) => [
      id,
      [metWhen, appliesWhen].flatMap((one) => (one ? requirementsIn(one) : [])),
    ]),
  )
  const rules = packs.flatMap((pack) => pack.rules.map((rule) => ({ pack, rule })))
  for (const { rule } of rules) {
    const asks = [rule.when, ...(rule.steps ?? []).map(({ produces }) => produces)].flatMap((one) =>
      one ? requirementsIn(one) : [],
    )
    for (const id of rule.answers) waitsFor.set(id, [...(waitsFor.get(id) ?? []), ...asks])
  }
  for (const { pack, rule } of rules) {
    const own = rule.when ? requirementsIn(rule.when) : []
    if (own.some((id) => rule.answers.some((answer) => id === answer || reaches(id, answer, waitsFor))))
      reporter(pack, rule)('when', 'cycle', `要件互相等待：${rule.answers.join('、')} 与 ${own.join('、')}`)
  }
}

function reaches(
  from: string,
  to: string,
  next: ReadonlyMap<string, readonly string[]>,
  seen = new Set<string>(),
): boolean {
  if (seen.has(from)) return false
  seen.add(from)
  return (next.get(from) ?? []).some((id) => id === to || reaches(id, to, next, seen))
}
