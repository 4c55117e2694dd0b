import { type RawBuilder, sql } from 'kysely'
import type { Inspection, InspectionLine } from '#contract/supervision.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'

export type InspectionPlace = { countyCode: string; inspectionId: string }

/** What an inspection or a note is about, over `i`. */
export const aboutColumns = sql`
  (select json_build_object('id', o.id, 'name', o.name) from organisations as o
    where o.county_code = i.county_code and o.id = i.organisation_id) as organisation,
  (select json_build_object('id', e.id, 'name', e.name) from estates as e where e.county_code = i.county_code and e.id = i.estate_id) as estate,
  (select json_build_object('id', t.id, 'no', t.task_no, 'title', t.title) from tasks as t
    where t.county_code = i.county_code and t.id = i.task_id) as task`

const lineColumns = sql`
  i.id, i.county_code as "countyCode", r.name as "countyName", i.inspection_no as no, i.title, ${aboutColumns}, i.held_on as "heldOn",
  i.opener_name as "openedBy", i.closed_on as "closedOn", f.n as findings, f.open, f.late, i.revision`

const lineJoins = (today: string) => sql`
  join regions as r on r.code = i.county_code
  cross join lateral (
         select count(*) as n, count(*) filter (where rectified_on is null) as open,
                count(*) filter (where rectified_on is null and rectify_by < ${today}) as late
           from inspection_findings as x where x.county_code = i.county_code and x.inspection_id = i.id) as f`

/** Inspections, the latest first. */
export async function listInspections(
  tx: Tx,
  counties: readonly string[],
  { open, after, limit }: { open?: 'true' | 'false' | undefined; after?: string | undefined; limit: number },
): Promise<{ rows: InspectionLine[]; next: string | null; total: null }> {
  const [, day, id] = /^(\d{4}-\d{2}-\d{2})\.([0-9a-f-]{36})$/.exec(after ?? '') ?? []
  if (after !== undefined && !id)
    throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  const given: RawBuilder<unknown>[] = [sql`i.county_code = any (${counties}::text[])`]
  if (open) given.push(open === 'true' ? sql`i.closed_on is null` : sql`i.closed_on is not null`)
  if (id) given.push(sql`(i.held_on < ${day}::date or (i.held_on = ${day}::date and i.id > ${id}::uuid))`)
  const { rows } = await sql<InspectionLine>`
    select ${lineColumns} from inspections as i ${lineJoins(officeToday())}
     where ${sql.join(given, sql` and `)} order by i.held_on desc, i.id limit ${limit}`.execute(tx)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === limit ? `${last.heldOn}.${last.id}` : null, total: null }
}

/** An inspection whole. One of another county does not exist. */
export async function getInspection(tx: Tx, { countyCode, inspectionId }: InspectionPlace): Promise<Inspection> {
  const { rows } = await sql<Inspection>`
    select ${lineColumns}, i.conclusion,
           (select coalesce(json_agg(c.item || jsonb_build_object('no', c.no) order by c.no), '[]')
              from jsonb_array_elements(i.checklist) with ordinality as c (item, no)) as checklist,
           (select coalesce(json_agg(json_build_object('no', x.finding_no, 'words', x.words,
                                                       'organisation', json_build_object('id', o.id, 'name', o.name), 'rectifyBy', x.rectify_by,
                                                       'rectifiedOn', x.rectified_on, 'how', x.rectified_how) order by x.finding_no), '[]')
              from inspection_findings as x join organisations as o on o.county_code = x.county_code and o.id = x.organisation_id
             where x.county_code = i.county_code and x.inspection_id = i.id) as found
      from inspections as i ${lineJoins(officeToday())}
     where i.county_code = ${countyCode} and i.id = ${inspectionId}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_inspection', message: '没有这次专项检查' })
  return rows[0]
}
