import { sql } from 'kysely'
import { addWorkingDays } from '#domain/tasks/calendar.ts'
import { type Actor, appendHistory, holdActs, linkAct, nextAct, type Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { holdersOf } from './holders.ts'
import { lightOf, type Measures, measuresOf } from './measures.ts'
import { keepNeeds } from './needs.ts'
import { tellHolders } from './notices.ts'

/** For which county, by whom and why something is done with tasks. */
export type Office = { countyCode: string; actor: Actor; reason: string }

/** A task to be given. Exactly one of `dueOn` and `workingDays`; `key` names it for the `needs` of others beside it. */
export type TaskDraft = {
  key?: string
  title: string
  wanted: string
  source: 'diagnosis' | 'resolution' | 'hand'
  estateId: string | null
  organisationId: string
  /** Without one the liaison of the organisation, else its head. */
  personId: string | null
  startsOn: string
  dueOn: string | null
  workingDays: number | null
  /** Ids of tasks there already, or keys of drafts beside it. */
  needs?: readonly string[]
  meetingId?: string | null
  resolutionId?: string | null
  registration?: 'first' | 'transfer' | null
  requirement?: string | null
  rule?: string | null
  step?: string | null
  produces?: readonly { fact: string; value: unknown }[]
  /** Not given: the homes of the estate that are not transferred yet. */
  homes?: number
}

/**
 * Gives tasks to units, each to a named person: one act in the caller's transaction, which the persons are told of.
 * All of them or, with the reason, none. Answers with their ids in the order of the drafts.
 */
export async function createTasks(tx: Tx, office: Office, drafts: readonly TaskDraft[]): Promise<string[]> {
  const { countyCode } = office
  await holdActs(tx, [countyCode])
  const measures = await measuresOf(tx, countyCode)
  for (const draft of drafts) refuseDays(draft, measures.today)
  const holders = await holdersOf(tx, countyCode, drafts)
  const { ids, lastNo } = await newNumbers(tx, countyCode, drafts.length)
  const idOf = new Map(drafts.flatMap(({ key }, at) => (key === undefined ? [] : [[key, ids[at] ?? '']])))
  const rows = drafts.map((draft, at) => ({
    ...rowOf(draft, measures),
    id: ids[at],
    task_no: lastNo + at + 1,
    person_id: holders[at],
  }))
  await insertTasks(tx, countyCode, rows)
  await keepNeeds(
    tx,
    countyCode,
    ids,
    drafts.map(({ needs = [] }) => needs.map((need) => idOf.get(need) ?? need)),
  )
  await recordIssue(tx, office, ids)
  await tellHolders(tx, { countyCode, kind: 'assigned', day: measures.today, content: { by: office.actor.name } }, ids)
  await sql`select pg_notify('tasks', ${countyCode})`.execute(tx)
  return ids
}

function refuseDays({ title, startsOn, dueOn, workingDays }: TaskDraft, today: string): void {
  const flaw = flawOfDays({ startsOn, dueOn, workingDays }, today)
  if (flaw) throw new Refused({ kind: 'invalid', code: flaw[0], message: `“${title}”：${flaw[1]}` })
}

type Days = Pick<TaskDraft, 'startsOn' | 'dueOn' | 'workingDays'>

function flawOfDays({ startsOn, dueOn, workingDays }: Days, today: string): readonly [string, string] | null {
  if ((dueOn === null) === (workingDays === null)) return ['one_term', '完成期限和工作日数须填且只填一个']
  if (dueOn !== null && dueOn < startsOn) return ['due_before_start', `完成期限（${dueOn}）早于开始日期（${startsOn}）`]
  if (dueOn !== null && dueOn < today) return ['due_in_past', `完成期限（${dueOn}）已过，今天是${today}`]
  return startsOn < today ? ['starts_in_past', `开始日期（${startsOn}）早于今天（${today}）`] : null
}

function rowOf(draft: TaskDraft, measures: Measures) {
  const { startsOn, workingDays } = draft
  const dueOn = draft.dueOn ?? addWorkingDays(measures.calendar, startsOn, workingDays ?? 0)
  return {
    title: draft.title,
    wanted: draft.wanted,
    source: draft.source,
    estate_id: draft.estateId,
    organisation_id: draft.organisationId,
    meeting_id: draft.meetingId ?? null,
    resolution_id: draft.resolutionId ?? null,
    registration: draft.registration ?? null,
    requirement: draft.requirement ?? null,
    rule: draft.rule ?? null,
    step: draft.step ?? null,
    issued_on: measures.today,
    starts_on: startsOn,
    due_on: dueOn,
    working_days: workingDays,
    produces: draft.produces ?? [],
    homes: draft.homes ?? null,
    light: lightOf(measures, { state: 'issued', startsOn, dueOn }),
  }
}

/** Ids for new tasks and the last number given in the county; acts of a county wait for each other, so no number is given twice. */
async function newNumbers(tx: Tx, countyCode: string, n: number): Promise<{ ids: string[]; lastNo: number }> {
  const { rows } = await sql<{ ids: string[]; lastNo: number }>`
    select (select coalesce(array_agg(uuidv7()), '{}') from generate_series(1, ${n}::integer)) as ids,
           coalesce((select max(task_no) from tasks where county_code = ${countyCode}), 0) as "lastNo"`.execute(tx)
  return rows[0] ?? { ids: [], lastNo: 0 }
}

async function insertTasks(tx: Tx, countyCode: string, rows: readonly object[]): Promise<void> {
  const given = sql`
    jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as d (id uuid, task_no integer, title text, wanted text, source text, estate_id uuid, organisation_id uuid, person_id uuid, meeting_id uuid,
            resolution_id uuid, registration text, requirement text, rule text, step text, issued_on date, starts_on date, due_on date,
            working_days integer, produces jsonb, homes integer, light text)`
  await sql`
    insert into tasks (county_code, id, task_no, title, wanted, source, estate_id, organisation_id, person_id, meeting_id, resolution_id,
                       registration, requirement, rule, step, issued_on, starts_on, due_on, first_due_on, working_days, produces, homes,
                       state, state_on, light, light_on)
    select ${countyCode}, d.id, d.task_no, d.title, d.wanted, d.source, d.estate_id, d.organisation_id, d.person_id, d.meeting_id, d.resolution_id,
           d.registration, d.requirement, d.rule, d.step, d.issued_on, d.starts_on, d.due_on, d.due_on, d.working_days, d.produces,
           coalesce(d.homes, open.n, 0), 'issued', d.issued_on, d.light, d.issued_on
      from ${given}
      left join lateral (
             select sum(case t.indicator when 'units' then t.n else -t.n end)::integer as n from tallies as t
              where t.county_code = ${countyCode} and t.estate_id = d.estate_id and t.indicator in ('units', 'transferred')) as open
        on d.homes is null`
    .execute(tx)
    .catch(refuseUnknown)
}

const strangers: Readonly<Record<string, readonly [string, string]>> = {
  task_is_about_a_known_estate: ['no_such_estate', '没有这个小区'],
  task_was_issued_at_a_known_meeting: ['no_such_meeting', '没有这次会议'],
  task_comes_from_a_known_resolution: ['no_such_resolution', '没有这条议定事项'],
  step_is_one_open_task: ['step_is_open', '这一步已有未销号的任务'],
}

/** What a task refers to must be there: the database says which is not. */
function refuseUnknown(error: unknown): never {
  const constraint = error instanceof Error && 'constraint' in error ? String(error.constraint) : ''
  const words = strangers[constraint]
  if (!words) throw error
  throw new Refused({ kind: 'invalid', code: words[0], message: words[1] })
}

async function recordIssue(tx: Tx, { countyCode, actor, reason }: Office, ids: readonly string[]): Promise<void> {
  const { actNo } = await nextAct(tx, countyCode)
  await appendHistory(tx, countyCode, actNo, issuedHistory(countyCode, ids))
  await linkAct(tx, actNo, { countyCode, kind: 'tasks_issued', actor, reason, payload: { tasks: ids.length } })
}

/** What the history says of tasks that are new: all they are, but for lights, which follow from the day. */
const issuedHistory = (countyCode: string, ids: readonly string[]) => sql`
  select row_number() over (order by t.task_no)::integer as row_no, 'task' as subject_kind, t.id as subject_id,
         jsonb_strip_nulls(to_jsonb(t)) - '{county_code,id,light,light_on}'::text[]
         || case when needed.ids is null then '{}' else jsonb_build_object('needs', needed.ids) end as change
    from tasks as t
    left join lateral (select jsonb_agg(n.needs_id order by n.needs_id) as ids from task_needs as n
                        where n.county_code = t.county_code and n.task_id = t.id) as needed on true
   where t.county_code = ${countyCode} and t.id = any (${ids}::uuid[])`
