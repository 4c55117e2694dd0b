import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Pack as PackShape } from '#contract/packs.ts'
import type { Pack } from '#domain/diagnosis/packs.ts'

const folder = resolve(import.meta.dirname, '../../db/reference/packs')

/** The packs that come with the release, as their files say them, by the name of the file. */
export const shippedPacks: ReadonlyMap<string, Pack> = new Map(
  readdirSync(folder)
    .sort()
    .map((file) => [file, PackShape.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))]),
)

/** One of them by its id. */
export function shippedPack(id: string): Pack {
  const pack = shippedPacks.get(`${id}.json`)
  if (!pack) throw new Error(`no shipped pack ${id}`)
  return pack
}
