import { sql } from 'kysely'
import type { PublicRegion } from '#contract/public-notices.ts'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'

/** The city and its counties, with what is to be seen of each. */
export async function listPublicRegions(tx: Tx): Promise<PublicRegion[]> {
  const { rows } = await sql<PublicRegion>`
    select r.code, r.name, r.level,
           (select count(*)::integer from public_notices as n
             where (n.county_code = r.code or r.level = 'city') and n.state in ('running', 'stopped') and n.ends_on >= ${officeToday()}) as "openNotices",
           exists (select from publications as p where p.county_code = r.code and p.state = 'published') as "hasCampaign"
      from regions as r where r.level in ('city', 'county') order by r.level, r.code`.execute(tx)
  return rows
}
