import { sql } from 'kysely'
import type { HandedPaper } from '#contract/developer-shapes.ts'
import type { Tx } from '../../platform/acts.ts'
import { notFound, type OwnEstatePlace } from './own.ts'

export type PaperPlace = { countyCode: string; paperId: string }

const line = sql`
  p.id, p.county_code as "countyCode", p.estate_id as "estateId", e.name as "estateName", o.name as organisation, p.requirement, p.paper,
  p.name, p.bytes, p.note, p.state, p.handed_in_on as "handedInOn", p.hander_name as "handedInBy", p.decided_on as "decidedOn",
  p.decider_name as "decidedBy", p.decision_words as decision`

const places = sql`
  developer_papers as p
  join estates as e on e.county_code = p.county_code and e.id = p.estate_id
  join organisations as o on o.county_code = p.county_code and o.id = p.organisation_id`

/** What a developer handed in for an estate of his, the latest first. */
export async function papersOf(
  tx: Tx,
  { countyCode, estateId, organisationId }: OwnEstatePlace,
): Promise<HandedPaper[]> {
  const { rows } = await sql<HandedPaper>`
    select ${line} from ${places}
     where p.county_code = ${countyCode} and p.estate_id = ${estateId} and p.organisation_id = ${organisationId}
     order by p.id desc limit 200`.execute(tx)
  return rows
}

type PapersQuery = { state: HandedPaper['state']; after?: string | undefined; limit: number }

/** Papers of a county in a state, the first to come first. */
export async function listPapers(
  tx: Tx,
  countyCode: string,
  { state, after, limit }: PapersQuery,
): Promise<{ rows: HandedPaper[]; next: string | null; total: null }> {
  const { rows } = await sql<HandedPaper>`
    select ${line} from ${places}
     where p.county_code = ${countyCode} and p.state = ${state} and ${after ? sql`p.id > ${after}::uuid` : sql`true`}
     order by p.id limit ${limit}`.execute(tx)
  return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null, total: null }
}

export async function getPaper(tx: Tx, { countyCode, paperId }: PaperPlace): Promise<HandedPaper> {
  const { rows } = await sql<HandedPaper>`
    select ${line} from ${places} where p.county_code = ${countyCode} and p.id = ${paperId}`.execute(tx)
  if (!rows[0]) throw notFound()
  return rows[0]
}

type Content = { name: string; mediaType: string; sha256: Buffer; estateId: string }

/** Where the bytes of a paper are kept. */
export async function contentOf(tx: Tx, { countyCode, paperId }: PaperPlace): Promise<Content> {
  const { rows } = await sql<Content>`
    select name, media_type as "mediaType", sha256, estate_id as "estateId" from developer_papers
     where county_code = ${countyCode} and id = ${paperId}`.execute(tx)
  if (!rows[0]) throw notFound()
  return rows[0]
}
