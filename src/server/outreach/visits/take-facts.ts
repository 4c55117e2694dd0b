import { sql } from 'kysely'
import type { FactRecord } from '#contract/visits.ts'
import { factFlaws, stateFacts } from '../../diagnosis/actions.ts'
import { separateDebts } from '../../dues/actions.ts'
import type { Actor, Tx } from '../../platform/acts.ts'

/**
 * States what was seen of estates on rounds. Each fact is judged by itself: `null`, or why it cannot be stated. Two words on one
 * fact are two acts, and contradict each other where they do, as statements of any source.
 */
export async function takeFacts(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  records: readonly FactRecord[],
): Promise<readonly (readonly [code: string, message: string] | null)[]> {
  const known = await knownEstates(tx, countyCode, records)
  const flaws = (await factFlaws(tx, countyCode, records)).map((flaw, at) =>
    known.has(records[at]?.estateId ?? '') ? flaw : (['no_such_estate', '没有这个小区'] as const),
  )
  const good = records.filter((_, at) => flaws[at] === null)
  for (const turn of turnsOf(good)) {
    // as a rule one turn: a second only where one fact was told twice
    const facts = turn.map(({ estateId, fact, value, asOf, note }) => ({
      estateId,
      fact,
      value,
      asOf,
      kind: 'visit' as const,
      said: note?.slice(0, 200) ?? null,
    }))
    await stateFacts(tx, { countyCode, actor, kind: 'facts_recorded', reason: '巡诊走访记录' }, facts)
  }
  if (good.length > 0) await separateDebts(tx, countyCode, [...new Set(good.map(({ estateId }) => estateId))])
  return flaws
}

async function knownEstates(tx: Tx, countyCode: string, records: readonly FactRecord[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from estates where county_code = ${countyCode} and id = any (${records.map(({ estateId }) => estateId)}::uuid[])`.execute(
    tx,
  )
  return new Set(rows.map(({ id }) => id))
}

/** In each turn a fact of an estate is told once. */
function turnsOf(facts: readonly FactRecord[]): FactRecord[][] {
  const turns: FactRecord[][] = []
  for (const record of facts) {
    const free = turns.find(
      (turn) => !turn.some(({ estateId, fact }) => estateId === record.estateId && fact === record.fact),
    )
    if (free) free.push(record)
    else turns.push([record])
  }
  return turns
}
