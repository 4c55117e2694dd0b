import { type RawBuilder, sql } from 'kysely'
import { dueStep } from '#domain/supervision/ladder.ts'
import { type Ladder, type LadderRule, ladders } from '#domain/supervision/rules.ts'
import { addWorkingDays, type WorkCalendar, workingDaysBetween } from '#domain/tasks/calendar.ts'
import { appendHistory, type Db, holdActs, linkAct, nextAct, systemActor, type Tx, transact } from '../platform/acts.ts'
import { calendarIn } from '../tasks/actions.ts'
import { type MatterAtHand, mattersDue } from './matters.ts'
import { tellHolderAndHead, tellOfficeOfProposals } from './notices.ts'
import { rulesIn } from './rules.ts'

/** What one run of the ladder's clock did in a county. */
export type LadderRun = { told: number; proposed: number }

/** So many matters are looked at in one act: nobody in the county waits long for the clock. */
const mattersPerAct = 5000

/**
 * Takes every step of a county's ladders that is due today: what has no letter is told to the people behind it, what has
 * one is proposed with its facts, for a person to take up. What is due follows from the records, so a run after days
 * missed, or after one that was cut short between two acts, takes what is due now, and a second run finds nothing more.
 */
export async function proposeSteps(db: Db, countyCode: string, today: string): Promise<LadderRun> {
  const run: LadderRun = { told: 0, proposed: 0 }
  for (const ladder of ladders) {
    let after: MatterPlace | null = null
    do {
      const part: LadderPart = await proposePart(db, { countyCode, ladder, today, after })
      run.told += part.told
      run.proposed += part.proposed
      after = part.next
    } while (after)
  }
  return run
}

type MatterPlace = Pick<MatterAtHand, 'dueOn' | 'id'>
type LadderPart = LadderRun & { next: MatterPlace | null }
type PartAsked = { countyCode: string; ladder: Ladder; today: string; after: MatterPlace | null }

/** One act of a run, and the matter it came to; null at the last. */
function proposePart(db: Db, { countyCode, ladder, today, after }: PartAsked): Promise<LadderPart> {
  return transact(db, systemActor([countyCode]), async (tx) => {
    await holdActs(tx, [countyCode])
    const calendar = await calendarIn(tx)
    const rules = (await rulesIn(tx, countyCode)).filter((rule) => rule.ladder === ladder)
    const until = horizonOf(rules, calendar, today)
    const matters = await mattersDue(tx, countyCode, { ladder, until, after, most: mattersPerAct })
    const due = matters.flatMap((matter) => {
      const rule = dueStep(matter, today, calendar, rules)
      return rule ? [dueRow(matter, rule, today, calendar)] : []
    })
    const next = matters.length === mattersPerAct ? (matters.at(-1) ?? null) : null
    return { ...(await takeSteps(tx, countyCode, today, due)), next }
  })
}

async function takeSteps(tx: Tx, countyCode: string, today: string, due: readonly DueRow[]): Promise<LadderRun> {
  if (due.length === 0) return { told: 0, proposed: 0 }
  const ids = await keepSteps(tx, countyCode, today, due)
  await recordSteps(tx, countyCode, ids)
  const proposed = due.filter(({ stage }) => stage === 'proposed').length
  await tellHolderAndHead(tx, countyCode, today, ids)
  if (proposed > 0) await tellOfficeOfProposals(tx, countyCode, today)
  await sql`select pg_notify('tasks', ${countyCode})`.execute(tx)
  return { told: due.length - proposed, proposed }
}

/** The last due day that any step looks at today. */
function horizonOf(rules: readonly LadderRule[], calendar: WorkCalendar, today: string): string {
  const ahead = Math.max(0, ...rules.map(({ workingDays }) => -workingDays))
  return addWorkingDays(calendar, today, ahead + 1)
}

const dueRow = (matter: MatterAtHand, { step, letter }: LadderRule, today: string, calendar: WorkCalendar) => ({
  step,
  stage: letter === null ? ('told' as const) : ('proposed' as const),
  task_id: matter.ladder === 'unit' ? matter.id : null,
  matter_id: matter.ladder === 'developer' ? matter.id : null,
  days_late: Math.max(0, -workingDaysBetween(calendar, today, matter.dueOn)),
  earlier: matter.earlier,
})

type DueRow = ReturnType<typeof dueRow>

const columns = sql`(county_code, step, stage, task_id, matter_id, organisation_id, proposed_on, about_due_on, stated)`

/** A proposal nobody took up is made anew where more time was granted since; anything else stands. */
const again = sql`
  do update set proposed_on = excluded.proposed_on, about_due_on = excluded.about_due_on, stated = excluded.stated,
                organisation_id = excluded.organisation_id, revision = s.revision + 1
   where s.stage = 'proposed'
  returning s.id`

/** Keeps the steps with their facts as they are now. */
async function keepSteps(tx: Tx, countyCode: string, today: string, due: readonly DueRow[]): Promise<string[]> {
  const given = sql`
    jsonb_to_recordset(${JSON.stringify(due)}::jsonb)
      as d (step text, stage text, task_id uuid, matter_id uuid, days_late integer, earlier jsonb)`
  const { rows } = await sql<{ id: string }>`
    with of_tasks as (
      insert into ladder_steps as s ${columns}
      ${stepsOfTasks(
        countyCode,
        today,
        given,
        due.flatMap(({ task_id }) => task_id ?? []),
      )}
      on conflict on constraint task_takes_each_step_once ${again}
    ), of_developers as (
      insert into ladder_steps as s ${columns}
      ${stepsOfDevelopers(countyCode, today, given)}
      on conflict on constraint matter_takes_each_step_once ${again}
    )
    select id from of_tasks union all select id from of_developers`.execute(tx)
  return rows.map(({ id }) => id)
}

// the ids are said once more beside `given`: of those the database knows how many there are, and plans for them
const stepsOfTasks = (countyCode: string, today: string, given: RawBuilder<unknown>, ids: readonly string[]) => sql`
  select ${countyCode}, d.step, d.stage, t.id, null, t.organisation_id, ${today}::date, t.due_on,
         jsonb_build_object('title', t.title, 'wanted', t.wanted, 'basis', null, 'estate', e.name, 'organisation', o.name, 'person', p.name,
                            'askedOn', t.issued_on, 'dueOn', t.due_on, 'firstDueOn', t.first_due_on, 'daysLate', d.days_late,
                            'extensions', (select count(*) from task_extensions as x
                                            where x.county_code = t.county_code and x.task_id = t.id and x.decision = 'granted'),
                            'pauses', (select count(*) from task_pauses as u where u.county_code = t.county_code and u.task_id = t.id),
                            'earlier', d.earlier)
    from ${given}
    join tasks as t on t.county_code = ${countyCode} and t.id = d.task_id and t.id = any (${ids}::uuid[])
    join organisations as o on o.county_code = t.county_code and o.id = t.organisation_id
    left join estates as e on e.county_code = t.county_code and e.id = t.estate_id
    left join people as p on p.county_code = t.county_code and p.id = t.person_id`

const stepsOfDevelopers = (countyCode: string, today: string, given: RawBuilder<unknown>) => sql`
  select ${countyCode}, d.step, d.stage, null::uuid, m.id, m.developer_id, ${today}::date, m.due_on,
         jsonb_build_object('title', m.matter, 'wanted', '', 'basis', m.basis, 'estate', e.name, 'organisation', o.name, 'person', null,
                            'askedOn', m.asked_on, 'dueOn', m.due_on, 'firstDueOn', m.first_due_on, 'daysLate', d.days_late,
                            'extensions', case when m.due_on > m.first_due_on then 1 else 0 end, 'pauses', 0, 'earlier', d.earlier)
    from ${given}
    join developer_matters as m on m.county_code = ${countyCode} and m.id = d.matter_id
    join organisations as o on o.county_code = m.county_code and o.id = m.developer_id
    join estates as e on e.county_code = m.county_code and e.id = m.estate_id`

async function recordSteps(tx: Tx, countyCode: string, ids: readonly string[]): Promise<void> {
  const { actNo } = await nextAct(tx, countyCode)
  await appendHistory(
    tx,
    countyCode,
    actNo,
    sql`
    select row_number() over (order by s.id)::integer as row_no, 'ladder_step' as subject_kind, s.id as subject_id,
           jsonb_strip_nulls(to_jsonb(s) - '{county_code,id}'::text[]) as change
      from ladder_steps as s where s.county_code = ${countyCode} and s.id = any (${ids}::uuid[])`,
  )
  const actor = systemActor([countyCode])
  const act = { countyCode, kind: 'ladder_proposed', actor, reason: '到期提出', payload: { steps: ids.length } }
  await linkAct(tx, actNo, act)
}
