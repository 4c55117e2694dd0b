import { sql } from 'kysely'
import type { AgendaItem } from '#contract/meeting-shapes.ts'
import { isCarried } from '#domain/meetings/carried.ts'
import { estateStandings } from '../diagnosis/actions.ts'
import type { Tx } from '../platform/acts.ts'
import type { MeetingPlace } from './change.ts'
import { resolutionsWhere } from './resolution-views.ts'
import { briefOf, listBriefs } from './task-briefs.ts'

type ItemRow = Omit<AgendaItem, 'isCarried' | 'resolutions' | 'task' | 'estate'> & {
  taskId: string | null
  estateId: string | null
}

/** The agenda with everything said and resolved on it. `present`: the organisations whose opinions count. */
export async function agendaOf(tx: Tx, place: MeetingPlace, present: readonly string[]): Promise<AgendaItem[]> {
  const { countyCode, meetingId } = place
  const items = await listItems(tx, place)
  const tasks = await tasksOf(tx, countyCode, items)
  const estates = await estatesOf(tx, countyCode, items)
  const resolutions = Map.groupBy(
    await resolutionsWhere(tx, sql`r.county_code = ${countyCode} and r.meeting_id = ${meetingId}`),
    ({ itemNo }) => itemNo,
  )
  return items.map(({ taskId, estateId, ...item }) => ({
    ...item,
    estate: (estateId && estates.get(estateId)) || null,
    task: (taskId && tasks.get(taskId)) || null,
    isCarried: isCarried(item.signRule, present, item.opinions.map(countedOpinion)),
    resolutions: resolutions.get(item.no) ?? [],
  }))
}

const countedOpinion = ({ organisation, stance }: AgendaItem['opinions'][number]) => ({
  organisationId: organisation.id,
  stance,
})

async function tasksOf(tx: Tx, countyCode: string, items: readonly ItemRow[]) {
  const ids = items.flatMap(({ taskId }) => taskId ?? [])
  if (ids.length === 0) return new Map<string, NonNullable<AgendaItem['task']>>()
  const briefs = await listBriefs(tx, sql`t.county_code = ${countyCode} and t.id = any (${ids}::uuid[])`)
  return new Map(briefs.map((task) => [task.id, briefOf(task)]))
}

type ItemEstate = NonNullable<AgendaItem['estate']>

async function estatesOf(tx: Tx, countyCode: string, items: readonly ItemRow[]): Promise<Map<string, ItemEstate>> {
  const estateIds = items.flatMap(({ estateId }) => estateId ?? [])
  if (estateIds.length === 0) return new Map()
  const { rows } = await sql<ItemEstate>`
    select estate_id as id, name, homes, waiting as open, verdict, coalesce(cardinality(asks), 0) as asks
      from (${estateStandings({ counties: [countyCode], estateIds })}) as standing`.execute(tx)
  return new Map(rows.map((estate) => [estate.id, estate]))
}

const instant = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

async function listItems(tx: Tx, { countyCode, meetingId }: MeetingPlace): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select i.item_no as no, i.title, i.why, i.task_id as "taskId", i.estate_id as "estateId", i.sign_rule as "signRule", i.state, ${instant('i.seen_at')} as "seenAt", i.note,
           coalesce((select json_agg(json_build_object('organisation', json_build_object('id', o.id, 'name', o.name), 'stance', v.stance, 'words', v.words,
                                                       'givenBy', v.giver_name, 'givenAt', ${instant('v.given_at')}) order by v.given_at, o.name)
                       from opinions as v
                       join organisations as o on o.county_code = v.county_code and o.id = v.organisation_id
                      where v.county_code = i.county_code and v.meeting_id = i.meeting_id and v.item_no = i.item_no), '[]') as opinions,
           coalesce((select json_agg(json_build_object('no', p.photo_no, 'name', p.name, 'bytes', p.bytes) order by p.photo_no)
                       from item_photos as p
                      where p.county_code = i.county_code and p.meeting_id = i.meeting_id and p.item_no = i.item_no), '[]') as photos
      from agenda_items as i
     where i.county_code = ${countyCode} and i.meeting_id = ${meetingId}
     order by i.item_no`.execute(tx)
  return rows
}
