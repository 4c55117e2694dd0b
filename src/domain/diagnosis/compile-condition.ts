import { type Comparison, type ComparisonName, type Condition, comparisons, type Operand } from './conditions.ts'
import type { Parameter } from './packs.ts'
import { daysMeant, type FactValue, type Truth } from './values.ts'

/** Values of all facts by their place in the rulebook; `undefined`: not known. */
export type FactValues = readonly (FactValue | undefined)[]

/** How far a requirement has come, as conditions may ask, and the facts that leave it open. */
export type Progress = { satisfied: Truth; attainable: Truth; unknownFacts: readonly string[] }
export type ProgressOf = ReadonlyMap<string, Progress>

/** A condition ready to be asked. `blame` adds the unknown facts an unknown answer rests on. */
export type Test = {
  truth: (values: FactValues, progress: ProgressOf) => Truth
  blame: (values: FactValues, progress: ProgressOf, into: Set<string>) => void
  /** The sets of facts, not known yet, that would make it true; none where something known rules it out. */
  lacks: (values: FactValues, progress: ProgressOf) => Lack[]
}

/** Facts that must be shown together. */
export type Lack = readonly string[]

/** The most sets of facts weighed for one condition; no pack comes near it. */
const mostLacks = 24

/** Where the words of a condition lead: the place of each fact, and each parameter. */
export type Scope = {
  placeOf: (fact: string) => number
  isDate: (fact: string) => boolean
  parameterOf: (name: string) => Parameter | undefined
}

export const always: Test = { truth: () => 2, blame: () => {}, lacks: () => [[]] }

/** Compiles a checked condition to three-valued tests. */
export function compileCondition(condition: Condition, scope: Scope): Test {
  if ('all' in condition) return conjunction(condition.all.map((part) => compileCondition(part, scope)))
  if ('any' in condition) return disjunction(condition.any.map((part) => compileCondition(part, scope)))
  if ('not' in condition) return negation(compileCondition(condition.not, scope))
  if ('known' in condition) return knownTest(condition.known, scope.placeOf(condition.known))
  if ('requirement' in condition) return progressTest(condition.requirement, condition.is)
  return comparisonTest(condition, scope)
}

function conjunction(tests: readonly Test[]): Test {
  return {
    truth: (values, progress) => {
      let least: Truth = 2
      for (const test of tests) {
        const truth = test.truth(values, progress)
        if (truth === 0) return 0
        if (truth < least) least = truth
      }
      return least
    },
    blame: blameUnknown(tests),
    lacks: (values, progress) =>
      tests.reduce<Lack[]>(
        (wholes, test) => {
          const parts = test.lacks(values, progress)
          return wholes.flatMap((whole) => parts.map((part) => [...whole, ...part])).slice(0, mostLacks)
        },
        [[]],
      ),
  }
}

function disjunction(tests: readonly Test[]): Test {
  return {
    truth: (values, progress) => {
      let greatest: Truth = 0
      for (const test of tests) {
        const truth = test.truth(values, progress)
        if (truth === 2) return 2
        if (truth > greatest) greatest = truth
      }
      return greatest
    },
    blame: blameUnknown(tests),
    lacks: (values, progress) => tests.flatMap((test) => test.lacks(values, progress)),
  }
}

const blameUnknown =
  (tests: readonly Test[]): Test['blame'] =>
  (values, progress, into) => {
    for (const test of tests) if (test.truth(values, progress) === 1) test.blame(values, progress, into)
  }

function negation({ truth, blame }: Test): Test {
  return leaf((values, progress) => (2 - truth(values, progress)) as Truth, blame) // 2 − {0,1,2}
}

/** A test that lacks just what it blames. */
function leaf(truth: Test['truth'], blame: Test['blame']): Test {
  return {
    truth,
    blame,
    lacks: (values, progress) => {
      const now = truth(values, progress)
      if (now !== 1) return now === 2 ? [[]] : []
      const facts = new Set<string>()
      blame(values, progress, facts)
      return facts.size === 0 ? [] : [[...facts]]
    },
  }
}

/** Whether something is known is itself always known: true or false. */
const knownTest = (fact: string, place: number): Test => ({
  truth: (values) => (values[place] === undefined ? 0 : 2),
  blame: () => {},
  lacks: (values) => (values[place] === undefined ? [[fact]] : [[]]),
})

function progressTest(requirement: string, state: 'satisfied' | 'attainable'): Test {
  return leaf(
    (_, progress) => progress.get(requirement)?.[state] ?? 1,
    (_, progress, into) => {
      for (const fact of progress.get(requirement)?.unknownFacts ?? []) into.add(fact)
    },
  )
}

/** The least and the greatest a value may mean: a date known to its year spans that year, anything else is itself. */
type Span = readonly [least: number | string, greatest: number | string]

function spanOf(value: FactValue, isDate: boolean): Span {
  if (typeof value === 'boolean') return value ? [1, 1] : [0, 0]
  return isDate && typeof value === 'string' ? daysMeant(value) : [value, value]
}

type Against = (held: Span, other: Span) => Truth

const surely = (isTrue: boolean, isFalse: boolean): Truth => (isTrue ? 2 : isFalse ? 0 : 1)

const less: Against = ([low, high], [otherLow, otherHigh]) => surely(high < otherLow, low >= otherHigh)
const atMost: Against = ([low, high], [otherLow, otherHigh]) => surely(high <= otherLow, low > otherHigh)
const opposite =
  (test: Against): Against =>
  (held, other) =>
    (2 - test(held, other)) as Truth // 2 − {0,1,2}
const within: Against = ([low, high], [otherLow, otherHigh]) =>
  surely(low >= otherLow && high <= otherHigh, high < otherLow || low > otherHigh)
const same: Against = ([low, high], [otherLow, otherHigh]) =>
  surely(low === high && otherLow === otherHigh && low === otherLow, high < otherLow || low > otherHigh)

const first = ([low]: Span): Span => [low, low]
const last = ([, high]: Span): Span => [high, high]

/** Each comparison, and which end of a date written as a year or month a rule means by it: before 2013 is before its first day. */
const meaning = {
  is: { test: within, end: (span: Span) => span },
  lessThan: { test: less, end: first },
  before: { test: less, end: first },
  atMost: { test: atMost, end: last },
  notAfter: { test: atMost, end: last },
  moreThan: { test: opposite(atMost), end: last },
  after: { test: opposite(atMost), end: last },
  atLeast: { test: opposite(less), end: first },
  notBefore: { test: opposite(less), end: first },
} as const satisfies Partial<Record<ComparisonName, { test: Against; end: (span: Span) => Span }>>

type OneSided = keyof typeof meaning

function comparisonTest(comparison: Comparison, scope: Scope): Test {
  const tests = comparisons.flatMap((name) => {
    if (comparison[name] === undefined) return []
    if (name === 'in') return [membership(comparison, scope)]
    if (name !== 'between') return [oneSided(comparison.fact, name, comparison[name], scope)]
    const [from, to] = comparison.between ?? []
    return [oneSided(comparison.fact, 'atLeast', from, scope), oneSided(comparison.fact, 'atMost', to, scope)]
  })
  return tests.length === 1 && tests[0] ? tests[0] : conjunction(tests)
}

function membership({ fact, in: list }: Comparison, scope: Scope): Test {
  const values = list !== undefined && 'param' in list ? [list] : (list ?? [])
  return disjunction(values.map((value) => oneSided(fact, 'is', value, scope)))
}

function oneSided(fact: string, name: OneSided, operand: Operand | undefined, scope: Scope): Test {
  if (typeof operand === 'object' && 'fact' in operand) return againstFact(fact, name, operand.fact, scope)
  const value = typeof operand === 'object' ? scope.parameterOf(operand.param)?.value : operand
  if (value === null || value === undefined) return unset
  const [place, isDate] = [scope.placeOf(fact), scope.isDate(fact)]
  const { test, end } = meaning[name]
  const against = end(spanOf(value, isDate))
  return leaf(
    (values) => {
      const held = values[place]
      return held === undefined ? 1 : test(spanOf(held, isDate), against)
    },
    // a date known only to its year is asked for again where its day decides
    (_values, _progress, into) => void into.add(fact),
  )
}

/** A parameter nobody has set: the comparison is unknown, and no fact is to blame. */
const unset: Test = leaf(
  () => 1,
  () => {},
)

function againstFact(fact: string, name: OneSided, other: string, scope: Scope): Test {
  const [left, right, isDate] = [scope.placeOf(fact), scope.placeOf(other), scope.isDate(fact)]
  const compare = name === 'is' ? same : meaning[name].test
  return leaf(
    (values) => {
      const [held, against] = [values[left], values[right]]
      return held === undefined || against === undefined ? 1 : compare(spanOf(held, isDate), spanOf(against, isDate))
    },
    (values, _, into) => {
      if (values[left] === undefined || isDate) into.add(fact)
      if (values[right] === undefined || isDate) into.add(other)
    },
  )
}
