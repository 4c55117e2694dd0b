import { sql } from 'kysely'
import type { NewRestriction, SelectionResult } from '#contract/restrictions.ts'
import {
  findTold,
  type RestrictionAct,
  type RestrictionRefusal,
  refuseRestrictionAct,
  restrictionRefusals,
} from '#domain/units/restriction-acts.ts'
import { type RestrictionRuleCode, restrictionRules } from '#domain/units/restriction-rules.ts'
import type { CountyWord } from '#domain/units/restrictions.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import {
  insertRestrictions,
  lockHomes,
  type RestrictedHome,
  restrictionsOf,
  saveCountyWord,
  updateRestrictions,
} from './restrictions-store.ts'

const inFuture = (field: string) => {
  const message = '日期晚于今天'
  return new Refused({ kind: 'invalid', code: 'date_in_future', message, fields: [{ field, message }] })
}

/** Puts one restriction on the chosen homes as one act; those that may not have it keep their reason. */
export function recordRestriction(
  db: Db,
  actor: Actor,
  countyCode: string,
  { unitIds, reason, isRehearsal, ...given }: NewRestriction,
): Promise<SelectionResult> {
  if (given.fromOn > officeToday()) throw inFuture('fromOn')
  return transact(db, actor, async (tx) => {
    if (!isRehearsal) await holdActs(tx, [countyCode]) // before the homes, as every batch does: none waits for the other
    const { allowed, result } = await decideEach(tx, countyCode, unitIds, { act: 'record', ...given })
    if (isRehearsal || allowed.length === 0) return { ...result, isRehearsal }
    const recorded = await insertRestrictions(
      tx,
      countyCode,
      allowed.map(({ id }) => id),
      given,
    )
    const rows = recorded.map(({ id, change }) => ({ subjectKind: 'restriction' as const, subjectId: id, change }))
    await recordAct(tx, { countyCode, kind: 'restriction_recorded', actor, reason, rows })
    await sql`select pg_notify('figures', ${countyCode})`.execute(tx)
    return { ...result, isRehearsal }
  })
}

export type ToldAct = {
  unitIds: readonly string[]
  kind: NewRestriction['kind']
  documentNo: string
  on: string
  basis: string
  reason: string
  isRehearsal: boolean
}

/** Lifts a restriction from the chosen homes, or records that whoever ordered it consents to their registration. */
export function endRestriction(
  db: Db,
  actor: Actor,
  countyCode: string,
  act: 'lift' | 'consent',
  { unitIds, on, basis, reason, isRehearsal, ...told }: ToldAct,
): Promise<SelectionResult> {
  if (on > officeToday()) throw inFuture('on')
  return transact(db, actor, async (tx) => {
    if (!isRehearsal) await holdActs(tx, [countyCode]) // before the homes, as every batch does: none waits for the other
    const { allowed, result } = await decideEach(tx, countyCode, unitIds, { act, on, ...told })
    if (isRehearsal || allowed.length === 0) return { ...result, isRehearsal }
    const change = act === 'lift' ? { lifted_on: on, lifted_basis: basis } : { consented_on: on, consent_basis: basis }
    const ids = allowed.flatMap(({ restrictions }) => findTold(restrictions, told)?.id ?? [])
    await updateRestrictions(tx, countyCode, ids, change)
    const kind = act === 'lift' ? 'restriction_lifted' : 'restriction_consented'
    const rows = ids.map((id) => ({ subjectKind: 'restriction' as const, subjectId: id, change }))
    await recordAct(tx, { countyCode, kind, actor, reason, rows })
    await sql`select pg_notify('figures', ${countyCode})`.execute(tx)
    return { ...result, isRehearsal }
  })
}

const noHome: { code: string; words: string } = { code: 'no_such_unit', words: '没有这一户' }

/** The chosen homes that may have it, and the reason of each that may not. */
async function decideEach(tx: Tx, countyCode: string, unitIds: readonly string[], act: RestrictionAct) {
  const homes = await lockHomes(tx, countyCode, unitIds)
  const restrictions = await restrictionsOf(tx, countyCode, unitIds)
  const decided = homes.map((home) => {
    const standing = { ...home, restrictions: restrictions.get(home.id) ?? [] }
    return { ...standing, refusal: refuseRestrictionAct(standing, act) }
  })
  const known = new Set(homes.map(({ id }) => id))
  const unknown = unitIds.filter((id) => !known.has(id)).map((unitId) => ({ unitId, place: '', ...noHome }))
  const refused = decided.flatMap((home) => (home.refusal === null ? [] : [refusedHome(home, home.refusal)]))
  const allowed = decided.filter(({ refusal }) => refusal === null)
  return { allowed, result: { done: allowed.length, refused: [...refused, ...unknown] } }
}

const refusedHome = ({ id, place }: RestrictedHome, code: RestrictionRefusal) => ({
  unitId: id,
  place,
  code,
  words: restrictionRefusals[code],
})

/** What a county decides on a rule that leaves it open; nothing gives the rule back its own word. */
export function setRestrictionRule(
  db: Db,
  actor: Actor,
  countyCode: string,
  rule: RestrictionRuleCode,
  { word, reason }: { word: Pick<CountyWord, 'effect' | 'basis'> | null; reason: string },
): Promise<void> {
  if (!restrictionRules[rule].isOpen)
    throw new Refused({ kind: 'conflict', code: 'rule_is_closed', message: '这条规则出自法律，县里不能另作决定' })
  return transact(db, actor, async (tx) => {
    const id = await saveCountyWord(tx, countyCode, rule, word)
    const change = { rule, effect: word?.effect ?? null, basis: word?.basis ?? null }
    const rows = [{ subjectKind: 'restriction' as const, subjectId: id, change }]
    await recordAct(tx, { countyCode, kind: 'restriction_rule_set', actor, reason, rows })
  })
}
