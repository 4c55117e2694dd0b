import { sql } from 'kysely'
import type { HandOverChoice } from '#contract/hand-over.ts'
import type { Tx } from '../../platform/acts.ts'

/** Applications that fit a choice, in the order of their acceptance numbers. Only what is accepted can be handed over. */
const chosen = (countyCode: string, { kind, state, estate, batch, applications, again }: HandOverChoice) => sql`
  select a.id, a.homes, a.acceptance_no, a.unit_id
    from applications as a
   where a.county_code = ${countyCode} and a.acceptance_no is not null
     and (${kind ?? null}::text is null or a.kind = ${kind ?? null})
     and (${estate ?? null}::uuid is null or a.estate_id = ${estate ?? null})
     and (${batch ?? null}::uuid is null or a.batch_id = ${batch ?? null}
          or exists (select from batch_items as i where i.county_code = a.county_code and i.batch_id = ${batch ?? null} and i.application_id = a.id))
     and (${applications ?? null}::uuid[] is null or a.id = any (${applications ?? null}::uuid[]))
     and case ${state}
         when 'entered' then a.state in ('entered', 'certified', 'delivered')
         when 'accepted' then a.state = 'accepted'
         else a.state = 'accepted' and not exists (
                select from application_gates as g where g.county_code = a.county_code and g.application_id = a.id and g.state = 'open') end
     and (${again} or not exists (select from hand_over_items as h where h.county_code = a.county_code and h.application_id = a.id))`

/** How many fit, and how many homes of them have no unit code and go by their place. */
export async function countChosen(
  tx: Tx,
  countyCode: string,
  choice: HandOverChoice,
): Promise<{ applications: number; homes: number; withoutCode: number }> {
  const { rows } = await sql<{ applications: number; homes: number; withoutCode: number }>`
    with chosen as materialized (${chosen(countyCode, choice)}), homes as (
      select unit_id from chosen where unit_id is not null
      union all
      select u.unit_id from chosen as c join application_units as u on u.county_code = ${countyCode} and u.application_id = c.id)
    select (select count(*)::integer from chosen) as applications, (select count(*)::integer from homes) as homes,
           (select count(*)::integer from homes as h join units as u on u.county_code = ${countyCode} and u.id = h.unit_id where u.unit_code is null) as "withoutCode"`.execute(
    tx,
  )
  return rows[0] ?? { applications: 0, homes: 0, withoutCode: 0 }
}

export async function chooseApplications(
  tx: Tx,
  countyCode: string,
  choice: HandOverChoice,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (${chosen(countyCode, choice)}) as c order by acceptance_no, id`.execute(tx)
  return rows.map(({ id }) => id)
}
