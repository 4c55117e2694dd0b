import { z } from 'zod'
import { permissions } from '#domain/staff/permissions.ts'
import { type Role, roles } from '#domain/staff/roles.ts'
import { CountyCode, type Endpoint, RegionCode } from './platform/endpoint.ts'

const roleNames = Object.keys(roles) as [Role, ...Role[]] // roles is not empty

const RoleGrant = z.object({ role: z.enum(roleNames), region: RegionCode })

export const SignIn = z.object({ login: z.string().trim().min(1).max(64), password: z.string().min(1).max(256) })
export type SignIn = z.infer<typeof SignIn>

/** Who is signed in, and for which regions they may do what. */
export const Me = z
  .object({
    id: z.uuid(),
    login: z.string(),
    name: z.string(),
    mustChangePassword: z.boolean(),
    roles: z.array(RoleGrant),
    allowed: z.partialRecord(z.enum(permissions), z.array(RegionCode)),
    home: z.object({ code: RegionCode, name: z.string(), level: z.enum(['city', 'county']) }),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

export const Account = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    login: z.string(),
    name: z.string(),
    roles: z.array(RoleGrant),
    isLocked: z.boolean(),
    isDisabled: z.boolean(),
    lastSeenAt: z.iso.datetime().nullable(),
    openSessions: z.number().int(),
  })
  .meta({ id: 'Account' })
export type Account = z.infer<typeof Account>

const login = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,62}$/)
/** Length over composition (GB/T 22239 gives no number; practice asks for ten of mixed kinds). */
export const Password = z
  .string()
  .min(10)
  .max(256)
  .refine((word) => /\p{L}/u.test(word) && /[^\p{L}]/u.test(word), { message: 'password_too_plain' })

export const NewAccount = z.object({
  login,
  name: z.string().trim().min(1).max(64),
  password: Password,
  roles: z.array(RoleGrant).min(1),
})
export type NewAccount = z.infer<typeof NewAccount>

const Organisation = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    kind: z.string(),
    name: z.string(),
    uscc: z.string().nullable(),
    contact: z.string().nullable(),
  })
  .meta({ id: 'Organisation' })

const accountParams = z.object({ county: CountyCode, account: z.uuid() })
const reason = z.object({ reason: z.string().trim().min(2).max(200) })

export const staffEndpoints = {
  signIn: { method: 'POST', path: '/api/session', permission: 'open', summary: '登录', body: SignIn, response: Me },
  me: { method: 'GET', path: '/api/session', permission: 'signed_in', summary: '当前账号', response: Me },
  signOut: { method: 'DELETE', path: '/api/session', permission: 'signed_in', summary: '退出', response: z.null() },
  changePassword: {
    method: 'PUT',
    path: '/api/session/password',
    permission: 'signed_in',
    summary: '修改本人密码',
    body: z.object({ current: z.string(), password: Password }),
    response: z.null(),
  },
  listAccounts: {
    method: 'GET',
    path: '/api/counties/:county/accounts',
    permission: 'staff.manage',
    summary: '账号列表（本级）',
    params: z.object({ county: CountyCode }),
    response: z.array(Account),
  },
  createAccount: {
    method: 'POST',
    path: '/api/counties/:county/accounts',
    permission: 'staff.manage',
    summary: '新建账号',
    params: z.object({ county: CountyCode }),
    body: NewAccount.extend(reason.shape),
    response: Account,
  },
  setRoles: {
    method: 'PUT',
    path: '/api/counties/:county/accounts/:account/roles',
    permission: 'staff.manage',
    summary: '调整角色',
    params: accountParams,
    body: z.object({ roles: z.array(RoleGrant).min(1) }).extend(reason.shape),
    response: Account,
  },
  disableAccount: {
    method: 'POST',
    path: '/api/counties/:county/accounts/:account/disable',
    permission: 'staff.manage',
    summary: '停用账号并退出其全部登录',
    params: accountParams,
    body: reason,
    response: Account,
  },
  enableAccount: {
    method: 'POST',
    path: '/api/counties/:county/accounts/:account/enable',
    permission: 'staff.manage',
    summary: '启用或解锁账号',
    params: accountParams,
    body: reason,
    response: Account,
  },
  resetPassword: {
    method: 'POST',
    path: '/api/counties/:county/accounts/:account/password',
    permission: 'staff.manage',
    summary: '重置密码（下次登录须修改）',
    params: accountParams,
    body: z.object({ password: Password }).extend(reason.shape),
    response: Account,
  },
  revokeSessions: {
    method: 'POST',
    path: '/api/counties/:county/accounts/:account/sign-out',
    permission: 'staff.manage',
    summary: '强制退出',
    params: accountParams,
    body: reason,
    response: Account,
  },
  listOrganisations: {
    method: 'GET',
    path: '/api/counties/:county/organisations',
    permission: 'estates.read',
    summary: '单位列表',
    params: z.object({ county: CountyCode }),
    response: z.array(Organisation),
  },
} as const satisfies Record<string, Endpoint>
