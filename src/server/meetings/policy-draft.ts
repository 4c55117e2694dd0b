import { sql } from 'kysely'
import {
  consultationsPack,
  flawOfRule,
  type RuleFlaw,
  type RuleResolution,
  ruleOf,
} from '#domain/meetings/resolved-rule.ts'
import { draftRule } from '../diagnosis/actions.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { insertResolution, type KeptResolution, type Resolving } from './kept-resolutions.ts'

const words = {
  rule_without_conditions: '成为规则须写明哪些情形适用；只对本小区的，请选一事一议',
  case_with_conditions: '一事一议只对本小区，不写适用情形；要适用于同类小区，请选成为规则',
  defer_without_end: '缓办须写明缓到什么时候',
} as const satisfies Record<RuleFlaw, string>

/**
 * Writes a resolution on one estate, or on all in its case, as a rule into the draft of the county's consultations. A draft
 * that was open goes on in the new one, and so do the resolutions that wait in it.
 */
export async function draftResolved(
  tx: Tx,
  resolving: Resolving,
  resolution: RuleResolution,
): Promise<KeptResolution[]> {
  const { place, meeting, item, no, actor, reason } = resolving
  const { countyCode, itemNo } = place
  const flaw = flawOfRule(resolution)
  if (flaw) throw new Refused({ kind: 'invalid', code: flaw, message: words[flaw] })
  if (item.estateId === null)
    throw new Refused({ kind: 'conflict', code: 'item_without_estate', message: '这一项不是某个小区，不能由此定规则' })
  const { estateId } = item
  const rule = ruleOf(resolution, { no, itemNo, decidedOn: meeting.heldOn, meeting, estateId })
  const draft = {
    pack: consultationsPack(countyCode),
    rule,
    note: `${meeting.title}议定事项第${no}号：${reason}`.slice(0, 200),
  }
  const { policyId, takenUp } = await draftRule(tx, actor, { countyCode, estateId }, draft)
  const kept = await insertResolution(tx, resolving, { kind: resolution.kind, matter: resolution.matter, policyId })
  return [kept, ...(takenUp === null ? [] : await movedTo(tx, countyCode, takenUp, policyId))]
}

/** Resolutions whose rule waited in a draft now wait in the one that took it up. */
async function movedTo(tx: Tx, countyCode: string, from: string, policyId: string): Promise<KeptResolution[]> {
  const { rows } = await sql<{ id: string }>`
    update resolutions set policy_id = ${policyId} where county_code = ${countyCode} and policy_id = ${from} returning id`.execute(
    tx,
  )
  return rows.map(({ id }) => ({ subjectKind: 'resolution', subjectId: id, change: { policy_id: policyId } }))
}
