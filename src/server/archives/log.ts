import { sql } from 'kysely'
import type { ArchiveShare } from '#contract/archive-shapes.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import type { Reader } from './readers.ts'
import { sharesOf } from './shares.ts'

type Opening = { at: string; by: string; how: 'shown' | 'saved'; organisation: string | null }

const mostOpenings = 200

/** With whom a paper is shared and who opened it, the latest openings first. For those who see the whole archive. */
export async function logOf(
  tx: Tx,
  { countyCode, seesAll }: Reader,
  fileId: string,
): Promise<{ shares: ArchiveShare[]; openings: Opening[] }> {
  const file = await sql`select from archive_files where county_code = ${countyCode} and id = ${fileId}`.execute(tx)
  if (!seesAll || file.rows.length === 0) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })
  const { rows } = await sql<Omit<Opening, 'at'> & { at: Date }>`
    select w.opened_at as at, w.opener_name as by, w.how, o.name as organisation
      from archive_openings as w
      left join archive_shares as s on s.county_code = w.county_code and s.id = w.share_id
      left join organisations as o on o.county_code = s.county_code and o.id = s.organisation_id
     where w.county_code = ${countyCode} and w.file_id = ${fileId}
     order by w.id desc limit ${mostOpenings}`.execute(tx)
  return {
    shares: await sharesOf(tx, countyCode, fileId),
    openings: rows.map(({ at, ...opening }) => ({ ...opening, at: at.toISOString() })),
  }
}
