import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Pack, PackFault } from '#contract/packs.ts'
import { readPack } from '#contract/read-pack.ts'
import { checkPacks } from '#domain/diagnosis/check-packs.ts'

/** The packs that come with the release. */
export const shippedPacks = resolve(import.meta.dirname, '../../db/reference/packs')

type ReadPacks = { packs: Pack[] } | { faults: PackFault[] }

/** Reads every pack (`*.json`) of some folders. Any fault of any pack refuses them all, and all faults are told. */
export function readPackFolders(folders: readonly string[]): ReadPacks {
  const read = readFiles(folders)
  const faults = [...read.faults, ...checkPacks(read.packs)]
  return faults.length > 0 ? { faults } : { packs: read.packs }
}

/** The packs of some folders in their shape alone: what they mean shows beside the packs in force. */
export function readPackShapes(folders: readonly string[]): ReadPacks {
  const { packs, faults } = readFiles(folders)
  return faults.length > 0 ? { faults } : { packs }
}

function readFiles(folders: readonly string[]): { packs: Pack[]; faults: PackFault[] } {
  const read = folders.flatMap((folder) => {
    const files = readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort()
    if (files.length === 0) throw new Error(`文件夹 ${folder} 中没有政策包（*.json）`)
    return files.map((file) => readPackFile(join(folder, file), file))
  })
  return {
    packs: read.flatMap((one) => ('pack' in one ? [one.pack] : [])),
    faults: read.flatMap((one) => ('faults' in one ? one.faults : [])),
  }
}

function readPackFile(path: string, name: string): ReturnType<typeof readPack> {
  try {
    return readPack(JSON.parse(readFileSync(path, 'utf8')), name)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const fault = { pack: name, rule: null, path: '', code: 'bad_shape', message: `不是 JSON：${error.message}` }
    return { faults: [fault] }
  }
}

/** `pack · rule · path：message`, a line for each. */
export const faultLines = (faults: readonly PackFault[]): string =>
  faults
    .map(({ pack, rule, path, message }) => `${[pack, rule, path].filter(Boolean).join(' · ')}：${message}\n`)
    .join('')
