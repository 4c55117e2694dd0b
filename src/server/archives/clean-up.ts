import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/acts.ts'
import { found } from '../platform/file-shelf.ts'
import type { Files } from '../platform/files.ts'
import { unreferenced } from './references.ts'

type Door = { owner: Db; files: Files }

/** How long bytes may lie without a record, and an upload without a part, before they are cleaned away. */
export const grace = { bytesHours: 24, uploadDays: 7 }

const hour = 3600_000

/**
 * Removes what crashes and broken-off uploads left: part files of no upload that goes on, and kept bytes no record and no
 * history refers to. Nothing younger than the grace time is touched. Tells how much went.
 */
export async function cleanUp({ owner, files }: Door, now: Date): Promise<{ parts: number; bytes: number }> {
  await giveUpOldUploads(owner, new Date(now.getTime() - grace.uploadDays * 24 * hour))
  const before = new Date(now.getTime() - grace.bytesHours * hour)
  return { parts: await removeParts(owner, files, before), bytes: await removeBytes({ owner, files }, before) }
}

const giveUpOldUploads = (owner: Db, before: Date) =>
  sql`
  update archive_uploads set state = 'given_up' where state = 'receiving' and touched_at < ${before}`.execute(owner)

/** A part file is called after its upload; what was being kept from within is called by chance. */
async function removeParts(owner: Db, files: Files, before: Date): Promise<number> {
  const names = (await readdir(files.passing)).filter((name) => /\.(part|upload)$/.test(name))
  const { rows } = await sql<{ id: string }>`
    select id::text from archive_uploads where state = 'receiving' and id::text = any (${names.map((name) => name.replace(/\.\w+$/, ''))}::text[])`.execute(
    owner,
  )
  const going = new Set(rows.map(({ id }) => `${id}.upload`))
  let removed = 0
  for (const name of names) {
    const path = join(files.passing, name)
    const entry = going.has(name) ? null : await found(stat(path))
    if (!entry || entry.mtime >= before) continue
    await rm(path, { force: true })
    removed += 1
  }
  return removed
}

const atOnce = 500

async function removeBytes(door: Door, before: Date): Promise<number> {
  let [removed, old] = [0, [] as Buffer[]]
  for await (const { sha256, keptAt } of door.files.list()) {
    if (keptAt < before) old.push(sha256)
    if (old.length < atOnce) continue
    removed += await removeUnreferenced(door, old, before)
    old = []
  }
  return removed + (await removeUnreferenced(door, old, before))
}

/** Looked for twice: first with the history, which takes its time; then again while nobody can make a record of them. */
async function removeUnreferenced({ owner, files }: Door, hashes: readonly Buffer[], before: Date): Promise<number> {
  if (hashes.length === 0) return 0
  const named = await unreferenced(owner, hashes, { inHistory: false })
  const likely = named.length === 0 ? [] : await unreferenced(owner, named, { inHistory: true })
  if (likely.length === 0) return 0
  return owner.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('archive cleaning'))`.execute(tx)
    let removed = 0
    for (const sha256 of await unreferenced(tx, likely, { inHistory: false }))
      if (await files.remove(sha256, before)) removed += 1
    return removed
  })
}

/** Bytes nobody refers to are not cleaned away while this is held: from looking for them to the record of them. */
export const holdCleaning = (tx: Tx) =>
  sql`select pg_advisory_xact_lock_shared(hashtext('archive cleaning'))`.execute(tx)
