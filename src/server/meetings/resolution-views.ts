import { sql } from 'kysely'
import type { Resolution } from '#contract/meeting-shapes.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { type Registered, registeredSince } from '../reports/actions.ts'
import { type BriefedTask, briefOf, listBriefs } from './task-briefs.ts'

type ResolutionRow = Omit<Resolution, 'tasks' | 'estates' | 'homesFirstRegistered' | 'homesTransferred'>

const named = (table: string) =>
  sql`case when ${sql.ref(`${table}.id`)} is not null then json_build_object('id', ${sql.ref(`${table}.id`)}, 'name', ${sql.ref(`${table}.name`)}) end`

/** How the units voted on the item a resolution was made on; none where none spoke. */
const voteOn = sql`
  select json_build_object('signRule', i.sign_rule, 'agree', count(*) filter (where v.stance = 'agree'), 'disagree', count(*) filter (where v.stance = 'disagree'),
           'abstain', count(*) filter (where v.stance = 'abstain'),
           'dissent', coalesce(json_agg(json_build_object('organisation', g.name, 'words', v.words) order by g.name) filter (where v.stance = 'disagree'), '[]')) as vote
    from opinions as v
    join organisations as g on g.county_code = v.county_code and g.id = v.organisation_id
    join agenda_items as i on i.county_code = v.county_code and i.meeting_id = v.meeting_id and i.item_no = v.item_no
   where v.county_code = r.county_code and v.meeting_id = r.meeting_id and v.item_no = r.item_no
   group by i.sign_rule`

/** Resolutions as a condition on `r` chooses them, with what became of each; four statements, however many. */
export async function resolutionsWhere(
  tx: Tx,
  chosen: ReturnType<typeof sql>,
  tail: ReturnType<typeof sql> = sql`order by r.resolution_no`,
): Promise<Resolution[]> {
  const { rows } = await sql<ResolutionRow>`
    select r.id, r.county_code as "countyCode", r.resolution_no as no, r.kind, r.matter, r.topic, r.item_no as "itemNo",
           case when m.id is not null then json_build_object('id', m.id, 'kind', m.kind, 'title', m.title, 'heldOn', m.held_on) end as meeting,
           ${named('e')} as estate, ${named('o')} as organisation, r.due_on as "dueOn", r.refer_to as "referTo", r.decided_on as "decidedOn",
           case when v.id is not null then json_build_object('packId', v.pack_id, 'version', v.version_no, 'status', v.status) end as policy,
           vote.vote
      from resolutions as r
      left join meetings as m on m.county_code = r.county_code and m.id = r.meeting_id
      left join estates as e on e.county_code = r.county_code and e.id = r.estate_id
      left join organisations as o on o.county_code = r.county_code and o.id = r.organisation_id
      left join policy_versions as v on v.county_code = r.county_code and v.id = r.policy_id
      left join lateral (${voteOn}) as vote on true
     where ${chosen} ${tail}`.execute(tx)
  return followed(tx, rows)
}

/** Each resolution with its tasks, and the homes of its estates registered after it was decided. */
async function followed(tx: Tx, rows: readonly ResolutionRow[]): Promise<Resolution[]> {
  if (rows.length === 0) return []
  const counties = [...new Set(rows.map(({ countyCode }) => countyCode))]
  const ids = rows.map(({ id }) => id)
  const tasks = Map.groupBy(
    await listBriefs(tx, sql`t.county_code = any (${counties}::text[]) and t.resolution_id = any (${ids}::uuid[])`),
    ({ resolutionId }) => resolutionId ?? '',
  )
  const estates = new Map(rows.map((row) => [row.id, estatesOf(row, tasks.get(row.id) ?? [])]))
  const registered = await registeredSince(
    tx,
    rows.flatMap(({ id, countyCode, decidedOn }) =>
      (estates.get(id) ?? []).map((estateId) => ({ key: id, countyCode, estateId, since: decidedOn })),
    ),
  )
  const none: Registered = { firstRegistered: 0, transferred: 0 }
  return rows.map((row) => {
    const { firstRegistered, transferred } = registered.get(row.id) ?? none
    return {
      ...row,
      tasks: (tasks.get(row.id) ?? []).map(briefOf),
      estates: estates.get(row.id)?.length ?? 0,
      homesFirstRegistered: firstRegistered,
      homesTransferred: transferred,
    }
  })
}

/** The estates a resolution is about: its own, and those of its tasks. */
function estatesOf({ estate }: ResolutionRow, tasks: readonly BriefedTask[]): string[] {
  const ids = [estate?.id, ...tasks.map(({ estateId }) => estateId)]
  return [...new Set(ids.filter((id) => typeof id === 'string'))]
}

export type ResolutionsQuery = {
  kind?: Resolution['kind'] | undefined
  estate?: string | undefined
  after?: string | undefined
  limit: number
}

/** A page of resolutions, the latest first. From an estate: its own, and those a task of the estate is filed under. */
export async function listResolutions(tx: Tx, counties: readonly string[], query: ResolutionsQuery) {
  const { kind, estate, after, limit } = query
  const place = placeOf(after)
  const conditions = [
    sql`r.county_code = any (${counties}::text[])`,
    kind && sql`r.kind = ${kind}`,
    estate &&
      sql`(r.estate_id = ${estate} or exists (select from tasks as t
             where t.county_code = r.county_code and t.resolution_id = r.id and t.estate_id = ${estate}))`,
    place
      ? sql`(r.decided_on, r.county_code, r.resolution_no) < (${place.day}::date, ${place.county}, ${place.no})`
      : undefined,
  ].filter((condition) => typeof condition === 'object')
  const rows = await resolutionsWhere(
    tx,
    sql.join(conditions, sql` and `),
    sql`order by r.decided_on desc, r.county_code desc, r.resolution_no desc limit ${limit}`,
  )
  const last = rows.at(-1)
  const next = last && rows.length === limit ? `${last.decidedOn}.${last.countyCode}.${last.no}` : null
  return { rows, next, total: null }
}

function placeOf(after: string | undefined): { day: string; county: string; no: number } | null {
  if (after === undefined) return null
  const [, day, county, no] = /^(\d{4}-\d\d-\d\d)\.(\d{6})\.(\d{1,9})$/.exec(after) ?? []
  if (!day || !county || !no)
    throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  return { day, county, no: Number(no) }
}
