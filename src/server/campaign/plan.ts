import { sql } from 'kysely'
import type { Campaign } from '#contract/campaign.ts'
import { faultOfReaching, faultOfSprint, faultOfTargets, orderedReminders } from '#domain/campaign/plan-faults.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { type CampaignOffice, changeCampaign, refusedAt, refuseFault } from './change.ts'
import { getCampaign } from './views.ts'

const change = (office: CampaignOffice, kind: string, apply: (tx: Tx, actNo: number) => Promise<void>) =>
  changeCampaign(office, kind, apply, (tx) => getCampaign(tx, office.region, office.actor.counties))

type Dates = { first: string; transfer: string }
type NewMilestone = { title: string; dueOn: string }

/** Until when a region clears its first and its transfer registrations. */
export function setTargets(office: CampaignOffice, targets: Dates): Promise<Campaign> {
  refuseFault(faultOfTargets(targets, officeToday()))
  return change(office, 'campaign_targets_set', (tx, actNo) => keepTargets(tx, office.region, targets, actNo))
}

async function keepTargets(tx: Tx, region: string, { first, transfer }: Dates, actNo: number): Promise<void> {
  await sql`
    insert into campaign_targets (county_code, registration, due_on, act_no)
    values (${region}, 'first', ${first}, ${actNo}), (${region}, 'transfer', ${transfer}, ${actNo})
    on conflict (county_code, registration) do update set due_on = excluded.due_on, act_no = excluded.act_no`.execute(
    tx,
  )
}

/** Sets targets and milestones of a region that has none yet, as one act. */
export function openCampaign(office: CampaignOffice, targets: Dates, milestones: readonly NewMilestone[]) {
  return change(office, 'campaign_opened', async (tx, actNo) => {
    await keepTargets(tx, office.region, targets, actNo)
    await keepMilestones(tx, office.region, milestones, actNo)
  })
}

/** Adds a milestone; the same one does not stand twice. */
export function addMilestone(office: CampaignOffice, milestone: NewMilestone): Promise<Campaign> {
  return change(office, 'milestone_added', async (tx, actNo) => {
    const kept = await keepMilestones(tx, office.region, [milestone], actNo)
    if (kept === 0) throw refusedAt('title', 'milestone_exists', `时间节点“${milestone.title}”已经设过`)
  })
}

async function keepMilestones(tx: Tx, region: string, milestones: readonly NewMilestone[], actNo: number) {
  const { numAffectedRows } = await sql`
    insert into campaign_milestones (county_code, no, title, due_on, act_no)
    select ${region}, (select coalesce(max(no), 0) from campaign_milestones where county_code = ${region}) + m.place, m.title, m.due_on, ${actNo}
      from unnest(${milestones.map(({ title }) => title)}::text[], ${milestones.map(({ dueOn }) => dueOn)}::date[])
           with ordinality as m (title, due_on, place)
    on conflict (county_code, title) where cancelled_on is null do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

export function reachMilestone(office: CampaignOffice, no: number, on: string): Promise<Campaign> {
  refuseFault(faultOfReaching(on, officeToday()))
  return change(office, 'milestone_reached', async (tx, actNo) => {
    await refuseUnlessOpen(tx, office.region, no)
    await sql`update campaign_milestones set reached_on = ${on}, act_no = ${actNo} where county_code = ${office.region} and no = ${no}`.execute(
      tx,
    )
  })
}

export function cancelMilestone(office: CampaignOffice, no: number): Promise<Campaign> {
  return change(office, 'milestone_cancelled', async (tx, actNo) => {
    await refuseUnlessOpen(tx, office.region, no)
    await sql`update campaign_milestones set cancelled_on = ${officeToday()}, act_no = ${actNo} where county_code = ${office.region} and no = ${no}`.execute(
      tx,
    )
  })
}

async function refuseUnlessOpen(tx: Tx, region: string, no: number): Promise<void> {
  const { rows } = await sql<{ title: string; reachedOn: string | null; cancelledOn: string | null }>`
    select title, reached_on as "reachedOn", cancelled_on as "cancelledOn"
      from campaign_milestones where county_code = ${region} and no = ${no}`.execute(tx)
  const milestone = rows[0]
  if (!milestone) throw new Refused({ kind: 'missing', code: 'no_such_milestone', message: '没有这个时间节点' })
  const { title, reachedOn, cancelledOn } = milestone
  if (reachedOn)
    throw new Refused({ kind: 'conflict', code: 'milestone_reached', message: `“${title}”已于 ${reachedOn} 完成` })
  if (cancelledOn)
    throw new Refused({ kind: 'conflict', code: 'milestone_cancelled', message: `“${title}”已于 ${cancelledOn} 取消` })
}

export type NewSprint = {
  title: string
  registration: 'first' | 'transfer'
  startsOn: string
  endsOn: string
  targetHomes: number
}

/** Starts a sprint; it may be told of after it began. */
export function startSprint(office: CampaignOffice, sprint: NewSprint): Promise<Campaign> {
  refuseFault(faultOfSprint(sprint))
  return change(office, 'sprint_started', async (tx, actNo) => {
    await sql`
      insert into campaign_sprints (county_code, no, title, registration, starts_on, ends_on, target_homes, act_no)
      select ${office.region}, coalesce(max(no), 0) + 1, ${sprint.title}, ${sprint.registration}, ${sprint.startsOn}, ${sprint.endsOn}, ${sprint.targetHomes}, ${actNo}
        from campaign_sprints where county_code = ${office.region}`.execute(tx)
  })
}

/** Ends a sprint today, before its last day. */
export function closeSprint(office: CampaignOffice, no: number): Promise<Campaign> {
  const today = officeToday()
  return change(office, 'sprint_closed', async (tx, actNo) => {
    const { rows } = await sql<{ startsOn: string; endsOn: string; closedOn: string | null }>`
      select starts_on as "startsOn", ends_on as "endsOn", closed_on as "closedOn"
        from campaign_sprints where county_code = ${office.region} and no = ${no}`.execute(tx)
    const sprint = rows[0]
    if (!sprint) throw new Refused({ kind: 'missing', code: 'no_such_sprint', message: '没有这次攻坚行动' })
    const end = sprint.closedOn ?? (sprint.endsOn < today ? sprint.endsOn : null)
    if (end) throw new Refused({ kind: 'conflict', code: 'sprint_is_over', message: `这次攻坚行动已于 ${end} 结束` })
    if (sprint.startsOn > today)
      throw new Refused({
        kind: 'conflict',
        code: 'sprint_not_begun',
        message: `这次攻坚行动 ${sprint.startsOn} 才开始`,
      })
    await sql`update campaign_sprints set closed_on = ${today}, act_no = ${actNo} where county_code = ${office.region} and no = ${no}`.execute(
      tx,
    )
  })
}

type Settings = { yellowDays: number; reminderDays: number[]; defaultStepDays: number }

/** When a task turns yellow, when to remind, working days of a step nobody has fixed. */
export function setSettings(office: CampaignOffice, settings: Settings): Promise<Campaign> {
  const reminders = orderedReminders(settings.reminderDays)
  return change(office, 'campaign_settings_set', async (tx) => {
    await sql`
      insert into campaign_settings (county_code, yellow_days, reminder_days, default_step_days)
      values (${office.region}, ${settings.yellowDays}, ${reminders}::integer[], ${settings.defaultStepDays})
      on conflict (county_code) do update set yellow_days = excluded.yellow_days, reminder_days = excluded.reminder_days,
                                              default_step_days = excluded.default_step_days`.execute(tx)
  })
}
