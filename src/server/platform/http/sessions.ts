import { hash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Permission } from '#domain/staff/permissions.ts'
import { type RoleGrant, regionsAllowing } from '#domain/staff/roles.ts'
import { type Actor, type Db, read, systemActor, transact } from '../acts.ts'
import type { Listener } from './listen.ts'

/** A signed-in person. `regionsFor` gives county codes and, for a city role, the city's code with all its counties. */
export type Session = {
  tokenHash: Buffer
  accountId: string
  login: string
  name: string
  home: { code: string; name: string; level: 'city' | 'county' }
  mustChangePassword: boolean
  roles: readonly RoleGrant[]
  expiresAt: number
  lastSeenAt: number
}

export type Sessions = {
  start(accountId: string, userAgent: string | null): Promise<string>
  find(token: string): Promise<Session | null>
  end(tokenHash: Buffer): Promise<void>
  /** Where this session may do something: the regions granted and everything below them. */
  regionsFor(session: Session, permission: Permission): readonly string[]
  countiesOf(region: string): readonly string[]
}

/** Longest a session lasts, however busy. */
const absoluteMs = 12 * 3600_000
/** How often last_seen_at is written. */
const seenEveryMs = 60_000

type Regions = { all: readonly string[]; below: ReadonlyMap<string, readonly string[]> }

export async function openSessions(db: Db, live: Listener, idleMinutes: number): Promise<Sessions> {
  const regions = await loadRegions(db)
  const everyone = systemActor(regions.all)
  const known = new Map<string, Session>()
  live.onNotify('sessions', (accountId) => {
    for (const [token, session] of known) if (session.accountId === accountId) known.delete(token)
  })

  async function find(token: string): Promise<Session | null> {
    const tokenHash = hashOf(token)
    const key = tokenHash.toString('base64')
    const session = (live.isUp ? known.get(key) : undefined) ?? (await load(db, everyone, tokenHash))
    const now = Date.now()
    if (!session || session.expiresAt <= now || session.lastSeenAt + idleMinutes * 60_000 <= now) {
      known.delete(key)
      return null
    }
    if (now - session.lastSeenAt > seenEveryMs) {
      session.lastSeenAt = now
      await transact(db, everyone, (tx) =>
        sql`update sessions set last_seen_at = now() where token_hash = ${tokenHash}`.execute(tx),
      )
    }
    known.set(key, session)
    return session
  }

  return {
    find,
    start: async (accountId, userAgent) => {
      const token = randomBytes(32).toString('base64url')
      await transact(db, everyone, (tx) =>
        sql`insert into sessions (token_hash, account_id, expires_at, user_agent)
            values (${hashOf(token)}, ${accountId}, ${new Date(Date.now() + absoluteMs)}, ${userAgent})`.execute(tx),
      )
      return token
    },
    end: async (tokenHash) => {
      known.delete(tokenHash.toString('base64'))
      await transact(db, everyone, (tx) =>
        sql`update sessions set revoked_at = now() where token_hash = ${tokenHash} and revoked_at is null`.execute(tx),
      )
    },
    regionsFor: (session, permission) =>
      regionsAllowing(session.roles, permission).flatMap((region) => regions.below.get(region) ?? []),
    countiesOf: (region) => regions.below.get(region) ?? [],
  }
}

const hashOf = (token: string) => hash('sha256', token, 'buffer')

async function load(db: Db, everyone: Actor, tokenHash: Buffer): Promise<Session | null> {
  const { rows } = await read(db, everyone, (tx) =>
    sql<Omit<Session, 'tokenHash' | 'expiresAt' | 'lastSeenAt'> & { expiresAt: Date; lastSeenAt: Date }>`
      select a.id as "accountId", a.login, a.name, a.must_change_password as "mustChangePassword",
             s.expires_at as "expiresAt", s.last_seen_at as "lastSeenAt",
             json_build_object('code', r.code, 'name', r.name, 'level', r.level) as home,
             coalesce((select json_agg(json_build_object('role', g.role, 'region', g.region_code) order by g.role)
                         from account_roles as g where g.account_id = a.id), '[]') as roles
        from sessions as s
        join accounts as a on a.id = s.account_id
        join regions as r on r.code = a.county_code
       where s.token_hash = ${tokenHash} and s.revoked_at is null and a.disabled_at is null`.execute(tx),
  )
  const found = rows[0]
  return found
    ? { ...found, tokenHash, expiresAt: found.expiresAt.getTime(), lastSeenAt: found.lastSeenAt.getTime() }
    : null
}

/** The city and its counties do not change while the product runs. */
export async function loadRegions(db: Db): Promise<Regions> {
  const { rows } = await sql<{ code: string; parentCode: string | null }>`
    select code, parent_code as "parentCode" from regions where level in ('city', 'county') order by code`.execute(db)
  const below = rows.map(
    ({ code }) =>
      [code, [code, ...rows.filter(({ parentCode }) => parentCode === code).map((row) => row.code)]] as const,
  )
  return { all: rows.map(({ code }) => code), below: new Map(below) }
}
