import { sql } from 'kysely'
import type { Campaign, Milestone, Sprint, Target } from '#contract/campaign.ts'
import { dayNumber } from '#domain/shared/days.ts'
import { workingDaysBetween } from '#domain/tasks/calendar.ts'
import { sprintCourse } from '#domain/tasks/sprint.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { measuresOf } from '../tasks/actions.ts'
import { dueTargets } from './targets.ts'

type Measures = Awaited<ReturnType<typeof measuresOf>>

/** The campaign of a region as it holds today: its own targets and settings, else its city's. */
export async function getCampaign(tx: Tx, region: string, counties: readonly string[]): Promise<Campaign> {
  const place = await getPlace(tx, region)
  const measures = await measuresOf(tx, region)
  const happened = await happenedIn(tx, counties)
  return {
    region,
    regionName: place.name,
    level: place.level,
    today: measures.today,
    targets: await targetsOf(tx, place, measures, happened),
    milestones: await milestonesOf(tx, place, measures),
    sprints: await sprintsOf(tx, region, measures, happened),
    settings: {
      yellowDays: measures.yellowDays,
      reminderDays: [...measures.reminderDays],
      defaultStepDays: measures.defaultStepDays,
      setBy: place.settingsBy,
    },
    leftOut: await leftOutOf(tx, counties),
  }
}

type Place = {
  code: string
  name: string
  level: 'city' | 'county'
  city: string | null
  settingsBy: 'own' | 'city' | 'default'
}

async function getPlace(tx: Tx, region: string): Promise<Place> {
  const { rows } = await sql<Place>`
    select r.code, r.name, r.level, r.parent_code as city,
           case when exists (select from campaign_settings where county_code = r.code) then 'own'
                when exists (select from campaign_settings where county_code = r.parent_code) then 'city'
                else 'default' end as "settingsBy"
      from regions as r where r.code = ${region} and r.level in ('city', 'county')`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有这个行政区' })
  return rows[0]
}

type Happened = { indicator: string; day: string; n: number }

const indicatorOf = { first: 'first_registered', transfer: 'transferred' } as const

/** What was registered on which day, and the homes there are, from the roll-up by county. */
async function happenedIn(tx: Tx, counties: readonly string[]): Promise<Happened[]> {
  const { rows } = await sql<Happened>`
    select indicator, day, sum(n)::integer as n from county_tallies
     where county_code = any (${counties}::text[]) and indicator in ('units', 'first_registered', 'transferred')
     group by indicator, day order by day`.execute(tx)
  return rows
}

const totalOf = (happened: readonly Happened[], indicator: string) =>
  happened.reduce((sum, each) => (each.indicator === indicator ? sum + each.n : sum), 0)

async function targetsOf(
  tx: Tx,
  { code }: Place,
  { calendar, today }: Measures,
  happened: readonly Happened[],
): Promise<Target[]> {
  const dues = await dueTargets(tx, code)
  return (['first', 'transfer'] as const).map((registration) => {
    const due = dues.find((row) => row.registration === registration)
    const counts = { homes: totalOf(happened, 'units'), registered: totalOf(happened, indicatorOf[registration]) }
    if (!due)
      return {
        ...{ registration, ...counts, dueOn: null, setBy: null },
        ...{ daysLeft: null, workingDaysLeft: null, isProvisional: false },
      }
    return {
      ...due,
      ...counts,
      daysLeft: dayNumber(due.dueOn) - dayNumber(today),
      workingDaysLeft: workingDaysBetween(calendar, today, due.dueOn),
      isProvisional: !calendar.publishedYears.has(Number(due.dueOn.slice(0, 4))),
    }
  })
}

async function milestonesOf(tx: Tx, { code, city }: Place, { calendar, today }: Measures): Promise<Milestone[]> {
  const { rows } = await sql<Omit<Milestone, 'workingDaysLeft'>>`
    select no, title, due_on as "dueOn", reached_on as "reachedOn", cancelled_on as "cancelledOn",
           case when county_code = ${code} then 'own' else 'city' end as "setBy"
      from campaign_milestones where county_code in (${code}, ${city})
     order by due_on, county_code, no`.execute(tx)
  return rows.map((row) => ({ ...row, workingDaysLeft: workingDaysBetween(calendar, today, row.dueOn) }))
}

type KeptSprint = Omit<Sprint, 'done' | 'dailyTarget' | 'burnDown'>

async function sprintsOf(
  tx: Tx,
  region: string,
  { calendar, today }: Measures,
  happened: readonly Happened[],
): Promise<Sprint[]> {
  const { rows } = await sql<KeptSprint>`
    select no, title, registration, starts_on as "startsOn", ends_on as "endsOn", target_homes as "targetHomes", closed_on as "closedOn"
      from campaign_sprints where county_code = ${region} order by starts_on desc, no desc`.execute(tx)
  return rows.map((sprint) => {
    const { registration, startsOn: from, endsOn: until, targetHomes: target, closedOn } = sprint
    const ofKind = happened.filter(({ indicator }) => indicator === indicatorOf[registration])
    return { ...sprint, ...sprintCourse(calendar, { from, until, target, closedOn }, today, ofKind) }
  })
}

/** How many estates are left out of the campaign, with the homes the figures still count. */
async function leftOutOf(tx: Tx, counties: readonly string[]): Promise<Campaign['leftOut']> {
  const { rows } = await sql<Campaign['leftOut']>`
    select count(distinct s.estate_id)::integer as estates, coalesce(sum(t.n), 0)::integer as homes
      from campaign_scope as s
      left join tallies as t on t.county_code = s.county_code and t.estate_id = s.estate_id and t.indicator = 'units'
     where s.county_code = any (${counties}::text[]) and not s.is_in_scope`.execute(tx)
  return rows[0] ?? { estates: 0, homes: 0 }
}
