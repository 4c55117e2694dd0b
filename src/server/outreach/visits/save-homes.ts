import { sql } from 'kysely'
import { obstacleNames } from '#domain/units/obstacles.ts'
import type { Tx } from '../../platform/acts.ts'
import { applyTallyDeltas } from '../../platform/tallies.ts'
import type { SettledHome } from './homes-standing.ts'

/**
 * Keeps what visits made of these homes, within an act being gathered: their standing, the obstacles that follow from it, and the
 * figures by what each counts for now, less what it counted for before.
 */
export async function saveHomes(tx: Tx, countyCode: string, homes: readonly SettledHome[]): Promise<void> {
  const standings = JSON.stringify(homes.map(standingRow))
  const obstacles = JSON.stringify(homes.flatMap(obstacleRow))
  await applyTallyDeltas(tx, countyCode, deltas(countyCode, standings, obstacles))
  await saveStandings(tx, countyCode, standings)
  await sql`
    with changed as (
      update units as u set open_reason = r.open_reason, obstacle = r.obstacle, obstacle_on = r.obstacle_on
        from jsonb_to_recordset(${obstacles}::jsonb) as r (unit_id uuid, open_reason text, obstacle text, obstacle_on date)
       where u.county_code = ${countyCode} and u.id = r.unit_id
      returning u.id, u.open_reason, u.obstacle, u.obstacle_on
    )
    insert into act_changes
    select 'unit', id, jsonb_build_object('open_reason', open_reason, 'obstacle', obstacle, 'obstacle_on', obstacle_on) from changed`.execute(
    tx,
  )
  await sql`select pg_notify('figures', ${countyCode})`.execute(tx)
}

function standingRow({ home, attempts, willingness, willingnessOn }: SettledHome) {
  const { reason, phone, papers, nextStep, nextOn } = home.voices
  return {
    unit_id: home.unitId,
    estate_id: home.estateId,
    revision: home.revision,
    contact: attempts.contact,
    contact_on: attempts.contactOn,
    willingness,
    willingness_on: willingnessOn,
    asked_on: home.askedOn,
    reason: reason?.[0]?.value ?? null,
    phone_visit: phone?.[0]?.value ? phone[0].visit : null,
    papers: papers?.[0]?.value ?? null,
    next_step: nextStep?.[0]?.value ?? null,
    next_on: nextOn?.[0]?.value ?? null,
    marks: home.voices,
    attempts: attempts.attempts,
    missed: attempts.missed,
    missed_channels: attempts.missedChannels,
    last_visited_on: attempts.lastVisitedOn,
    last_contacted_on: attempts.lastContactedOn,
  }
}

const obstacleRow = ({ home, obstacle }: SettledHome) =>
  obstacle === null
    ? []
    : [
        {
          unit_id: home.unitId,
          open_reason: obstacle.obstacle && obstacleNames[obstacle.obstacle],
          obstacle: obstacle.obstacle,
          obstacle_on: obstacle.on,
        },
      ]

const deltas = (countyCode: string, standings: string, obstacles: string) => sql`
  select r.estate_id, p.indicator, p.day, s.sign * p.n as n
    from jsonb_to_recordset(${standings}::jsonb) as r (unit_id uuid, estate_id uuid, willingness text, asked_on date, willingness_on date)
    join estates as e on e.county_code = ${countyCode} and e.id = r.estate_id
    left join unit_outreach as o on o.county_code = ${countyCode} and o.unit_id = r.unit_id
   cross join lateral (values (1, r.willingness, r.asked_on, r.willingness_on), (-1, o.willingness, o.asked_on, o.willingness_on))
         as s (sign, willingness, asked_on, willingness_on)
   cross join lateral outreach_points(e.listed_on, s.willingness, s.asked_on, s.willingness_on) as p
   union all
  select u.estate_id, p.indicator, p.day, s.sign * p.n
    from jsonb_to_recordset(${obstacles}::jsonb) as r (unit_id uuid, obstacle text, obstacle_on date)
    join units as u on u.county_code = ${countyCode} and u.id = r.unit_id
    join estates as e on e.county_code = u.county_code and e.id = u.estate_id
   cross join lateral (values (1, r.obstacle, r.obstacle_on), (-1, u.obstacle, u.obstacle_on)) as s (sign, obstacle, obstacle_on)
   cross join lateral unit_points(e.listed_on, u.area_m2, u.first_registered_on, u.transferred_on, s.obstacle, s.obstacle_on) as p`

async function saveStandings(tx: Tx, countyCode: string, standings: string): Promise<void> {
  await sql`
    with kept as (
      insert into unit_outreach as o (county_code, unit_id, estate_id, revision, contact, contact_on, willingness, willingness_on, asked_on, reason,
             phone_cipher, phone_digest, phone_masked, papers, next_step, next_on, marks, attempts, missed, missed_channels,
             last_visited_on, last_contacted_on, changed_in)
      select ${countyCode}, r.unit_id, r.estate_id, r.revision, r.contact, r.contact_on, r.willingness, r.willingness_on, r.asked_on, r.reason,
             v.phone_cipher, v.phone_digest, v.phone_masked, nullif(r.papers, 'null'), r.next_step, r.next_on, r.marks, r.attempts, r.missed,
             r.missed_channels, r.last_visited_on, r.last_contacted_on,
             (select act_no + 1 from chain_heads where county_code = ${countyCode})
        from jsonb_to_recordset(${standings}::jsonb) as r (
             unit_id uuid, estate_id uuid, revision integer, contact text, contact_on date, willingness text, willingness_on date, asked_on date,
             reason text, phone_visit uuid, papers jsonb, next_step text, next_on date, marks jsonb, attempts integer, missed integer,
             missed_channels text[], last_visited_on date, last_contacted_on date)
        left join visits as v on v.county_code = ${countyCode} and v.id = r.phone_visit
      on conflict on constraint outreach_of_a_home_stands_once do update
         set revision = excluded.revision, contact = excluded.contact, contact_on = excluded.contact_on, willingness = excluded.willingness,
             willingness_on = excluded.willingness_on, asked_on = excluded.asked_on, reason = excluded.reason,
             phone_cipher = excluded.phone_cipher, phone_digest = excluded.phone_digest, phone_masked = excluded.phone_masked,
             papers = excluded.papers, next_step = excluded.next_step, next_on = excluded.next_on, marks = excluded.marks,
             attempts = excluded.attempts, missed = excluded.missed, missed_channels = excluded.missed_channels,
             last_visited_on = excluded.last_visited_on, last_contacted_on = excluded.last_contacted_on, changed_in = excluded.changed_in
      returning o.*
    )
    insert into act_changes select 'unit_outreach', unit_id, unit_outreach_record(row(kept.*)::unit_outreach) from kept`.execute(
    tx,
  )
}
