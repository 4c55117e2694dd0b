import { sql } from 'kysely'
import { afterTry, forgetHours, type TryKind, type TryStanding } from '#domain/outreach/owners/tries.ts'
import type { Tx } from '../../platform/acts.ts'

export type Tried = { kind: TryKind; digest: Buffer }

type Row = Omit<TryStanding, 'lockedUntil' | 'lastAt'> & {
  kind: TryKind
  digest: Buffer
  lockedUntil: Date | null
  lastAt: Date
  now: Date
}

/**
 * Counts one try against each of these, held until the transaction ends. Gives for how many minutes it is refused; 0 lets
 * it through. What is counted is known and unknown alike.
 */
export async function countTries(tx: Tx, tried: readonly Tried[]): Promise<number> {
  const rows = await held(tx, tried)
  const next = rows.map(({ kind, digest, tries, waits, lockedUntil, lastAt, now }) => ({
    ...afterTry(kind, { tries, waits, lockedUntil: lockedUntil?.getTime() ?? null, lastAt: lastAt.getTime() }, +now),
    ...{ kind, digest, now: now.getTime() },
  }))
  await keep(tx, next)
  const minutes = next.map(({ waitUntil, now }) => (waitUntil === null ? 0 : Math.ceil((waitUntil - now) / 60_000)))
  return Math.max(...minutes)
}

/** Whoever typed the right code need not wait for what was tried in his name before. */
export async function forgetTries(tx: Tx, { kind, digest }: Tried): Promise<void> {
  await sql`update outside_tries set tries = 0, waits = 0, locked_until = null where kind = ${kind} and digest = ${digest}`.execute(
    tx,
  )
}

/** What is long past goes. */
export async function clearPast(tx: Tx): Promise<void> {
  await sql`delete from outside_tries where last_at < now() - make_interval(hours => ${forgetHours}) and coalesce(locked_until, '-infinity') < now()`.execute(
    tx,
  )
  await sql`delete from outside_codes where expires_at < now() - interval '1 day'`.execute(tx)
}

/** In the order in which they are given, so that nobody waits for another in a ring. */
async function held(tx: Tx, tried: readonly Tried[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    insert into outside_tries as t (kind, digest)
    select kind, digest from unnest(${tried.map(({ kind }) => kind)}::text[], ${tried.map(({ digest }) => digest)}::bytea[]) as n (kind, digest)
        on conflict (kind, digest) do update set tries = t.tries
    returning kind, digest, tries, waits, locked_until as "lockedUntil", last_at as "lastAt", clock_timestamp() as now`.execute(
    tx,
  )
  return rows
}

type Next = Tried & { standing: TryStanding }

async function keep(tx: Tx, next: readonly Next[]): Promise<void> {
  const instants = (pick: (standing: TryStanding) => number | null) =>
    next.map(({ standing }) => {
      const at = pick(standing)
      return at === null ? null : new Date(at)
    })
  await sql`
    update outside_tries as t set tries = n.tries, waits = n.waits, locked_until = n.locked_until, last_at = n.last_at
      from unnest(${next.map(({ kind }) => kind)}::text[], ${next.map(({ digest }) => digest)}::bytea[], ${next.map(({ standing }) => standing.tries)}::integer[],
                  ${next.map(({ standing }) => standing.waits)}::integer[], ${instants(({ lockedUntil }) => lockedUntil)}::timestamptz[],
                  ${instants(({ lastAt }) => lastAt)}::timestamptz[]) as n (kind, digest, tries, waits, locked_until, last_at)
     where t.kind = n.kind and t.digest = n.digest`.execute(tx)
}
