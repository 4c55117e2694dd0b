import { sql } from 'kysely'
import type { OwnProblem } from '#contract/developer-shapes.ts'
import type { Tx } from '../../platform/acts.ts'
import type { OwnEstatePlace } from './own.ts'

/**
 * What is still to be settled about an estate, what its developer must do himself first: matters he was asked for, tasks of
 * offices, resolutions of meetings; each with its measure, who takes it, and by when.
 */
export async function problemsOf(
  tx: Tx,
  { countyCode, estateId, organisationId }: OwnEstatePlace,
  today: string,
): Promise<OwnProblem[]> {
  const { rows } = await sql<OwnProblem>`
    select * from (
      select 'matter' as kind, m.id, m.matter as words, m.basis as measure, o.name as "unitName", m.due_on as "dueOn",
             m.due_on < ${today} as "isLate", true as "isOwn"
        from developer_matters as m join organisations as o on o.county_code = m.county_code and o.id = m.developer_id
       where m.county_code = ${countyCode} and m.estate_id = ${estateId} and m.developer_id = ${organisationId} and m.ended_on is null
       union all
      select 'task', t.id, t.title, t.wanted, o.name, t.due_on, t.due_on < ${today}, false
        from tasks as t join organisations as o on o.county_code = t.county_code and o.id = t.organisation_id
       where t.county_code = ${countyCode} and t.estate_id = ${estateId} and t.state not in ('written_off', 'cancelled')
       union all
      select 'resolution', r.id, r.matter, r.topic, coalesce(o.name, '—'), r.due_on, coalesce(r.due_on < ${today}, false), false
        from resolutions as r left join organisations as o on o.county_code = r.county_code and o.id = r.organisation_id
       where r.county_code = ${countyCode} and r.estate_id = ${estateId} and r.kind in ('refer', 'case', 'by_law')
    ) as all_of
     order by "isOwn" desc, "dueOn" nulls last, id limit 200`.execute(tx)
  return rows
}
