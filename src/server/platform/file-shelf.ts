import { createReadStream, mkdirSync } from 'node:fs'
import { open, opendir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

export type Shelved = { name: string; size: number; keptAt: Date }

/** Where sealed files stand, each under a name that tells its content, so that nothing is ever written over. */
export type FileShelf = {
  /** Takes a durable file from a path over; where the name stands already it counts as kept anew and the path is removed. */
  take(path: string, name: string): Promise<void>
  sizeOf(name: string): Promise<number | null>
  /** From byte `from` up to, not including, `until`. */
  read(name: string, from: number, until: number): Promise<Readable>
  /** Removes a file unless it was kept after `before`; tells whether it is gone. */
  remove(name: string, before: Date): Promise<boolean>
  list(): AsyncIterable<Shelved>
}

/** A folder of this machine. */
export function openFolder(folder: string): FileShelf {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const placeOf = (name: string) => join(folder, name)
  return {
    take: async (path, name) => {
      if (await isTouched(placeOf(name))) return rm(path)
      await rename(path, placeOf(name))
      await syncFolder(folder)
    },
    sizeOf: async (name) => (await found(stat(placeOf(name))))?.size ?? null,
    read: async (name, from, until) =>
      createReadStream(placeOf(name), { start: from, end: until - 1, highWaterMark: 256 * 1024 }),
    remove: async (name, before) => {
      // taken aside first: whoever keeps the same bytes now either made it new before, which is seen, or writes it anew
      const aside = `${placeOf(name)}.leaving`
      if ((await found(rename(placeOf(name), aside))) === null) return false
      const isOld = (await stat(aside)).mtime < before
      await (isOld ? rm(aside) : rename(aside, placeOf(name)))
      return isOld
    },
    list: async function* () {
      for await (const { name } of await opendir(folder)) {
        if (!/^[0-9a-f]{64}$/.test(name)) continue
        const entry = await found(stat(placeOf(name)))
        if (entry) yield { name, size: entry.size, keptAt: entry.mtime }
      }
    },
  }
}

/** Makes a file that is there as new as one kept now. */
async function isTouched(place: string): Promise<boolean> {
  const now = new Date()
  return (await found(utimes(place, now, now))) !== null
}

/** A name is durable once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync()
  await handle.close()
}

/** What was asked for, or `null` where nothing lies at that path. */
export async function found<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
