import { sql } from 'kysely'
import type { Pack } from '#contract/packs.ts'
import type { PackLine } from '#contract/policy-library.ts'
import type { Tx } from '../../platform/acts.ts'

/** Who looks at a pack, and for which regions he may publish. */
export type Reader = { accountId: string; publishable: readonly string[] }

type VersionRow = Omit<PackLine, 'mayPublish'> & { draftedById: string | null }

const iso = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

const line = sql`
  v.pack_id as pack, v.content ->> 'title' as title, v.content ->> 'titleEn' as "titleEn", v.content ->> 'region' as region,
  v.county_code as owner, v.version_no as version, v.status, json_array_length(v.content -> 'rules') as rules, v.note,
  v.drafter_name as "draftedBy", ${iso('v.drafted_at')} as "draftedAt", v.drafted_by as "draftedById",
  v.publisher_name as "publishedBy", ${iso('v.published_at')} as "publishedAt"`

const shown = ({ draftedById, titleEn, ...row }: VersionRow, { accountId, publishable }: Reader): PackLine => ({
  ...row,
  ...(titleEn && { titleEn }),
  mayPublish: row.status === 'draft' && draftedById !== accountId && publishable.includes(row.owner),
})

/** The line of a pack that came with the release. */
export const shippedLine = ({ id, title, titleEn, region, rules }: Pack): PackLine => ({
  pack: id,
  title,
  ...(titleEn && { titleEn }),
  region,
  owner: 'shipped',
  version: 0,
  status: 'published',
  rules: rules.length,
  note: null,
  draftedBy: null,
  draftedAt: null,
  publishedBy: null,
  publishedAt: null,
  mayPublish: false,
})

/** Versions the regions own, newest first, of one pack or of all. Row-level security leaves out others' drafts. */
export async function listVersions(
  tx: Tx,
  owners: readonly string[],
  reader: Reader,
  packId?: string,
): Promise<PackLine[]> {
  const { rows } = await sql<VersionRow>`
    select ${line}
      from policy_versions as v
     where v.county_code = any (${owners}::text[]) and (${packId ?? null}::text is null or v.pack_id = ${packId ?? null})
     order by v.pack_id, v.county_code, v.version_no desc`.execute(tx)
  return rows.map((row) => shown(row, reader))
}

export async function findContent(
  tx: Tx,
  { owner, pack, version }: Pick<PackLine, 'owner' | 'pack' | 'version'>,
): Promise<Pack | undefined> {
  const { rows } = await sql<{ content: Pack }>`
    select content from policy_versions where county_code = ${owner} and pack_id = ${pack} and version_no = ${version}`.execute(
    tx,
  )
  return rows[0]?.content
}

export type LockedVersion = {
  id: string
  status: PackLine['status']
  draftedBy: string
  content: Pack
}

export async function lockVersion(
  tx: Tx,
  owner: string,
  packId: string,
  versionNo: number,
): Promise<LockedVersion | undefined> {
  const { rows } = await sql<LockedVersion>`
    select id, status, drafted_by as "draftedBy", content from policy_versions
     where county_code = ${owner} and pack_id = ${packId} and version_no = ${versionNo}
       for update`.execute(tx)
  return rows[0]
}

/** The newest version of a pack that a region has drafted or published, held until the transaction ends. */
export async function lockNewest(
  tx: Tx,
  owner: string,
  packId: string,
): Promise<Pick<LockedVersion, 'id' | 'status' | 'content'> | undefined> {
  const { rows } = await sql<LockedVersion>`
    select id, status, content from policy_versions
     where county_code = ${owner} and pack_id = ${packId} and status in ('draft', 'published')
     order by version_no desc
     limit 1
       for update`.execute(tx)
  return rows[0]
}

/** Keeps a draft under the next number of its pack. */
export async function insertDraft(
  tx: Tx,
  draft: { owner: string; content: Pack; note: string; accountId: string; name: string },
): Promise<{ id: string; version: number; sha256: string }> {
  const { owner, content, note, accountId, name } = draft
  const { rows } = await sql<{ id: string; version: number; sha256: string }>`
    insert into policy_versions (county_code, pack_id, version_no, status, content, note, drafted_by, drafter_name)
    select ${owner}, ${content.id}, coalesce(max(version_no), 0) + 1, 'draft', ${JSON.stringify(content)}::json, ${note}, ${accountId}, ${name}
      from policy_versions where county_code = ${owner} and pack_id = ${content.id}
    returning id, version_no as version, encode(sha256(convert_to(content::text, 'UTF8')), 'hex') as sha256`.execute(tx)
  const [kept] = rows
  if (!kept) throw new Error('a draft was kept but gave no row')
  return kept
}

/** Puts a draft in force and takes the version before it out; gives the one taken out. */
export async function putInForce(
  tx: Tx,
  owner: string,
  packId: string,
  { id, by }: { id: string; by: { accountId: string; name: string } },
): Promise<{ id: string; version: number } | undefined> {
  const { rows } = await sql<{ id: string; version: number }>`
    update policy_versions set status = 'superseded'
     where county_code = ${owner} and pack_id = ${packId} and status = 'published'
    returning id, version_no as version`.execute(tx)
  await sql`
    update policy_versions set status = 'published', published_by = ${by.accountId}, publisher_name = ${by.name}, published_at = now()
     where county_code = ${owner} and id = ${id}`.execute(tx)
  return rows[0]
}

export async function discardVersion(tx: Tx, owner: string, id: string): Promise<void> {
  await sql`update policy_versions set status = 'discarded' where county_code = ${owner} and id = ${id}`.execute(tx)
}

/** The city above a county; a city has none. */
export async function parentOf(tx: Tx, region: string): Promise<string[]> {
  const { rows } = await sql<{
    code: string | null
  }>`select parent_code as code from regions where code = ${region}`.execute(tx)
  return rows.flatMap(({ code }) => (code === null ? [] : [code]))
}

/** The counties a region's policy reaches: itself, or all below a city. */
export async function countiesUnder(tx: Tx, region: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from regions where level = 'county' and (code = ${region} or parent_code = ${region}) order by code`.execute(
    tx,
  )
  return rows.map(({ code }) => code)
}
