import { sql } from 'kysely'
import { type SampleRestriction, sampleRestrictions } from '#samples/registrations.ts'
import { read } from '../platform/acts.ts'
import { giveCommission } from '../surveys/actions.ts'
import { recordRestriction } from '../units/actions.ts'
import { type DeskHouse, dayIn, sampleReason } from './registration-desk.ts'

/** Puts on homes whose reason tells of a seizure or a mortgage what it tells of. */
export async function recordSampleRestrictions(house: DeskHouse): Promise<void> {
  for (const given of sampleRestrictions(house.desk)) await recordOne(house, given) // five documents
}

async function recordOne({ db, desk, actors, once }: DeskHouse, given: SampleRestriction): Promise<void> {
  const { openReason, homes, daysAgo, endsIn, ...restriction } = given
  await once(sampleReason(`${restriction.authority}${restriction.documentNo}`), async (reason) => {
    const { rows } = await read(db, actors.window, (tx) =>
      sql<{ id: string }>`
        select id from units as u
         where county_code = ${desk.code} and transferred_on is null and open_reason like ${`%${openReason}%`}
           and not exists (select from unit_restrictions as t where t.county_code = u.county_code and t.unit_id = u.id)
         order by id limit ${homes}`.execute(tx),
    )
    if (rows.length === 0) return
    await recordRestriction(db, actors.window, desk.code, {
      ...restriction,
      unitIds: rows.map(({ id }) => id),
      fromOn: dayIn(-daysAgo),
      untilOn: endsIn === null ? null : dayIn(endsIn),
      note: null,
      reason,
      isRehearsal: false,
    })
  })
}

/** Commissions the sample's surveyor with two estates that have nothing open. */
export async function commissionSampleSurveys(house: DeskHouse, surveyor: string): Promise<void> {
  const { db, desk, actors, once } = house
  const { rows } = await read(db, actors.window, (tx) =>
    sql<{ id: string }>`
      select e.id from estates as e
       where e.county_code = ${desk.code}
         and not exists (select from units as u where u.county_code = e.county_code and u.estate_id = e.id and u.transferred_on is null)
       order by e.name limit 2`.execute(tx),
  )
  for (const [at, { id }] of rows.entries())
    await once(sampleReason(`委托测绘${at + 1}`), (reason) =>
      giveCommission(db, actors.window, { countyCode: desk.code, estateId: id }, { surveyor, kind: 'account', reason }),
    )
}
