import { sql } from 'kysely'
import { sampleJoint } from '#samples/registrations.ts'
import { read } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { giveJointOpinion, openJointAcceptance } from '../registrations/actions.ts'
import { type DeskHouse, dayIn, sampleReason } from './registration-desk.ts'

const opened = sampleReason('受理联合验收')

/** Opens the joint acceptance of a new project, in which some units have spoken and the others are awaited. */
export async function openSampleJoint(house: DeskHouse): Promise<void> {
  const { db, desk, actors, once } = house
  await once(opened, async (reason) => {
    const { rows } = await read(db, actors.window, (tx) =>
      sql<{ id: string }>`
        select id from estates where county_code = ${desk.code} and category = 'new_build' order by name desc limit 1`.execute(
        tx,
      ),
    )
    if (!rows[0]) return
    const { title, handOverInDays } = sampleJoint
    const file = { estateId: rows[0].id, kind: 'house', title, handOverOn: dayIn(handOverInDays), note: null } as const
    await openJointAcceptance(db, actors.window, desk.code, { ...file, reason })
  })
  await speak(house)
}

/** What the units of the sample say that have not spoken yet. */
async function speak({ db, desk, actors: { window } }: DeskHouse): Promise<void> {
  const { rows } = await read(db, window, (tx) =>
    sql<{ jointId: string; matter: string }>`
      select o.joint_id as "jointId", o.matter
        from acts as a
        join history as h on h.county_code = a.county_code and h.act_no = a.act_no and h.subject_kind = 'joint_acceptance'
        join joint_opinions as o on o.county_code = h.county_code and o.joint_id = h.subject_id
       where a.county_code = ${desk.code} and a.reason = ${opened} and o.stance = 'open'`.execute(tx),
  )
  for (const { matter, officer, paper } of sampleJoint.opinions) {
    const open = rows.find((row) => row.matter === matter)
    const opinion = { organisationId: null, stance: 'agree', officer, on: officeToday(), paper, words: null } as const
    const key = { countyCode: desk.code, matter, mayEnterForAll: true }
    if (open) await giveJointOpinion(db, window, { ...key, jointId: open.jointId }, opinion) // three of seven
  }
}
