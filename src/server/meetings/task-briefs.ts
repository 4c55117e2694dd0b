import { sql } from 'kysely'
import type { AgendaItem } from '#contract/meeting-shapes.ts'
import type { Tx } from '../platform/acts.ts'

type TaskBrief = NonNullable<AgendaItem['task']>

export type BriefedTask = TaskBrief & {
  countyCode: string
  resolutionId: string | null
  meetingId: string | null
}

/** Tasks in a line each, of whichever a condition on `t` chooses, by number. */
export async function listBriefs(tx: Tx, chosen: ReturnType<typeof sql>): Promise<BriefedTask[]> {
  const { rows } = await sql<BriefedTask>`
    select t.county_code as "countyCode", t.resolution_id as "resolutionId", t.meeting_id as "meetingId",
           t.id, t.task_no as no, t.title, o.name as organisation, p.name as person,
           case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end as estate, t.issued_on as "issuedOn", t.due_on as "dueOn", t.state, t.light,
           (select count(*) from task_evidence as v where v.county_code = t.county_code and v.task_id = t.id) as evidence
      from tasks as t
      join organisations as o on o.county_code = t.county_code and o.id = t.organisation_id
      left join people as p on p.county_code = t.county_code and p.id = t.person_id
      left join estates as e on e.county_code = t.county_code and e.id = t.estate_id
     where ${chosen}
     order by t.county_code, t.task_no`.execute(tx)
  return rows
}

/** The line as screens take it, without what it was found by. */
export const briefOf = ({
  countyCode: _county,
  resolutionId: _resolution,
  meetingId: _meeting,
  ...brief
}: BriefedTask): TaskBrief => brief
