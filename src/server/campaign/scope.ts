import { sql } from 'kysely'
import type { EstateScope, LeftOutEstate } from '#contract/campaign.ts'
import { type Actor, type Db, nextAct, read, recordAct, type Tx, transact } from '../platform/acts.ts'
import { type Files, openKept, shownAs } from '../platform/files.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { paperKind } from '../tasks/actions.ts'
import { refusedAt, tellCounties } from './change.ts'

export type EstatePlace = { countyCode: string; estateId: string }
type Door = { db: Db; files: Files }
type KeptScope = EstateScope & { media: string | null; sha256: Buffer | null }

export async function getScope(tx: Tx, place: EstatePlace): Promise<EstateScope> {
  const { media: _, sha256: __, ...scope } = await keptScope(tx, place)
  return scope
}

async function keptScope(tx: Tx, { countyCode, estateId }: EstatePlace): Promise<KeptScope> {
  const { rows } = await sql<KeptScope>`
    select e.id as "estateId", coalesce(s.is_in_scope, true) as "inScope", s.reason, s.basis, s.changed_on as "changedOn",
           case when s.evidence_name is not null
                then jsonb_build_object('name', s.evidence_name, 'bytes', s.evidence_bytes) end as evidence,
           s.evidence_media as media, s.evidence_sha256 as sha256
      from estates as e
      left join campaign_scope as s on s.county_code = e.county_code and s.estate_id = e.id
     where e.county_code = ${countyCode} and e.id = ${estateId}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_estate', message: '没有这个小区' })
  return rows[0]
}

type NewScope = { reason: string; inScope: boolean; basis: string | null }

/** Takes an estate out of the campaign on a basis, or brings it back; its papers go with the decision they were for. */
export function setScope(db: Db, actor: Actor, place: EstatePlace, { reason, inScope, basis }: NewScope) {
  if (!inScope && !basis) throw refusedAt('basis', 'basis_missing', '移出清零范围须写明依据（文件名称、文号或会议）')
  return changeScope(
    db,
    actor,
    place,
    { kind: inScope ? 'estate_brought_back' : 'estate_left_out', reason },
    (tx, actNo) => {
      const today = officeToday()
      return sql`
      insert into campaign_scope (county_code, estate_id, is_in_scope, reason, basis, changed_on, act_no)
      values (${place.countyCode}, ${place.estateId}, ${inScope}, ${reason}, ${inScope ? null : basis}, ${today}, ${actNo})
      on conflict (county_code, estate_id) do update
         set is_in_scope = excluded.is_in_scope, reason = excluded.reason, basis = excluded.basis, evidence_name = null, evidence_media = null,
             evidence_bytes = null, evidence_sha256 = null, changed_on = excluded.changed_on, act_no = excluded.act_no`.execute(
        tx,
      )
    },
    (now) => {
      if (now.inScope !== inScope) return
      const message = inScope ? '小区本来就在清零范围' : `小区已于 ${now.changedOn} 移出清零范围`
      throw new Refused({ kind: 'conflict', code: 'scope_is_so_already', message })
    },
  )
}

/** Keeps the paper that shows why an estate is left out; a later one takes the place of the former. */
export async function addScopeEvidence(
  { db, files }: Door,
  actor: Actor,
  place: EstatePlace,
  uploads: readonly { name: string; path: string }[],
): Promise<EstateScope> {
  refuseUnlessLeftOut(await read(db, actor, (tx) => getScope(tx, place))) // nothing is kept for what needs no paper
  const [upload, second] = uploads
  if (!upload || second)
    throw new Refused({ kind: 'invalid', code: 'one_file_only', message: '请只选一个文件；多页请合为一个' })
  const media = await paperKind(upload)
  const { sha256, bytes } = await files.keep(upload.path)
  const act = { kind: 'scope_evidence_added', reason: `佐证材料：${upload.name}` }
  return changeScope(
    db,
    actor,
    place,
    act,
    (tx, actNo) =>
      sql`
    update campaign_scope
       set evidence_name = ${upload.name}, evidence_media = ${media}, evidence_bytes = ${bytes}, evidence_sha256 = ${sha256}, act_no = ${actNo}
     where county_code = ${place.countyCode} and estate_id = ${place.estateId}`.execute(tx),
    refuseUnlessLeftOut,
  )
}

function refuseUnlessLeftOut({ inScope }: EstateScope): void {
  if (inScope)
    throw new Refused({ kind: 'conflict', code: 'estate_in_scope', message: '小区在清零范围，不需要移出的佐证材料' })
}

async function changeScope(
  db: Db,
  actor: Actor,
  place: EstatePlace,
  { kind, reason }: { kind: string; reason: string },
  apply: (tx: Tx, actNo: number) => Promise<unknown>,
  refuse: (now: EstateScope) => void,
): Promise<EstateScope> {
  const { countyCode, estateId } = place
  return transact(db, actor, async (tx) => {
    const { actNo } = await nextAct(tx, countyCode)
    refuse(await getScope(tx, place))
    await apply(tx, actNo)
    const { rows } = await sql<{ change: Record<string, unknown> }>`
      select to_jsonb(s) - '{county_code,estate_id,act_no}'::text[] as change
        from campaign_scope as s where county_code = ${countyCode} and estate_id = ${estateId}`.execute(tx)
    const changed = rows.map(({ change }) => ({ subjectKind: 'scope' as const, subjectId: estateId, change }))
    await recordAct(tx, { countyCode, kind, actor, reason, rows: changed })
    await tellCounties(tx, [countyCode])
    return getScope(tx, place)
  })
}

export async function openScopeEvidence({ db, files }: Door, actor: Actor, place: EstatePlace) {
  const { evidence, media, sha256 } = await read(db, actor, (tx) => keptScope(tx, place))
  if (!evidence || !sha256) throw new Refused({ kind: 'missing', code: 'no_such_evidence', message: '没有佐证材料' })
  return { name: evidence.name, media: shownAs(media ?? ''), bytes: await openKept(files, sha256) }
}

/** A page of the estates that are left out, the latest first. */
export async function listLeftOut(
  tx: Tx,
  counties: readonly string[],
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ rows: LeftOutEstate[]; next: string | null; total: number | null }> {
  const [afterDay, afterId] = after ? after.split(' ') : [null, null]
  const { rows } = await sql<LeftOutEstate & { total: number }>`
    with left_out as (
      select s.*, count(*) over ()::integer as total from campaign_scope as s
       where s.county_code = any (${counties}::text[]) and not s.is_in_scope
    )
    select s.estate_id as "estateId", s.county_code as "countyCode", r.name as "countyName", e.name, s.is_in_scope as "inScope", s.reason, s.basis,
           case when s.evidence_name is not null
                then jsonb_build_object('name', s.evidence_name, 'bytes', s.evidence_bytes) end as evidence,
           s.changed_on as "changedOn", s.total,
           coalesce((select sum(t.n) from tallies as t
                      where t.county_code = s.county_code and t.estate_id = s.estate_id and t.indicator = 'units'), 0)::integer as homes
      from left_out as s
      join estates as e on e.county_code = s.county_code and e.id = s.estate_id
      join regions as r on r.code = s.county_code
     where ${afterDay ?? null}::date is null or (s.changed_on, s.estate_id) < (${afterDay ?? null}::date, ${afterId ?? null}::uuid)
     order by s.changed_on desc, s.estate_id desc
     limit ${limit}`.execute(tx)
  const last = rows.length === limit ? rows.at(-1) : undefined
  return {
    rows,
    next: last ? `${last.changedOn} ${last.estateId}` : null,
    total: rows[0]?.total ?? 0,
  }
}
