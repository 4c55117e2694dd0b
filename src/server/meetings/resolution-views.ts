import { type RawBuilder, sql } from 'kysely'
import type { Resolution } from '#contract/meeting-shapes.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { registeredSince } from '../reports/actions.ts'
import { type BriefedTask, briefOf, listBriefs } from './task-briefs.ts'

type ResolutionRow = Omit<Resolution, 'tasks' | 'since' | 'estates' | 'homesFirstRegistered' | 'homesTransferred'>

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

/** Resolutions as a condition on `r` chooses them, by number, with what became of each. */
export const resolutionsWhere = (tx: Tx, chosen: RawBuilder<unknown>): Promise<Resolution[]> =>
  resolutionsOf(tx, sql`select r.* from resolutions as r where ${chosen}`, sql`r.resolution_no`)

/** Resolutions that a query gives as rows of theirs, with what became of each; three statements, however many. */
async function resolutionsOf(tx: Tx, chosen: RawBuilder<unknown>, order: RawBuilder<unknown>): Promise<Resolution[]> {
  const { rows } = await sql<ResolutionRow>`
    select r.id, r.county_code as "countyCode", r.resolution_no as no, r.kind, r.matter, r.topic,
           split_part(r.source_ref, ':', 1) as form, r.item_no as "itemNo",
           case when m.id is not null then json_build_object('id', m.id, 'kind', m.kind, 'title', m.title, 'heldOn', m.held_on) end as meeting,
           ${named('e')} as estate, ${named('o')} as organisation, r.due_on as "dueOn", r.refer_to as "referTo", r.decided_on as "decidedOn",
           case when v.id is not null then json_build_object('packId', v.pack_id, 'version', v.version_no, 'status', v.status) end as policy,
           vote.vote
      from (${chosen}) as r
      left join meetings as m on m.county_code = r.county_code and m.id = r.meeting_id
      left join estates as e on e.county_code = r.county_code and e.id = r.estate_id
      left join organisations as o on o.county_code = r.county_code and o.id = r.organisation_id
      left join policy_versions as v on v.county_code = r.county_code and v.id = r.policy_id
      left join lateral (${voteOn}) as vote on true
     order by ${order}`.execute(tx)
  return followed(tx, rows)
}

/** Each resolution with its tasks, and the homes of each of its estates registered since. */
async function followed(tx: Tx, rows: readonly ResolutionRow[]): Promise<Resolution[]> {
  if (rows.length === 0) return []
  const counties = [...new Set(rows.map(({ countyCode }) => countyCode))]
  const ids = rows.map(({ id }) => id)
  const tasks = Map.groupBy(
    await listBriefs(tx, sql`t.county_code = any (${counties}::text[]) and t.resolution_id = any (${ids}::uuid[])`),
    ({ resolutionId }) => resolutionId ?? '',
  )
  const unfollowed = rows.map((row) => {
    const own = tasks.get(row.id) ?? []
    return { row, tasks: own, since: sinceOf(row, own), estates: estatesOf(row, own) }
  })
  const registered = await registeredSince(
    tx,
    unfollowed.flatMap(({ row: { id, countyCode }, since, estates }) =>
      estates.map((estate) => ({ key: id + estate.id, countyCode, estateId: estate.id, since })),
    ),
  )
  return unfollowed.map(({ row, since, ...found }) => {
    const estates = found.estates.map((estate) => {
      const { firstRegistered = 0, transferred = 0 } = registered.get(row.id + estate.id) ?? {}
      return { ...estate, homesFirstRegistered: firstRegistered, homesTransferred: transferred }
    })
    return {
      ...row,
      tasks: found.tasks.map(briefOf),
      since,
      estates,
      homesFirstRegistered: estates.reduce((sum, one) => sum + one.homesFirstRegistered, 0),
      homesTransferred: estates.reduce((sum, one) => sum + one.homesTransferred, 0),
    }
  })
}

/**
 * From which day on homes are counted. Advice that only a list tells of bears the day of the list; what was done about it
 * began with its first task.
 */
const sinceOf = ({ kind, decidedOn }: ResolutionRow, tasks: readonly BriefedTask[]): string =>
  kind === 'advice'
    ? tasks.reduce((since, { issuedOn }) => (issuedOn < since ? issuedOn : since), decidedOn)
    : decidedOn

/** The estates a resolution is about: its own, and those of its tasks; each once. */
function estatesOf({ estate }: ResolutionRow, tasks: readonly BriefedTask[]): { id: string; name: string }[] {
  const named = [estate, ...tasks.map((task) => task.estate)].filter((one) => one !== null)
  return [...new Map(named.map((one) => [one.id, one])).values()]
}

export type ResolutionsQuery = {
  kind?: Resolution['kind'] | undefined
  estate?: string | undefined
  resolution?: string | undefined
  after?: string | undefined
  limit: number
}

/**
 * A page of resolutions, the latest first, county by county as far as one page can need, then put together. From an estate: its own, and
 * those a task of the estate is filed under.
 */
export async function listResolutions(tx: Tx, counties: readonly string[], query: ResolutionsQuery) {
  const { kind, estate, resolution, after, limit } = query
  const place = placeOf(after)
  const conditions = [
    sql`r.county_code = c.code`,
    kind && sql`r.kind = ${kind}`,
    resolution && sql`r.id = ${resolution}`,
    estate &&
      sql`r.id in (select o.id from resolutions as o where o.county_code = c.code and o.estate_id = ${estate}
                   union
                  select t.resolution_id from tasks as t where t.county_code = c.code and t.estate_id = ${estate})`,
    place
      ? sql`r.decided_on <= ${place.day}::date and (r.decided_on, r.county_code, r.resolution_no) < (${place.day}::date, ${place.county}, ${place.no})`
      : undefined,
  ].filter((condition) => typeof condition === 'object')
  const order = sql`r.decided_on desc, r.county_code desc, r.resolution_no desc`
  const page = sql`
    select r.* from unnest(${counties}::text[]) as c (code)
     cross join lateral (select r.* from resolutions as r where ${sql.join(conditions, sql` and `)}
                          order by r.decided_on desc, r.resolution_no desc limit ${limit}) as r
     order by ${order} limit ${limit}`
  const rows = await resolutionsOf(tx, page, order)
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
