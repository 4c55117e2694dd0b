import { hash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type Db, read, systemActor, transact } from '../acts.ts'

/** A home that the person asking owns, found by the digest of the ID number. */
export type OwnHome = { countyCode: string; unitId: string; ownerNo: number }

/** Somebody without an account who proved by a code sent who he is (owner), or that the phone is his (visitor). */
export type OutsideSession = {
  tokenHash: Buffer
  kind: 'owner' | 'visitor'
  /** Masked: 张*三. */
  name: string
  idDigest: Buffer | null
  phoneDigest: Buffer
  /** Masked: 138****5678. */
  phoneShown: string
  expiresAt: Date
  /** Of an owner: all his homes, and so the counties his requests reach; of a visitor none. */
  homes: readonly OwnHome[]
}

export type OutsideSessions = {
  /** Begins a session and gives its token; the caller has checked the code. */
  start(person: Pick<OutsideSession, 'kind' | 'name' | 'idDigest' | 'phoneDigest' | 'phoneShown'>): Promise<string>
  find(token: string): Promise<OutsideSession | null>
  end(tokenHash: Buffer): Promise<void>
}

export const outsideCookie = 'qingling_outside'

/** How long an owner or visitor stays signed in: a phone is lent and lost. */
const outsideMinutes = 30

/** Sessions of people without an account; nothing of them is kept in memory, so that any process answers alike. */
export function openOutsideSessions(db: Db, counties: readonly string[]): OutsideSessions {
  const everyone = systemActor(counties)
  return {
    start: async ({ kind, name, idDigest, phoneDigest, phoneShown }) => {
      const token = randomBytes(32).toString('base64url')
      await transact(db, everyone, (tx) =>
        sql`insert into outside_sessions (token_hash, kind, name, id_digest, phone_digest, phone_shown, expires_at)
            values (${hashOf(token)}, ${kind}, ${name}, ${idDigest}, ${phoneDigest}, ${phoneShown},
                    now() + make_interval(mins => ${outsideMinutes}))`.execute(tx),
      )
      return token
    },
    find: async (token) => {
      const tokenHash = hashOf(token)
      const { rows } = await read(db, everyone, (tx) =>
        sql<OutsideSession>`
          select s.token_hash as "tokenHash", s.kind, s.name, s.id_digest as "idDigest", s.phone_digest as "phoneDigest",
                 s.phone_shown as "phoneShown", s.expires_at as "expiresAt",
                 coalesce((select json_agg(json_build_object('countyCode', o.county_code, 'unitId', o.unit_id, 'ownerNo', o.owner_no)
                                           order by o.county_code, o.unit_id)
                             from owners as o where o.county_code = any (${counties}::text[]) and o.id_digest = s.id_digest), '[]') as homes
            from outside_sessions as s
           where s.token_hash = ${tokenHash} and s.revoked_at is null and s.expires_at > now()`.execute(tx),
      )
      return rows[0] ?? null
    },
    end: async (tokenHash) => {
      await transact(db, everyone, (tx) =>
        sql`update outside_sessions set revoked_at = now() where token_hash = ${tokenHash} and revoked_at is null`.execute(
          tx,
        ),
      )
    },
  }
}

const hashOf = (token: string) => hash('sha256', token, 'buffer')
