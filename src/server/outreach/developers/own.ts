import { sql } from 'kysely'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'

/** A developer's account within a county. */
export type Developer = { countyCode: string; accountId: string }

/** An estate of one's own, and whose it is. */
export type OwnEstatePlace = { countyCode: string; estateId: string; organisationId: string; organisation: string }

/** The organisations `o` of kind developer an account works for: by the person it belongs to, else by itself. */
export const isOwnOrganisation = (accountId: string) => sql`
  (o.kind = 'developer'
   and (o.id in (select p.organisation_id from people as p
                  where p.county_code = o.county_code and p.account_id = ${accountId}::uuid and p.left_on is null)
        or exists (select from accounts as a where a.id = ${accountId}::uuid and a.county_code = o.county_code and a.organisation_id = o.id)))`

export const notFound = () => new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })

/** The estate, when it is the developer's own; anybody else's is answered as none. */
export async function ownEstateOf(
  tx: Tx,
  { countyCode, accountId }: Developer,
  estateId: string,
): Promise<OwnEstatePlace> {
  const { rows } = await sql<{ organisationId: string; organisation: string }>`
    select o.id as "organisationId", o.name as organisation
      from estates as e
      join organisations as o on o.county_code = e.county_code and o.id = e.developer_id
     where e.county_code = ${countyCode} and e.id = ${estateId} and ${isOwnOrganisation(accountId)}`.execute(tx)
  if (!rows[0]) throw notFound()
  return { countyCode, estateId, ...rows[0] }
}
