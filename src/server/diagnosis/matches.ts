import type { Pack } from '#contract/packs.ts'
import { checkPacks } from '#domain/diagnosis/check-packs.ts'
import { compileCondition } from '#domain/diagnosis/compile-condition.ts'
import { type Condition, requirementsIn } from '#domain/diagnosis/conditions.ts'
import { currentFacts } from '#domain/diagnosis/current-facts.ts'
import { valuesOf } from '#domain/diagnosis/fact-values.ts'
import { judge, progressIn } from '#domain/diagnosis/judge.ts'
import { createRulebook, holdsIn, type Rulebook } from '#domain/diagnosis/rulebook.ts'
import type { Truth } from '#domain/diagnosis/values.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { canonicalJson } from './digests.ts'
import { loadStatedEstates, type StatedEstate, usable } from './estate-facts.ts'
import { type CountyRulebook, rulebooksInForce } from './policies/in-force.ts'

type Counts = { estates: number; homes: number; waiting: number }
export type Matches = { holds: Counts; unknown: Counts; fails: Counts }

/** The rule a condition is tried in; no pack of a region can have it, as ids of packs begin with a letter. */
const trial = '?'

/**
 * For how many estates of a region a condition holds, does not, or cannot be told yet. `pack`: the draft it stands in,
 * with its own facts and parameters.
 */
export async function countMatches(
  tx: Tx,
  counties: readonly string[],
  { when, pack }: { when: Condition; pack?: Pack | undefined },
): Promise<Matches> {
  const on = officeToday()
  const matches: Matches = { holds: none(), unknown: none(), fails: none() }
  const books = await rulebooksInForce(tx, counties, on)
  const questions = new Map([...books].map(([county, book]) => [county, questionIn(book, on, when, pack)]))
  for (const estate of await loadStatedEstates(tx, { counties })) {
    const truth = questions.get(estate.countyCode)?.(estate)
    if (truth !== undefined) add(matches[truth === 2 ? 'holds' : truth === 1 ? 'unknown' : 'fails'], estate)
  }
  return matches
}

const none = (): Counts => ({ estates: 0, homes: 0, waiting: 0 })

function add(counts: Counts, { homes, waiting }: StatedEstate): void {
  counts.estates += 1
  counts.homes += homes
  counts.waiting += waiting
}

/** The condition made ready for one county: checked as part of its draft, compiled, asked estate by estate. */
function questionIn(
  { countyCode, packs, rulebook }: CountyRulebook,
  on: string,
  when: Condition,
  pack: Pack | undefined,
): (estate: StatedEstate) => Truth {
  const own = packs.filter(({ id }) => id !== pack?.id)
  const isHere = pack && holdsIn(pack.region, countyCode)
  refuseCondition(own, when, pack)
  const book = isHere ? createRulebook([...own, pack], { region: countyCode, on }) : rulebook
  const parameters = { ...pack?.parameters, ...ruleOf(pack, when)?.parameters }
  const test = compileCondition(when, {
    placeOf: (fact) => book.placeOf.get(fact) ?? -1,
    isDate: (fact) => book.definitions[book.placeOf.get(fact) ?? -1]?.type === 'date',
    parameterOf: (name) => parameters[name],
  })
  const asksProgress = requirementsIn(when).length > 0
  return ({ statements }) => {
    const values = valuesOf(book, currentFacts(usable(statements, book)))
    return test.truth(values, asksProgress ? progressOf(book, values) : new Map())
  }
}

/** The rule of the draft whose condition this is; its own parameters count first. */
function ruleOf(pack: Pack | undefined, when: Condition): Pack['rules'][number] | undefined {
  const asked = canonicalJson(when)
  return pack?.rules.find((rule) => rule.when && canonicalJson(rule.when) === asked)
}

const progressOf = (book: Rulebook, values: Parameters<typeof judge>[1]) => progressIn(judge(book, values, 'first'))

/** Only what is wrong with the condition itself is told: the rest of a draft may still be under the pen. */
function refuseCondition(own: readonly Pack[], when: Condition, pack: Pack | undefined): void {
  const parameters = ruleOf(pack, when)?.parameters
  const asked: Pack = {
    ...(pack ?? { format: 'qingling-pack/1', title: '试算', region: 'CN' }),
    id: pack?.id ?? trial,
    rules: [
      {
        id: trial,
        title: '试算',
        basis: { document: '试算', level: 'case', verified: false },
        validFrom: '2000-01-01',
        answers: [],
        when,
        effect: { kind: 'enforce', blocks: false },
        ...(parameters && { parameters }),
      },
    ],
  }
  const fault = checkPacks([...own, asked]).find(({ rule, pack: id }) => rule === trial && id === asked.id)
  if (fault)
    throw new Refused({
      kind: 'invalid',
      code: fault.code,
      message: `条件有误：${fault.path}：${fault.message}`,
      path: fault.path,
    })
}
