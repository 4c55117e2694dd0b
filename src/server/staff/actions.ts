import type { Account, NewAccount } from '#contract/staff.ts'
import type { RoleGrant } from '#domain/staff/roles.ts'
import { type Actor, type Db, recordAct, type Tx, transact } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { hashPassword } from './passwords.ts'
import {
  findAccount,
  insertAccount,
  isLoginTaken,
  replaceRoles,
  revokeSessions,
  setDisabled,
  setPassword,
} from './store.ts'

export { addPerson, addUnit, linkAccount } from './responsibility-actions.ts'
export { charge, post } from './responsibility-places.ts'

/** One change of an account: what is done to it, and what the history says of it. */
type Change = { kind: string; reason: string; apply: (tx: Tx) => Promise<Record<string, unknown>> }

/** Makes an account in a region. Roles are given only for regions in which the manager manages staff. */
export async function createAccount(
  db: Db,
  actor: Actor,
  countyCode: string,
  account: NewAccount & { reason: string },
): Promise<Account> {
  refuseOutside(actor, account.roles)
  const hash = await hashPassword(account.password)
  return transact(db, actor, async (tx) => {
    if (await isLoginTaken(tx, account.login))
      throw new Refused({ kind: 'conflict', code: 'login_taken', message: '登录名已被使用' })
    const id = await insertAccount(tx, { countyCode, login: account.login, name: account.name, hash, mustChange: true })
    await replaceRoles(tx, id, account.roles)
    await recordAct(tx, {
      countyCode,
      kind: 'account_created',
      actor,
      reason: account.reason,
      rows: [
        {
          subjectKind: 'account',
          subjectId: id,
          change: { login: account.login, name: account.name, roles: account.roles },
        },
      ],
    })
    return mustFind(tx, countyCode, id)
  })
}

/** Makes a sample account unless it is there; its password is printed by the start and need not be changed. */
export async function createSampleAccount(
  db: Db,
  actor: Actor,
  { login, name, password, roles }: { login: string; name: string; password: string; roles: readonly RoleGrant[] },
): Promise<void> {
  const countyCode = roles[0]?.region
  if (!countyCode) throw new Error(`the sample account ${login} has no role`)
  const isTaken = await transact(db, actor, (tx) => isLoginTaken(tx, login))
  if (isTaken) return
  const hash = await hashPassword(password)
  await transact(db, actor, async (tx) => {
    const id = await insertAccount(tx, { countyCode, login, name, hash, mustChange: false })
    await replaceRoles(tx, id, roles)
    await recordAct(tx, {
      countyCode,
      kind: 'account_created',
      actor,
      reason: '示例账号',
      rows: [{ subjectKind: 'account', subjectId: id, change: { login, name, roles } }],
    })
  })
}

export function setRoles(
  db: Db,
  actor: Actor,
  countyCode: string,
  accountId: string,
  roles: readonly RoleGrant[],
  reason: string,
): Promise<Account> {
  refuseOutside(actor, roles)
  return changeAccount(db, actor, countyCode, accountId, {
    kind: 'roles_changed',
    reason,
    apply: async (tx) => {
      await replaceRoles(tx, accountId, roles)
      await revokeSessions(tx, accountId)
      return { roles }
    },
  })
}

export function disableAccount(
  db: Db,
  actor: Actor,
  countyCode: string,
  accountId: string,
  reason: string,
): Promise<Account> {
  return changeAccount(db, actor, countyCode, accountId, {
    kind: 'account_disabled',
    reason,
    apply: async (tx) => {
      await setDisabled(tx, accountId, true)
      await revokeSessions(tx, accountId)
      return { disabled: true }
    },
  })
}

export function enableAccount(
  db: Db,
  actor: Actor,
  countyCode: string,
  accountId: string,
  reason: string,
): Promise<Account> {
  return changeAccount(db, actor, countyCode, accountId, {
    kind: 'account_enabled',
    reason,
    apply: async (tx) => {
      await setDisabled(tx, accountId, false)
      return { disabled: false }
    },
  })
}

export async function resetPassword(
  db: Db,
  actor: Actor,
  countyCode: string,
  accountId: string,
  password: string,
  reason: string,
): Promise<Account> {
  const hash = await hashPassword(password)
  return changeAccount(db, actor, countyCode, accountId, {
    kind: 'password_reset',
    reason,
    apply: async (tx) => {
      await setPassword(tx, accountId, hash)
      await revokeSessions(tx, accountId)
      return { passwordReset: true }
    },
  })
}

export function signOutEverywhere(
  db: Db,
  actor: Actor,
  countyCode: string,
  accountId: string,
  reason: string,
): Promise<Account> {
  return changeAccount(db, actor, countyCode, accountId, {
    kind: 'sessions_revoked',
    reason,
    apply: async (tx) => {
      await revokeSessions(tx, accountId)
      return { sessionsRevoked: true }
    },
  })
}

/** Nobody changes his own account here: separation of powers, GB/T 22239 8.1.4. */
function changeAccount(
  db: Db,
  actor: Actor,
  countyCode: string,
  accountId: string,
  { kind, reason, apply }: Change,
): Promise<Account> {
  if (accountId === actor.accountId)
    throw new Refused({ kind: 'conflict', code: 'own_account', message: '不能更改自己的账号，请另一位管理员办理' })
  return transact(db, actor, async (tx) => {
    await mustFind(tx, countyCode, accountId)
    const change = await apply(tx)
    await recordAct(tx, {
      countyCode,
      kind,
      actor,
      reason,
      rows: [{ subjectKind: 'account', subjectId: accountId, change }],
    })
    return mustFind(tx, countyCode, accountId)
  })
}

function refuseOutside(actor: Actor, roles: readonly RoleGrant[]): void {
  const outside = roles.find(({ region }) => !actor.counties.includes(region))
  if (outside)
    throw new Refused({
      kind: 'forbidden',
      code: 'role_outside_jurisdiction',
      message: '只能授予本辖区内的角色',
      region: outside.region,
    })
}

async function mustFind(tx: Tx, countyCode: string, accountId: string): Promise<Account> {
  const account = await findAccount(tx, countyCode, accountId)
  if (!account) throw new Refused({ kind: 'missing', code: 'no_such_account', message: '没有这个账号' })
  return account
}
