import { type RawBuilder, sql } from 'kysely'
import type { NoticeLine, NoticePhoto, Objection, PublicNotice } from '#contract/first-registration-shapes.ts'
import { firstDayToEnd, type NoticeState } from '#domain/registrations/first/notice.ts'
import type { WorkCalendar } from '#domain/tasks/calendar.ts'
import { termUntil } from '#domain/tasks/term.ts'
import { filesOf } from '../../archives/actions.ts'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import { calendarIn } from '../../tasks/actions.ts'
import type { FirstPlace } from './change.ts'

type NoticeRow = Omit<PublicNotice, 'mayEndOn' | 'notes' | 'provisionalYears' | 'photos'> & { objections: Objection[] }

/** The notices of a first registration, the latest first, each with its calendar, objections and photos. */
export async function noticesOf(tx: Tx, { countyCode, applicationId }: FirstPlace): Promise<PublicNotice[]> {
  const { rows } = await sql<NoticeRow>`
    select n.id, n.state, n.matter, n.basis, n.rule, n.days, n.day_kind as "dayKind", n.document_id as "documentId", n.posted_on as "postedOn",
           n.posted_where as "postedWhere", n.ends_on as "endsOn", n.ended_on as "endedOn", n.end_words as "endWords", n.maker_name as maker,
           (select coalesce(json_agg(json_build_object('no', o.objection_no, 'raisedOn', o.raised_on, 'objector', o.objector, 'words', o.words,
                                                       'decision', o.decision, 'decisionWords', o.decision_words, 'decidedOn', o.decided_on,
                                                       'decider', o.decider_name,
                                                       'outside', case when p.notice_id is not null then json_build_object(
                                                          'connection', p.connection, 'phoneShown', p.phone_shown,
                                                          'papers', (select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name) order by f.id), '[]')
                                                                       from objection_papers as q
                                                                       join archive_files as f on f.county_code = q.county_code and f.id = q.file_id
                                                                      where q.county_code = p.county_code and q.notice_id = p.notice_id
                                                                        and q.objection_no = p.objection_no and f.withdrawn_on is null)) end)
                                     order by o.objection_no), '[]')
              from notice_objections as o
              left join public_objections as p on p.county_code = o.county_code and p.notice_id = o.notice_id and p.objection_no = o.objection_no
             where o.county_code = n.county_code and o.notice_id = n.id) as objections
      from public_notices as n
     where n.county_code = ${countyCode} and n.application_id = ${applicationId} order by n.id desc`.execute(tx)
  const calendar = await calendarIn(tx)
  const ids = rows.map(({ id }) => id)
  const files = await filesOf(tx, countyCode, 'public_notice', ids)
  const proofs = await proofsOf(tx, countyCode, ids)
  return rows.map((row) => ({
    ...row,
    ...daysOf(calendar, row),
    photos: (files.get(row.id) ?? [])
      .filter(({ paper }) => paper === 'notice_proof')
      .map(({ id, name }) => ({ id, name, ...(proofs.get(id) ?? unsaid) })),
  }))
}

type Proof = Omit<NoticePhoto, 'id' | 'name'>
const unsaid: Proof = { moment: null, takenAt: null, latitude: null, longitude: null }

/** What the photos of notices prove, by file. */
async function proofsOf(tx: Tx, countyCode: string, noticeIds: readonly string[]): Promise<ReadonlyMap<string, Proof>> {
  const { rows } = await sql<Proof & { fileId: string }>`
    select file_id as "fileId", moment, taken_at as "takenAt", latitude, longitude from notice_proofs
     where county_code = ${countyCode} and notice_id = any (${noticeIds}::uuid[])`.execute(tx)
  return new Map(rows.map(({ fileId, ...proof }) => [fileId, proof]))
}

/** How the days of a posted notice were counted. */
function daysOf(
  calendar: WorkCalendar,
  { postedOn, endsOn }: Pick<NoticeRow, 'postedOn' | 'endsOn'>,
): Pick<PublicNotice, 'mayEndOn' | 'notes' | 'provisionalYears'> {
  if (postedOn === null || endsOn === null) return { mayEndOn: null, notes: [], provisionalYears: [] }
  const { notes, provisionalYears } = termUntil(calendar, postedOn, endsOn)
  return { mayEndOn: firstDayToEnd(endsOn), notes, provisionalYears }
}

/** Notices of a region, the latest first. */
export async function listNotices(
  tx: Tx,
  counties: readonly string[],
  { state, after, limit }: { state?: NoticeState | undefined; after?: string | undefined; limit: number },
): Promise<{ rows: NoticeLine[]; next: string | null; total: null }> {
  if (after !== undefined && !/^[0-9a-f-]{36}$/.test(after))
    throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  const given: RawBuilder<unknown>[] = []
  if (state) given.push(sql`n.state = ${state}`)
  if (after) given.push(sql`n.id < ${after}::uuid`)
  const asked = given.length === 0 ? sql`true` : sql.join(given, sql` and `)
  // no more of each county than one page can need
  const { rows } = await sql<NoticeLine>`
    select n.county_code as "countyCode", r.name as "countyName", n.id, n.application_id as "applicationId", e.name as "estateName", n.state,
           n.matter, n.days, n.day_kind as "dayKind", n.posted_on as "postedOn", n.ends_on as "endsOn",
           (select count(*)::integer from notice_objections as o
             where o.county_code = n.county_code and o.notice_id = n.id and o.decision is null) as objections
      from unnest(${counties}::text[]) as county (code)
     cross join lateral (select n.county_code, n.id, n.application_id, n.state, n.matter, n.days, n.day_kind, n.posted_on, n.ends_on
                           from public_notices as n where n.county_code = county.code and ${asked} order by n.id desc limit ${limit}) as n
      join regions as r on r.code = n.county_code
      join applications as a on a.county_code = n.county_code and a.id = n.application_id
      join estates as e on e.county_code = a.county_code and e.id = a.estate_id
     order by n.id desc limit ${limit}`.execute(tx)
  return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null, total: null }
}
