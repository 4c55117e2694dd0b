import { sql } from 'kysely'
import type { HandOver } from '#contract/hand-over.ts'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'

const columns = sql`
  h.id, concat('移交〔', h.year, '〕', h.hand_over_no, '号') as number, h.format, h.exporter, h.recipient, h.applications, h.homes,
  (select count(*)::integer from hand_over_items as i join applications as a on a.county_code = i.county_code and a.id = i.application_id
    where i.county_code = h.county_code and i.hand_over_id = h.id and a.entered_on is not null) as entered,
  h.name as "fileName", encode(h.sha256, 'hex') as sha256, h.bytes, h.maker_name as maker, h.made_on as "madeOn"`

/** Hand-overs of a county, newest first. */
export async function listHandOvers(
  tx: Tx,
  countyCode: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ rows: HandOver[]; next: string | null; total: null }> {
  const { rows } = await sql<HandOver>`
    select ${columns} from hand_overs as h
     where h.county_code = ${countyCode} and (${after ?? null}::uuid is null or h.id < ${after ?? null}::uuid)
     order by h.id desc limit ${limit}`.execute(tx)
  return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null, total: null }
}

export async function getHandOver(tx: Tx, countyCode: string, id: string): Promise<HandOver> {
  const { rows } = await sql<HandOver>`
    select ${columns} from hand_overs as h where h.county_code = ${countyCode} and h.id = ${id}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_hand_over', message: '没有这次移交' })
  return rows[0]
}
