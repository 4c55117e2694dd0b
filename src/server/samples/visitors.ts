import { sql } from 'kysely'
import { type Db, read, systemActor } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { charge } from '../staff/actions.ts'

const county = '141182'

/** Both visitors of the sample, and the estates each is to look after. */
type Visitor = { personId: string; estates: readonly string[] }

/** Lets the visitors of the sample look after the estates of 汾阳市 that still have open homes, turn by turn; once. */
export async function chargeVisitors(db: Db): Promise<void> {
  const actor = systemActor([county])
  const place = { db, actor, countyCode: county, reason: '载入示例数据' }
  const visitors = await read(db, actor, async (tx) => {
    const { rows } = await sql<Visitor>`
      with visitors as (
        select p.id, row_number() over (order by a.login) - 1 as turn, count(*) over () as people
          from people as p join accounts as a on a.id = p.account_id
         where p.county_code = ${county} and a.login in ('fenyang-visitor', 'fenyang-second-visitor')
           and not exists (select from charges as c where c.county_code = ${county} and c.person_id = p.id)
      ), estates_open as (
        select e.id, row_number() over (order by e.name, e.id) as place
          from estates as e
         where e.county_code = ${county}
           and exists (select from units as u where u.county_code = ${county} and u.estate_id = e.id and u.transferred_on is null)
      )
      select v.id as "personId", array_agg(e.id order by e.place) as estates
        from visitors as v join estates_open as e on e.place % v.people = v.turn
       group by v.id`.execute(tx)
    return rows
  })
  for (const { personId, estates } of visitors) // two people
    await charge(place, {
      personId,
      from: officeToday(),
      places: estates.map((estateId) => ({
        scope: 'estate',
        townshipCode: null,
        estateId,
        buildingId: null,
        floor: null,
      })),
    })
}
