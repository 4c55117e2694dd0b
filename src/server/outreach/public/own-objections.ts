import { sql } from 'kysely'
import type { OwnObjection } from '#contract/public-notices.ts'
import type { Tx } from '../../platform/acts.ts'
import type { ObjectionPlace } from '../../registrations/actions.ts'

/** Objections one phone has brought, the latest first; how many there can be is bounded by `objectionsADay`. */
export async function listOwnObjections(
  tx: Tx,
  counties: readonly string[],
  phoneDigest: Buffer,
  noticeId: string | null = null,
): Promise<OwnObjection[]> {
  const { rows } = await sql<OwnObjection>`
    select n.county_code as "countyCode", n.id as "noticeId", e.name as "estateName", n.matter, n.state as "noticeState", o.raised_on as "raisedOn",
           o.words, o.decision, o.decision_words as "decisionWords", o.decided_on as "decidedOn",
           (select coalesce(json_agg(f.name order by f.id), '[]')
              from objection_papers as q join archive_files as f on f.county_code = q.county_code and f.id = q.file_id
             where q.county_code = p.county_code and q.notice_id = p.notice_id and q.objection_no = p.objection_no) as papers
      from public_objections as p
      join notice_objections as o on o.county_code = p.county_code and o.notice_id = p.notice_id and o.objection_no = p.objection_no
      join public_notices as n on n.county_code = p.county_code and n.id = p.notice_id
      join applications as a on a.county_code = n.county_code and a.id = n.application_id
      join estates as e on e.county_code = a.county_code and e.id = a.estate_id
     where p.phone_digest = ${phoneDigest} and p.county_code = any (${counties}::text[])
       and (${noticeId}::uuid is null or p.notice_id = ${noticeId})
     order by p.raised_at desc limit 100`.execute(tx)
  return rows
}

export type OwnPlace = ObjectionPlace & { isDecided: boolean; papers: number }

/** Where one's own objection to a notice stands; nothing where one made none. */
export async function findOwnPlace(
  tx: Tx,
  { countyCode, noticeId }: { countyCode: string; noticeId: string },
  phoneDigest: Buffer,
): Promise<OwnPlace | undefined> {
  const { rows } = await sql<OwnPlace>`
    select p.county_code as "countyCode", p.notice_id as "noticeId", n.application_id as "applicationId", p.objection_no as "objectionNo",
           o.decision is not null as "isDecided",
           (select count(*)::integer from objection_papers as q
             where q.county_code = p.county_code and q.notice_id = p.notice_id and q.objection_no = p.objection_no) as papers
      from public_objections as p
      join notice_objections as o on o.county_code = p.county_code and o.notice_id = p.notice_id and o.objection_no = p.objection_no
      join public_notices as n on n.county_code = p.county_code and n.id = p.notice_id
     where p.county_code = ${countyCode} and p.notice_id = ${noticeId} and p.phone_digest = ${phoneDigest}`.execute(tx)
  return rows[0]
}
