import { sql } from 'kysely'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import { notFound } from './own.ts'

type Organisation = {
  id: string
  name: string
  kind: 'developer' | 'third_party'
  accounts: { id: string; login: string; name: string }[]
}

/** Developers and third parties of a county, those with accounts first; a county knows some hundreds. */
export async function listOutsideOrganisations(tx: Tx, countyCode: string): Promise<Organisation[]> {
  const { rows } = await sql<Organisation>`
    select o.id, o.name, o.kind,
           (select coalesce(json_agg(json_build_object('id', a.id, 'login', a.login, 'name', a.name) order by a.login), '[]')
              from accounts as a where a.county_code = o.county_code and a.organisation_id = o.id) as accounts
      from organisations as o
     where o.county_code = ${countyCode} and o.kind in ('developer', 'third_party')
     order by not exists (select from accounts as a where a.county_code = o.county_code and a.organisation_id = o.id), o.kind, o.name limit 2000`.execute(
    tx,
  )
  return rows
}

type Binding = { accountId: string; organisationId: string | null; reason: string }

/** Says for which developer or third party an account works, or for none any more. It reaches only what is theirs. */
export function bindAccount(
  db: Db,
  actor: Actor,
  countyCode: string,
  { accountId, organisationId, reason }: Binding,
): Promise<{ organisation: { id: string; name: string } | null }> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const organisation = organisationId === null ? null : await getOutside(tx, countyCode, organisationId)
    const { rows } = await sql`
      update accounts as a set organisation_id = ${organisationId}
       where a.county_code = ${countyCode} and a.id = ${accountId}
         and exists (select from account_roles as g where g.account_id = a.id and g.role in ('developer', 'surveyor'))
      returning 1`.execute(tx)
    if (rows.length === 0) throw notFound()
    const change = { organisation_id: organisationId }
    const changed = [{ subjectKind: 'account' as const, subjectId: accountId, change }]
    await recordAct(tx, { countyCode, kind: 'account_bound', actor, reason, rows: changed })
    return { organisation }
  })
}

async function getOutside(tx: Tx, countyCode: string, id: string): Promise<{ id: string; name: string }> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from organisations where county_code = ${countyCode} and id = ${id} and kind in ('developer', 'third_party')`.execute(
    tx,
  )
  if (!rows[0])
    throw new Refused({
      kind: 'invalid',
      code: 'no_such_organisation',
      message: '没有这家开发企业或第三方机构',
      field: 'organisationId',
    })
  return rows[0]
}
