import { sql } from 'kysely'
import type { ArchiveShare } from '#contract/archive-shapes.ts'
import { type Actor, appendHistory, linkAct, nextAct, type Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { sharingWith } from './readers.ts'

type Sharing = { files: readonly string[]; organisationId: string; purpose: string; untilOn: string }
type Result = { file: string; share: string | null; refusal: { code: string; words: string } | null }

/**
 * Shares papers with a responsible unit as one act, each with its result. A paper shared with that unit already is shared
 * anew: the former sharing ends with this one.
 */
export async function shareFiles(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  sharing: Sharing,
): Promise<readonly Result[]> {
  const today = officeToday()
  if (sharing.untilOn < today)
    throw new Refused({ kind: 'invalid', code: 'day_over', message: '共享到期日已经过去', field: 'untilOn' })
  const { actNo } = await nextAct(tx, countyCode)
  await refuseUnknownUnit(tx, countyCode, sharing.organisationId)
  const asked = [...new Set(sharing.files)]
  const { rows: ended } = await sql<{ id: string }>`
    update archive_shares set withdrawn_on = ${today}, withdrawn_by = ${actor.accountId}, withdrawer_name = ${actor.name}
     where county_code = ${countyCode} and organisation_id = ${sharing.organisationId} and file_id = any (${asked}::uuid[]) and withdrawn_on is null
    returning id`.execute(tx)
  const { rows: shared } = await sql<{ id: string; fileId: string }>`
    insert into archive_shares (county_code, file_id, organisation_id, purpose, until_on, shared_by, sharer_name, shared_on)
    select county_code, id, ${sharing.organisationId}, ${sharing.purpose}, ${sharing.untilOn}, ${actor.accountId}, ${actor.name}, ${today}
      from archive_files where county_code = ${countyCode} and id = any (${asked}::uuid[]) and withdrawn_on is null
    returning id, file_id as "fileId"`.execute(tx)
  if (shared.length > 0) {
    await appendShares(
      tx,
      countyCode,
      actNo,
      [...ended, ...shared].map(({ id }) => id),
    )
    const payload = { files: shared.length, organisation: sharing.organisationId, until: sharing.untilOn }
    await linkAct(tx, actNo, { countyCode, kind: 'papers_shared', actor, reason: sharing.purpose, payload })
    await tellUnit(tx, countyCode, sharing, shared.length)
  }
  const byFile = new Map(shared.map(({ id, fileId }) => [fileId, id]))
  return asked.map((file) => {
    const share = byFile.get(file) ?? null
    return { file, share, refusal: share ? null : { code: 'no_such_file', words: '没有这份材料，或已撤回' } }
  })
}

const shareable = sql`kind in ('responsible_unit', 'clearance_office')`

/** The units of a county with which papers may be shared. */
export async function shareUnits(tx: Tx, countyCode: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from organisations where county_code = ${countyCode} and ${shareable} order by name limit 500`.execute(
    tx,
  )
  return rows
}

async function refuseUnknownUnit(tx: Tx, countyCode: string, organisationId: string): Promise<void> {
  const { rows } = await sql`
    select from organisations where county_code = ${countyCode} and id = ${organisationId} and ${shareable}`.execute(tx)
  if (rows.length === 0)
    throw new Refused({ kind: 'invalid', code: 'no_such_unit', message: '没有这个责任单位', field: 'organisationId' })
}

const appendShares = (tx: Tx, countyCode: string, actNo: number, ids: readonly string[]) =>
  appendHistory(
    tx,
    countyCode,
    actNo,
    sql`select row_number() over (order by s.id)::integer as row_no, 'archive_share' as subject_kind, s.id as subject_id, archive_share_record(s) as change
          from archive_shares as s where s.county_code = ${countyCode} and s.id = any (${ids}::uuid[])`,
  )

/** Whoever works in the unit is told once a day that something was shared with it. */
const tellUnit = (tx: Tx, countyCode: string, { organisationId, purpose, untilOn }: Sharing, files: number) =>
  sql`
  with told as (
    insert into notices (county_code, person_id, kind, for_day, content)
    select county_code, id, 'file_shared', ${officeToday()}, ${JSON.stringify({ files, purpose, until: untilOn })}::jsonb
      from people where county_code = ${countyCode} and organisation_id = ${organisationId} and account_id is not null and left_on is null
    on conflict do nothing
    returning county_code
  ) select pg_notify('archives', ${countyCode})`.execute(tx)

/** Ends a sharing; whoever saw the paper by it sees it no more from this moment. */
export async function withdrawShare(
  tx: Tx,
  actor: Actor,
  place: { countyCode: string; shareId: string },
  reason: string,
) {
  const { countyCode, shareId } = place
  const { actNo } = await nextAct(tx, countyCode)
  const { numAffectedRows } = await sql`
    update archive_shares set withdrawn_on = ${officeToday()}, withdrawn_by = ${actor.accountId}, withdrawer_name = ${actor.name}
     where county_code = ${countyCode} and id = ${shareId} and withdrawn_on is null`.execute(tx)
  if (numAffectedRows === 0n)
    throw new Refused({ kind: 'missing', code: 'no_such_share', message: '没有这项共享，或已收回' })
  await appendShares(tx, countyCode, actNo, [shareId])
  await linkAct(tx, actNo, { countyCode, kind: 'share_withdrawn', actor, reason })
  await sql`select pg_notify('archives', ${countyCode})`.execute(tx)
  return { id: shareId }
}

const shownShare = sql`s.id, s.purpose, s.shared_on as "sharedOn", s.until_on as "untilOn", s.sharer_name as "sharerName", s.withdrawn_on as "withdrawnOn",
       jsonb_build_object('id', f.id, 'paper', f.paper, 'name', f.name, 'mediaType', f.media_type, 'bytes', f.bytes,
                          'hasThumbnail', f.thumbnail_sha256 is not null) as file,
       jsonb_build_object('id', e.id, 'name', e.name) as estate, jsonb_build_object('id', o.id, 'name', o.name) as organisation,
       (select count(*)::integer from archive_openings as w where w.county_code = s.county_code and w.share_id = s.id) as openings`

const aroundShare = sql`
  join archive_files as f on f.county_code = s.county_code and f.id = s.file_id
  join estates as e on e.county_code = f.county_code and e.id = f.estate_id
  join organisations as o on o.county_code = s.county_code and o.id = s.organisation_id`

/** A page of what is shared with the account's unit and may be opened now, the latest first. */
export async function sharedWith(
  tx: Tx,
  actor: Actor,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ rows: (ArchiveShare & { countyCode: string })[]; next: string | null; total: null }> {
  const { rows } = await sql<ArchiveShare & { countyCode: string }>`
    select s.county_code as "countyCode", ${shownShare}
      from (${sharingWith(actor.accountId)}) as s ${aroundShare}
     where s.county_code = any (${actor.counties}::text[]) and f.withdrawn_on is null and ${after ? sql`s.id < ${after}` : sql`true`}
     order by s.id desc limit ${limit}`.execute(tx)
  return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null, total: null }
}

/** With whom a paper is and was shared. */
export async function sharesOf(tx: Tx, countyCode: string, fileId: string): Promise<ArchiveShare[]> {
  const { rows } = await sql<ArchiveShare>`
    select ${shownShare} from archive_shares as s ${aroundShare}
     where s.county_code = ${countyCode} and s.file_id = ${fileId} order by s.id desc`.execute(tx)
  return rows
}
