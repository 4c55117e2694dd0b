import { parseArgs } from 'node:util'
import { officeToday } from '#server/platform/office-day.ts'
import { parseDay } from './days.ts'
import { diagnoseFile } from './diagnose-file.ts'
import { diagnoseRegion } from './diagnose-region.ts'

/**
 * `qingling diagnose --facts FILE.json [--packs DIR]… [--on DATE] [--json]`, which needs no database, or
 * `qingling diagnose --region CODE|NAME [--json]`, what the database last found.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      facts: { type: 'string' },
      packs: { type: 'string', multiple: true, default: [] },
      on: { type: 'string' },
      region: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const { facts: file, region, packs: folders, json: isJson } = values
  const on = parseDay('--on', values.on)
  if (file !== undefined && region === undefined)
    return diagnoseFile({ file, folders, on: on ?? officeToday(), isJson })
  if (region !== undefined && file === undefined && folders.length === 0 && on === undefined)
    return diagnoseRegion({ region, isJson })
  throw new Error(
    '用法 / usage: qingling diagnose --facts FILE.json [--packs DIR]… [--on YYYY-MM-DD] [--json]\n            qingling diagnose --region CODE [--json]',
  )
}
