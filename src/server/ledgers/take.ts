import { sql } from 'kysely'
import { rediagnose } from '../diagnosis/actions.ts'
import { type Actor, appendHistory, linkAct, nextAct, type Tx } from '../platform/acts.ts'
import { applyTallyDeltas, moveCategories } from '../platform/tallies.ts'
import { setBased } from './checks.ts'
import { difference, type Taking, takeBuildings, takeEstates } from './take-estates.ts'
import { takeMoney } from './take-money.ts'
import { takeUnits, unitChanges, unitDeltas } from './take-units.ts'
import { takeWork } from './take-work.ts'

/**
 * Takes a previewed import over as one act: records, history, figures and the chain change together or not at all.
 * Returns the number of the act, or `null` when the ledgers said nothing new.
 */
export async function takeOver(
  tx: Tx,
  { countyCode, importId, actor, reason }: { countyCode: string; importId: string; actor: Actor; reason: string },
): Promise<number | null> {
  const { actNo } = await nextAct(tx, countyCode)
  const taking: Taking = { countyCode, importId, actNo }
  await setBased(tx)

  await takeEstates(tx, taking)
  await takeBuildings(tx, taking)
  await takeUnits(tx, taking)
  await takeWork(tx, taking)
  await takeMoney(tx, taking, actor)

  const changed = await countChanged(tx)
  if (changed === 0) return null
  await appendHistory(tx, countyCode, actNo, changedRecords)
  await moveCategories(tx, countyCode, changedCategories)
  await applyTallyDeltas(tx, countyCode, tallyDeltas(countyCode))
  await linkAct(tx, actNo, { countyCode, kind: 'ledgers_imported', actor, reason, payload: { importId } })
  await rediagnose(tx, countyCode, 'all', 'import')
  return actNo
}

async function countChanged(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from changed_estates) + (select count(*) from new_facts)
         + (select count(*) from changed_buildings) + (select count(*) from incoming_units)
         + (select count(*) from work_changes) as n`.execute(tx)
  return rows[0]?.n ?? 0
}

const changedRecords = sql`
  select row_number() over (order by place, subject_id)::integer as row_no, subject_kind, subject_id, change
    from (select 1 as place, 'estate' as subject_kind, coalesce(c.estate_id, f.estate_id) as subject_id,
                 coalesce(${difference('c.before', 'c.after')}, '{}') || case when f.facts is null then '{}' else jsonb_build_object('facts', f.facts) end as change
            from changed_estates as c
            full join (select estate_id, jsonb_agg(jsonb_build_object('fact', fact, 'value', value, 'said', said, 'cell', source_cell) order by fact, statement_no) as facts
                         from (select *, cell as source_cell from new_facts) as n group by estate_id) as f using (estate_id)
          union all
          select 2, 'building', building_id, ${difference('before', 'after')} from changed_buildings
          union all
          select 3, 'unit', unit_id, change from (${unitChanges}) as units
          union all
          select 4, subject_kind, subject_id, jsonb_overlay(change order by place) from work_changes group by subject_kind, subject_id) as records`

const changedCategories = sql`
  select estate_id, before ->> 'category' as from_category, after ->> 'category' as to_category
    from changed_estates
   where before ->> 'category' <> after ->> 'category'`

/** What the changes add to and take from the figures, per estate, indicator and day. */
const tallyDeltas = (countyCode: string) => sql`
  select c.estate_id, 'estates' as indicator, (c.after ->> 'listed_on')::date as day, 1::bigint as n
    from changed_estates as c where c.before is null
  union all
  select c.estate_id, s.indicator, (c.after ->> 'stated_on')::date, coalesce(s.now, 0) - coalesce(s.was, 0)
    from changed_estates as c
   cross join lateral (values
           ('stated_units', (c.after ->> 'stated_units')::bigint, (c.before ->> 'stated_units')::bigint),
           ('stated_first_registered', (c.after ->> 'stated_first_registered')::bigint, (c.before ->> 'stated_first_registered')::bigint),
           ('stated_transferred', (c.after ->> 'stated_transferred')::bigint, (c.before ->> 'stated_transferred')::bigint)
         ) as s (indicator, now, was)
   where s.now is distinct from s.was
  union all
  select c.estate_id, 'buildings', e.listed_on, 1
    from changed_buildings as c
    join estates as e on e.county_code = ${countyCode} and e.id = c.estate_id
   where c.before is null
  union all
  (${unitDeltas(countyCode)})`
