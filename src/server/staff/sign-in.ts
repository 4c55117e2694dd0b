import { sql } from 'kysely'
import type { Me } from '#contract/staff.ts'
import { permissions } from '#domain/staff/permissions.ts'
import { type Actor, type Db, read, transact } from '../platform/acts.ts'
import type { Session, Sessions } from '../platform/http/sessions.ts'
import { Refused } from '../platform/refusals.ts'
import { hashPassword, isPassword } from './passwords.ts'

/** After so many wrong passwords the account is locked for so long (practice after GB/T 22239 level 3; source to be verified). */
const lockOut = { failures: 5, minutes: 15 } as const

type Candidate = { id: string; hash: string; isLocked: boolean; lockedUntil: Date | null; isDisabled: boolean }

/**
 * Checks a login and password. Wrong ones count towards the lock in the same row the next attempt reads; an unknown
 * login takes as long and says the same.
 */
export async function signIn(db: Db, everyone: Actor, login: string, password: string): Promise<string> {
  const candidate = await findCandidate(db, everyone, login)
  const isRight = await isPassword(password, candidate?.hash)
  if (candidate?.isLocked) {
    throw new Refused({
      kind: 'forbidden',
      code: 'account_locked',
      message: '密码多次输错，账号已锁定，请稍后再试或联系管理员',
      until: candidate.lockedUntil?.toISOString(),
    })
  }
  if (!candidate || !isRight || candidate.isDisabled) {
    if (candidate) await countFailure(db, everyone, candidate.id)
    throw new Refused({ kind: 'forbidden', code: 'wrong_password', message: '账号或密码不对' })
  }
  await transact(db, everyone, (tx) =>
    sql`update accounts set failed_sign_ins = 0, locked_until = null where id = ${candidate.id}`.execute(tx),
  )
  return candidate.id
}

async function findCandidate(db: Db, everyone: Actor, login: string): Promise<Candidate | undefined> {
  const { rows } = await read(db, everyone, (tx) =>
    sql<Candidate>`
      select id, password_hash as hash, coalesce(locked_until > now(), false) as "isLocked", locked_until as "lockedUntil",
             disabled_at is not null as "isDisabled"
        from accounts where login = ${login}`.execute(tx),
  )
  return rows[0]
}

async function countFailure(db: Db, everyone: Actor, accountId: string): Promise<void> {
  await transact(db, everyone, (tx) =>
    sql`update accounts
           set failed_sign_ins = case when failed_sign_ins + 1 >= ${lockOut.failures} then 0 else failed_sign_ins + 1 end,
               locked_until = case when failed_sign_ins + 1 >= ${lockOut.failures} then now() + make_interval(mins => ${lockOut.minutes}) else locked_until end
         where id = ${accountId}`.execute(tx),
  )
}

/** Changes one's own password; every other session of the account ends. */
export async function changePassword(
  db: Db,
  everyone: Actor,
  session: Session,
  current: string,
  password: string,
): Promise<void> {
  const { rows } = await read(db, everyone, (tx) =>
    sql<{ hash: string }>`select password_hash as hash from accounts where id = ${session.accountId}`.execute(tx),
  )
  if (!(await isPassword(current, rows[0]?.hash)))
    throw new Refused({ kind: 'forbidden', code: 'wrong_password', message: '原密码不对' })
  const hash = await hashPassword(password)
  await transact(db, everyone, async (tx) => {
    await sql`update accounts set password_hash = ${hash}, must_change_password = false where id = ${session.accountId}`.execute(
      tx,
    )
    await sql`update sessions set revoked_at = now() where account_id = ${session.accountId} and token_hash <> ${session.tokenHash} and revoked_at is null`.execute(
      tx,
    )
    await sql`select pg_notify('sessions', ${session.accountId})`.execute(tx)
  })
}

/** Who is signed in, and for which regions they may do what. */
export function meOf(session: Session, sessions: Sessions): Me {
  const allowed = permissions.map((permission) => [permission, [...sessions.regionsFor(session, permission)]] as const)
  return {
    id: session.accountId,
    login: session.login,
    name: session.name,
    mustChangePassword: session.mustChangePassword,
    roles: [...session.roles],
    allowed: Object.fromEntries(allowed.filter(([, regions]) => regions.length > 0)),
    home: session.home,
  }
}
