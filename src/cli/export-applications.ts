import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { HandOverChoice, handOverEndpoints } from '#contract/hand-over.ts'
import { systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { makeHandOver } from '#server/registrations/hand-over/hand-over.ts'

/**
 * `qingling export applications --region COUNTY --out FILE [--format xlsx|csv|xml] [--exporter v1|v2] [--kind first|transfer]
 * [--state ready|accepted|entered] [--batch ID] [--again] [--recipient WORDS] [--reason WORDS] [--json]`: a numbered hand-over.
 */
export async function handApplicationsOver(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      region: { type: 'string' },
      out: { type: 'string' },
      format: { type: 'string', default: 'xlsx' },
      exporter: { type: 'string', default: 'v1' },
      kind: { type: 'string' },
      state: { type: 'string', default: 'ready' },
      batch: { type: 'string' },
      again: { type: 'boolean', default: false },
      recipient: { type: 'string', default: '不动产登记信息系统' },
      reason: { type: 'string', default: '命令行移交登记' },
      json: { type: 'boolean', default: false },
    },
  })
  const { region: place, out, format, exporter, recipient, reason, kind, state, batch, again } = values
  if (!place || !out)
    throw new Error('用法 / usage: qingling export applications --region COUNTY --out FILE [--format xlsx|csv|xml]')
  const choice = HandOverChoice.parse({ kind, state, batch, again })
  const wanted = handOverEndpoints.makeHandOver.body.parse({ choice, format, exporter, recipient, reason })
  const house = await openHouse()
  try {
    const county = await house.regionCode(place)
    const made = await makeHandOver(house, systemActor([county]), county, wanted)
    const folder = await mkdtemp(join(tmpdir(), 'qingling-hand-over-'))
    try {
      await house.files.copyTo(Buffer.from(made.sha256, 'hex'), join(folder, 'file'))
      await copyFile(join(folder, 'file'), out)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    const words = `${made.number}：${made.applications} 件、${made.homes} 套，${out}\nSHA-256 ${made.sha256}\n`
    process.stdout.write(values.json ? `${JSON.stringify({ ...made, file: out })}\n` : words)
    return 0
  } finally {
    await house.close()
  }
}
