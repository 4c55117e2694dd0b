import { sql } from 'kysely'
import type { Account } from '#contract/staff.ts'
import type { RoleGrant } from '#domain/staff/roles.ts'
import type { Tx } from '../platform/acts.ts'

const accountRows = sql`
  select a.id, a.county_code as "countyCode", a.login, a.name, coalesce(a.locked_until > now(), false) as "isLocked",
         a.disabled_at is not null as "isDisabled",
         coalesce((select json_agg(json_build_object('role', g.role, 'region', g.region_code) order by g.role, g.region_code)
                     from account_roles as g where g.account_id = a.id), '[]') as roles,
         (select to_char(max(s.last_seen_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from sessions as s where s.account_id = a.id) as "lastSeenAt",
         (select count(*) from sessions as s where s.account_id = a.id and s.revoked_at is null and s.expires_at > now())::integer as "openSessions"
    from accounts as a`

/** The accounts at home in a region, people only. */
export async function listAccounts(tx: Tx, countyCode: string): Promise<Account[]> {
  const { rows } =
    await sql<Account>`${accountRows} where a.county_code = ${countyCode} and a.login not in ('system', 'outside') order by a.login`.execute(
      tx,
    )
  return rows
}

export async function findAccount(tx: Tx, countyCode: string, id: string): Promise<Account | undefined> {
  const { rows } =
    await sql<Account>`${accountRows} where a.county_code = ${countyCode} and a.id = ${id} and a.login not in ('system', 'outside')`.execute(
      tx,
    )
  return rows[0]
}

export async function isLoginTaken(tx: Tx, login: string): Promise<boolean> {
  const { rows } = await sql`select from accounts where login = ${login}`.execute(tx)
  return rows.length > 0
}

export async function insertAccount(
  tx: Tx,
  account: { countyCode: string; login: string; name: string; hash: string; mustChange: boolean },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into accounts (county_code, login, name, password_hash, must_change_password)
    values (${account.countyCode}, ${account.login}, ${account.name}, ${account.hash}, ${account.mustChange})
    returning id`.execute(tx)
  const id = rows[0]?.id
  if (!id) throw new Error('an account was inserted but gave no id')
  return id
}

export async function replaceRoles(tx: Tx, accountId: string, roles: readonly RoleGrant[]): Promise<void> {
  await sql`delete from account_roles where account_id = ${accountId}`.execute(tx)
  await sql`
    insert into account_roles (account_id, role, region_code)
    select distinct ${accountId}::uuid, role, region from jsonb_to_recordset(${JSON.stringify(roles)}::jsonb) as r (role text, region text)`.execute(
    tx,
  )
}

export async function setDisabled(tx: Tx, accountId: string, isDisabled: boolean): Promise<void> {
  await sql`
    update accounts set disabled_at = case when ${isDisabled} then now() end, locked_until = null, failed_sign_ins = 0
     where id = ${accountId}`.execute(tx)
}

export async function setPassword(tx: Tx, accountId: string, hash: string): Promise<void> {
  await sql`
    update accounts set password_hash = ${hash}, must_change_password = true, locked_until = null, failed_sign_ins = 0
     where id = ${accountId}`.execute(tx)
}

/** Ends every session of an account, at once and in every process. */
export async function revokeSessions(tx: Tx, accountId: string): Promise<void> {
  await sql`update sessions set revoked_at = now() where account_id = ${accountId} and revoked_at is null`.execute(tx)
  await sql`select pg_notify('sessions', ${accountId})`.execute(tx)
}
