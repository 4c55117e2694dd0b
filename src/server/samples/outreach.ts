import { sql } from 'kysely'
import { Segment } from '#contract/outreach-shapes.ts'
import type { Obstacle } from '#domain/units/obstacles.ts'
import {
  sampleAnnouncements,
  sampleHomesVisited,
  sampleMessage,
  samplePlan,
  sampleReasons,
  sampleVisitsOf,
} from '#samples/outreach.ts'
import { addReason, draftMass, makePlan, recordAnnouncement, takeVisits } from '../outreach/actions.ts'
import { type Actor, type Db, read, systemActor, transact } from '../platform/acts.ts'
import type { Secrets } from '../platform/secrets.ts'
import { holdsSample } from './load.ts'
import { dayIn, sampleReason } from './registration-desk.ts'

const county = '141182'

type Ground = { clerk: Actor; visitor: Actor; person: string; told: ReadonlySet<string>; estates: string[] }

/** Shows outreach under way in 汾阳市: visits, a reason of its own, announcements, a plan, and a message that waits for its second person. */
export async function showSampleOutreach(house: { db: Db; secrets: Secrets }): Promise<void> {
  if (!(await holdsSample(house.db, county))) return
  const ground = await groundOf(house.db)
  if (!ground) return
  const { db } = house
  const { clerk, person, told, estates } = ground
  const once = async (words: string, act: (reason: string) => Promise<unknown>) => {
    if (!told.has(sampleReason(words))) await act(sampleReason(words))
  }
  await once('走访', (reason) => visit(house, ground, reason))
  for (const name of sampleReasons) // a single one
    await once(`原因${name}`, (reason) => addReason(db, clerk, county, { name, reason }))
  for (const { daysAgo, words, ...told } of sampleAnnouncements) // three
    await once(words, (reason) =>
      recordAnnouncement(db, clerk, county, { ...told, words: reason, estateIds: estates, onDay: dayIn(-daysAgo) }),
    )
  const { fromDaysAgo, untilInDays, ...plan } = samplePlan
  const segment = Segment.parse({ estates })
  const days = { fromOn: dayIn(-fromDaysAgo), untilOn: dayIn(untilInDays) }
  await once('走访计划', (reason) =>
    makePlan(db, clerk, county, { ...plan, ...days, segment, personId: person, reason }),
  )
  const willing = Segment.parse({ willingness: ['willing'] })
  await once('群发短信', (reason) => draftMass(db, clerk, county, { ...sampleMessage, segment: willing, reason }))
}

async function groundOf(db: Db): Promise<Ground | undefined> {
  const { rows } = await read(db, systemActor([county]), (tx) =>
    sql<{
      clerk: string
      clerkName: string
      visitor: string
      visitorName: string
      person: string
      told: string[]
      estates: string[]
    }>`
      select c.id as clerk, c.name as "clerkName", v.id as visitor, v.name as "visitorName", p.id as person,
             array(select distinct reason from acts where county_code = ${county} and starts_with(reason, ${sampleReason('')})) as told,
             array(select u.estate_id::text from units as u where u.county_code = ${county} and u.transferred_on is null
                    group by u.estate_id order by count(*) desc, u.estate_id limit 3) as estates
        from accounts as c
        join accounts as v on v.login = 'fenyang-visitor'
        join people as p on p.county_code = ${county} and p.left_on is null
        join accounts as own on own.id = p.account_id and own.login in ('fenyang-visitor', 'fenyang-second-visitor')
       where c.login = 'fenyang-clerk'
       order by own.login <> v.login limit 1`.execute(tx),
  )
  const found = rows[0]
  return (
    found && {
      clerk: { accountId: found.clerk, name: found.clerkName, counties: [county] },
      visitor: { accountId: found.visitor, name: found.visitorName, counties: [county] },
      person: found.person,
      told: new Set(found.told),
      estates: found.estates,
    }
  )
}

type OpenHome = { id: string; obstacle: Obstacle | null; key: string[] }

/** All visits as one act, the earliest first. */
function visit({ db, secrets }: { db: Db; secrets: Secrets }, { visitor }: Ground, reason: string): Promise<unknown> {
  return transact(db, visitor, async (tx) => {
    const { rows } = await sql<OpenHome>`
      select u.id, u.obstacle, array(select overlay(overlay(md5('sample visit ' || n || u.id) placing '8' from 13) placing '8' from 17)::uuid::text
                                     from generate_series(1, 2) as n) as key
        from units as u
       where u.county_code = ${county} and u.transferred_on is null order by u.id limit ${sampleHomesVisited}`.execute(
      tx,
    )
    const visits = rows.flatMap(({ id, obstacle, key }, no) =>
      sampleVisitsOf(obstacle, no).map((told, at) => ({
        id: key[at] ?? '',
        unitId: id,
        source: 'office' as const,
        channel: told.channel,
        isContacted: told.isContacted,
        visitedAt: new Date(`${dayIn(-told.daysAgo)}T${told.time}:00+08:00`).toISOString(),
        visitor: { accountId: visitor.accountId, name: visitor.name },
        fields: {
          ...(told.willingness && { willingness: told.willingness }),
          ...(told.reason && { reason: told.reason }),
          ...(told.nextStep && { nextStep: told.nextStep }),
          ...(told.nextInDays !== null && { nextOn: dayIn(told.nextInDays) }),
        },
      })),
    )
    const inOrder = visits.toSorted((one, other) => one.visitedAt.localeCompare(other.visitedAt))
    return takeVisits({ tx, secrets }, visitor, county, inOrder, reason)
  })
}
