import { sql } from 'kysely'
import { type SampleRestriction, sampleRestrictions } from '#samples/registrations.ts'
import { read } from '../platform/acts.ts'
import { commissionAppraisal, giveCommission, recordQualification } from '../surveys/actions.ts'
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

/** Puts the surveyor's qualifications on record: one holds for long, the other ends soon. */
async function qualifySurveyor({ db, desk, actors, once }: DeskHouse, holder: string): Promise<void> {
  const given = { holder, holderKind: 'account', grade: '乙级', validFrom: dayIn(-900) } as const
  const certificates = [
    { field: 'survey', certificateNo: '（示例）乙测资字 1 号', validUntil: dayIn(900) },
    { field: 'appraisal', certificateNo: '（示例）评字 1 号', validUntil: dayIn(45) },
  ] as const
  for (const certificate of certificates)
    await once(sampleReason(`登记资质${certificate.certificateNo}`), (reason) =>
      recordQualification(db, actors.window, desk.code, { ...given, ...certificate, reason }),
    )
}

/** Commissions the sample's surveyor with two estates that have nothing open, and with the appraisal of the first one's land. */
export async function commissionSampleSurveys(house: DeskHouse, surveyor: string): Promise<void> {
  const { db, desk, actors, once } = house
  await qualifySurveyor(house, surveyor)
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
  const looker = { accountId: actors.window.accountId, officeOf: [desk.code] }
  const asked = { subject: 'land', purpose: '核定应补缴的土地出让价款', dueOn: dayIn(30), fundUseId: null } as const
  const [estate] = rows
  if (estate)
    await once(sampleReason('委托评估'), (reason) =>
      commissionAppraisal(db, actors.window, looker, desk.code, {
        ...{ ...asked, estateId: estate.id, holder: surveyor, holderKind: 'account', reason },
      }),
    )
}
