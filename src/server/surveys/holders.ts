import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import type { Looker } from './commissions.ts'

/** A third party by its id: an account by itself, or everybody of an organisation. */
export type Holder = { holder: string; holderKind: 'account' | 'organisation' }

/** The two columns that name a holder in a table. */
export const holderIds = ({ holder, holderKind }: Holder) => ({
  accountId: holderKind === 'account' ? holder : null,
  organisationId: holderKind === 'organisation' ? holder : null,
})

/** A condition on a record `c` of a third party: it is this person's, by name or through the organisation he belongs to. */
export const isOf = ({ accountId }: Pick<Looker, 'accountId'>) => sql`
  (c.account_id = ${accountId}::uuid
   or c.organisation_id in (select p.organisation_id from people as p
                             where p.county_code = c.county_code and p.account_id = ${accountId}::uuid and p.left_on is null
                             union all
                            select a.organisation_id from accounts as a where a.id = ${accountId}::uuid and a.county_code = c.county_code))`

/** Everything for whoever works in the county's office; to a third party its own. */
export const mayLook = (looker: Looker) => sql`(c.county_code = any (${looker.officeOf}::text[]) or ${isOf(looker)})`

/** The name of the holder of a record `c`, with these joins. */
export const holderName = sql`coalesce(o.name, a.name)`
export const holderJoins = sql`
  left join accounts as a on a.id = c.account_id
  left join organisations as o on o.county_code = c.county_code and o.id = c.organisation_id`

/** The accounts that work for the holder of a record `c` as people of the county: whom to tell. */
export const peopleOfHolder = sql`
  select p.id from people as p
   where p.county_code = c.county_code and p.left_on is null
     and (p.account_id = c.account_id or (c.organisation_id is not null and p.organisation_id = c.organisation_id))`

export type SurveyorChoice = { id: string; name: string; kind: 'account' | 'organisation' }

/** Who can be commissioned: third parties of the county, and accounts with the role of a surveyor. */
export async function listSurveyors(tx: Tx, countyCode: string): Promise<SurveyorChoice[]> {
  const { rows } = await sql<SurveyorChoice>`
    select id, name, 'organisation' as kind from organisations where county_code = ${countyCode} and kind = 'third_party'
    union all
    select a.id, a.name, 'account' from accounts as a
     where a.disabled_at is null
       and exists (select from account_roles as r where r.account_id = a.id and r.role = 'surveyor' and r.region_code = ${countyCode})
     order by kind desc, name`.execute(tx)
  return rows
}
