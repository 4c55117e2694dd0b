import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Pack } from '#contract/packs.ts'
import { checkPacks } from '#domain/diagnosis/check-packs.ts'

const packsDir = resolve(import.meta.dirname, '../../../../db/reference/packs')

let packs: readonly Pack[] | undefined

/** The packs that come with the release, version 0 of each. A faulty one stops the program at its first use. */
export function shippedPacks(): readonly Pack[] {
  packs ??= readPacks(packsDir)
  return packs
}

/** Reads every pack of a folder, refusing faults with the file and the path in it. */
function readPacks(dir: string): Pack[] {
  const read = readdirSync(dir)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const parsed = Pack.safeParse(JSON.parse(readFileSync(join(dir, file), 'utf8')))
      if (parsed.success) return parsed.data
      const [issue] = parsed.error.issues
      throw new Error(`政策包 ${file} 不合格式：${issue?.path.join('.')} ${issue?.message}`)
    })
  const [fault] = checkPacks(read)
  if (fault) throw new Error(`政策包 ${fault.pack} ${fault.rule ?? ''} ${fault.path}：${fault.message}`)
  return read
}
