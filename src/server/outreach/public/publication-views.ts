import { sql } from 'kysely'
import type { CampaignPage, PublicContact, PublishedContent } from '#contract/public-notices.ts'
import type { Publication, RegionPublication } from '#contract/publications.ts'
import { type Publishable, publishable, publishedFigures } from '#domain/outreach/public/publishing.ts'
import type { Actor, Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import { homeFigures, homeFiguresByEstate, latestDay } from '../../reports/actions.ts'

type Row = Omit<Publication, 'content'> & { content: PublishedContent | null; draftedBy: string }

const columns = sql`
  p.id, p.state, p.figures, p.contacts, p.words, p.drafted_by as "draftedBy", p.drafter_name as drafter, p.drafted_on as "draftedOn",
  p.as_of as "asOf", p.content, p.published_on as "publishedOn", p.publisher_name as publisher, p.ended_on as "endedOn",
  (select coalesce(json_agg(json_build_object('id', e.id, 'name', e.name) order by e.name), '[]')
     from publication_estates as q join estates as e on e.county_code = q.county_code and e.id = q.estate_id
    where q.county_code = p.county_code and q.publication_id = p.id) as estates`

/** What would be published of a region now, and as of which day. */
export async function contentOf(
  tx: Tx,
  { counties }: Actor,
  chosen: { figures: readonly Publishable[]; estateIds: readonly string[] },
): Promise<{ asOf: string; content: PublishedContent }> {
  const when = { asOf: await latestDay(tx, counties), knownOn: null }
  const figures = await homeFigures(tx, counties, when)
  const rows = chosen.estateIds.length > 0 ? await homeFiguresByEstate(tx, counties, when) : []
  const named = rows.filter(({ key }) => chosen.estateIds.includes(key))
  const estates = named.map(({ label, units, firstRegistered, transferred }) => ({
    name: label,
    units,
    firstRegistered,
    transferred,
  }))
  return { asOf: when.asOf, content: { figures: publishedFigures(figures, chosen.figures), estates } }
}

/** What a region may publish, what is drafted and what stands. A draft is shown with what it would publish now. */
export async function getRegionPublication(tx: Tx, actor: Actor, region: string): Promise<RegionPublication> {
  const { rows } = await sql<Row>`
    select ${columns} from publications as p where p.county_code = ${region} and p.state in ('drafted', 'published')`.execute(
    tx,
  )
  const draft = rows.find(({ state }) => state === 'drafted')
  const { asOf, content } = await contentOf(tx, actor, { figures: publishable, estateIds: [] })
  return {
    asOf,
    level: await levelOf(tx, region),
    figures: content.figures,
    draft: draft ? await shown(tx, actor, draft) : null,
    isOwnDraft: draft?.draftedBy === actor.accountId,
    standing: await standingOf(tx, actor, rows),
  }
}

async function levelOf(tx: Tx, region: string): Promise<'city' | 'county'> {
  const { rows } = await sql<{ level: 'city' | 'county' }>`
    select level from regions where code = ${region} and level in ('city', 'county')`.execute(tx)
  if (!rows[0]) throw noSuchRegion()
  return rows[0].level
}

async function standingOf(tx: Tx, actor: Actor, rows: readonly Row[]): Promise<Publication | null> {
  const standing = rows.find(({ state }) => state === 'published')
  return standing ? shown(tx, actor, standing) : null
}

async function shown(tx: Tx, actor: Actor, { draftedBy: _, ...row }: Row): Promise<Publication> {
  if (row.content !== null) return { ...row, content: row.content }
  const estateIds = row.estates.map(({ id }) => id)
  const { content } = await contentOf(tx, actor, { figures: row.figures, estateIds })
  return { ...row, content }
}

/** How many publications one page of the list holds. */
const pageRows = 50

/** All that was published of a region or discarded before, the latest first. */
export async function listPublications(
  tx: Tx,
  region: string,
  after: string | undefined,
): Promise<{ rows: Publication[]; next: string | null; total: null }> {
  const { rows } = await sql<Row>`
    select ${columns} from publications as p
     where p.county_code = ${region} and p.state <> 'drafted' and (${after ?? null}::uuid is null or p.id < ${after ?? null}::uuid)
     order by p.id desc limit ${pageRows}`.execute(tx)
  const nothing: PublishedContent = { figures: [], estates: [] }
  return {
    rows: rows.map(({ draftedBy: _, ...row }) => ({ ...row, content: row.content ?? nothing })),
    next: rows.length === pageRows ? (rows.at(-1)?.id ?? null) : null,
    total: null,
  }
}

type Standing = {
  asOf: string
  publishedOn: string
  words: string | null
  contacts: PublicContact[]
  content: PublishedContent
}

/** The public page of a region: what stands published, and nothing else. */
export async function getCampaignPage(tx: Tx, region: string): Promise<CampaignPage> {
  const { rows } = await sql<{ name: string; standing: Standing | null }>`
    select r.name, (select json_build_object('asOf', p.as_of, 'publishedOn', p.published_on, 'words', p.words, 'contacts', p.contacts, 'content', p.content)
                      from publications as p where p.county_code = r.code and p.state = 'published') as standing
      from regions as r where r.code = ${region} and r.level in ('city', 'county')`.execute(tx)
  const [found] = rows
  if (!found) throw noSuchRegion()
  const { name, standing } = found
  if (standing === null) return { region, regionName: name, published: null }
  const { content, ...about } = standing
  return { region, regionName: name, published: { ...content, ...about } }
}

export const noSuchRegion = () => new Refused({ kind: 'missing', code: 'not_found', message: '没有这个行政区' })
