import { sql } from 'kysely'
import { Pack } from '#contract/packs.ts'
import { compileCondition } from '#domain/diagnosis/compile-condition.ts'
import type { Condition } from '#domain/diagnosis/conditions.ts'
import { currentFacts } from '#domain/diagnosis/current-facts.ts'
import { valuesOf } from '#domain/diagnosis/fact-values.ts'
import type { Rule } from '#domain/diagnosis/packs.ts'
import type { Actor, Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { usable } from './estate-facts.ts'
import { type EstatePlace, getStatedEstate } from './estate-file.ts'
import { keepDraft } from './policies/drafts.ts'
import { rulebooksInForce } from './policies/in-force.ts'
import { lockNewest } from './policies/store.ts'

/** A rule found on one estate, to stand in a pack of its county. `pack`: how the pack begins when there is none yet. */
export type RuleDraft = { pack: Omit<Pack, 'rules'>; rule: Rule; note: string }

/**
 * Adds a rule to a county's pack as a draft, in the caller's transaction. A draft that is open already is taken up into the
 * new one, so that nobody publishes one and loses the other. `takenUp` is its id. The rule must answer something open in
 * the estate it was found on, and hold there.
 */
export async function draftRule(
  tx: Tx,
  actor: Actor,
  place: EstatePlace,
  { pack, rule, note }: RuleDraft,
): Promise<{ policyId: string; takenUp: string | null }> {
  const { countyCode } = place
  await refuseClosed(tx, place, rule.answers)
  const newest = await lockNewest(tx, countyCode, pack.id)
  const content = shaped({ ...(newest?.content ?? pack), rules: [...(newest?.content.rules ?? []), rule] })
  const takenUp = newest?.status === 'draft' ? newest.id : null
  const kept = await keepDraft(tx, actor, countyCode, { content, note, instead: takenUp ?? undefined })
  if (rule.when) await refuseElsewhere(tx, place, rule.when)
  return { policyId: kept.id, takenUp }
}

function shaped(content: unknown): Pack {
  const parsed = Pack.safeParse(content)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Refused({
    kind: 'invalid',
    code: 'bad_shape',
    message: `规则写法不对：${issue?.path.join('.')}：${issue?.message}`,
  })
}

async function refuseClosed(
  tx: Tx,
  { countyCode, estateId }: EstatePlace,
  requirements: readonly string[],
): Promise<void> {
  const { rows } = await sql<{ open: string[] }>`
    select missing || unknown as open from diagnoses
     where county_code = ${countyCode} and estate_id = ${estateId} order by diagnosis_no desc limit 1`.execute(tx)
  if (requirements.every((requirement) => rows[0]?.open.includes(requirement))) return
  throw new Refused({
    kind: 'conflict',
    code: 'requirement_not_open',
    message: '本小区的诊断中没有这个未具备的要件，不需要为它定规则',
  })
}

/** Compiled after the draft was found without fault. */
async function refuseElsewhere(tx: Tx, place: EstatePlace, when: Condition): Promise<void> {
  const book = (await rulebooksInForce(tx, [place.countyCode], officeToday())).get(place.countyCode)?.rulebook
  if (!book) throw new Error(`no rulebook for county ${place.countyCode}`)
  const test = compileCondition(when, {
    placeOf: (fact) => book.placeOf.get(fact) ?? -1,
    isDate: (fact) => book.definitions[book.placeOf.get(fact) ?? -1]?.type === 'date',
    parameterOf: () => undefined,
  })
  const { statements } = await getStatedEstate(tx, place)
  if (test.truth(valuesOf(book, currentFacts(usable(statements, book))), new Map()) === 2) return
  throw new Refused({
    kind: 'conflict',
    code: 'condition_fails_here',
    message: '所写的适用情形在本小区不成立或还不清楚，请核对事实后再定',
  })
}
