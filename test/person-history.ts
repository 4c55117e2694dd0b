import { sql } from 'kysely'
import { appendHistory, type Db, linkAct, nextAct, systemActor, transact } from '#server/platform/acts.ts'

/** Gives people a test has put straight into the tables the history they would have, so that a proof holds for them too. */
export async function recordPeople(db: Db, countyCode: string): Promise<void> {
  const actor = systemActor([countyCode])
  await transact(db, actor, async (tx) => {
    const { actNo } = await nextAct(tx, countyCode)
    await appendHistory(
      tx,
      countyCode,
      actNo,
      sql`select row_number() over (order by p.id)::integer as row_no, 'person' as subject_kind, p.id as subject_id,
                 jsonb_strip_nulls(jsonb_build_object('name', p.name, 'organisation_id', p.organisation_id, 'account_id', p.account_id, 'left_on', p.left_on))
                 || coalesce((select jsonb_object_agg('posting:' || o.id, to_jsonb(o) - '{county_code,id,person_id}'::text[])
                                from postings as o where o.county_code = p.county_code and o.person_id = p.id), '{}') as change
            from people as p
           where p.county_code = ${countyCode}
             and not exists (select from history as h where h.county_code = p.county_code and h.subject_id = p.id)`,
    )
    await linkAct(tx, actNo, { countyCode, kind: 'people_made', actor, reason: '准备测试人员' })
  })
}
