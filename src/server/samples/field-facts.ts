import { sql } from 'kysely'
import type { FieldRound } from '#samples/field-facts.ts'
import { rediagnose } from '../diagnosis/actions.ts'
import { appendHistory, type Db, linkAct, nextAct, systemActor, type Tx, transact } from '../platform/acts.ts'

/**
 * Records what officers, visits and papers established in a county, one act for each round, as the same facts would be
 * recorded by hand, and diagnoses it anew. All rounds or none: a first start that is broken off records them at the next.
 */
export function recordFieldRounds(db: Db, countyCode: string, rounds: readonly FieldRound[]): Promise<void> {
  return transact(db, systemActor([countyCode]), async (tx) => {
    for (const round of rounds) await recordRound(tx, countyCode, round) // three rounds, each an act of its own
    await rediagnose(tx, countyCode, 'all', 'facts')
  })
}

async function recordRound(tx: Tx, countyCode: string, { source, reason, facts }: FieldRound): Promise<void> {
  const { actNo } = await nextAct(tx, countyCode)
  await sql`
    create temporary table round_facts on commit drop as
    select e.id as estate_id, f.fact, f.value, f.said, f."asOf" as as_of
      from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as f (estate text, fact text, value jsonb, said text, "asOf" date)
      join estates as e on e.county_code = ${countyCode} and e.name = f.estate`.execute(tx)
  await sql`
    insert into estate_facts (county_code, estate_id, fact, act_no, is_known, value, said, source_kind, as_of)
    select ${countyCode}, estate_id, fact, ${actNo}, true, value, said, ${source}, as_of from round_facts`.execute(tx)
  await appendHistory(tx, countyCode, actNo, recordedFacts(source))
  await linkAct(tx, actNo, { countyCode, kind: 'facts_recorded', actor: systemActor([countyCode]), reason })
  await sql`drop table round_facts`.execute(tx)
}

const recordedFacts = (source: string) => sql`
  select row_number() over (order by estate_id)::integer as row_no, 'estate' as subject_kind, estate_id as subject_id,
         jsonb_build_object('facts', jsonb_agg(jsonb_build_object('fact', fact, 'value', value, 'said', said, 'as_of', as_of, 'source', ${source}::text, 'cell', null) order by fact)) as change
    from round_facts
   group by estate_id`

/** Whether the rounds of a county's sample are recorded already. */
export async function hasFieldRounds(db: Db, countyCode: string): Promise<boolean> {
  const { rows } = await transact(db, systemActor([countyCode]), (tx) =>
    sql`select from acts where county_code = ${countyCode} and kind = 'facts_recorded' and actor_id = ${systemActor([]).accountId} limit 1`.execute(
      tx,
    ),
  )
  return rows.length > 0
}
