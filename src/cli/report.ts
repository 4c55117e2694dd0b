import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { writeBulletinDocument } from '#server/reports/bulletin-document.ts'
import { writeBulletinWorkbook } from '#server/reports/bulletin-workbook.ts'
import { issueBulletin, takeBulletin } from '#server/reports/bulletins.ts'
import { parseDay } from './days.ts'

/** `qingling report --month YYYY-MM [--region CODE|NAME] [--as-of DAY] [--out FOLDER] [--json]`: issues a monthly bulletin and writes it. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      region: { type: 'string', default: '141100' },
      month: { type: 'string' },
      'as-of': { type: 'string' },
      out: { type: 'string', default: '.' },
      json: { type: 'boolean', default: false },
    },
  })
  const { month } = values
  if (!month || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
    throw new Error('用法 / usage: qingling report --month YYYY-MM [--region CODE] [--as-of DAY] [--out FOLDER]')
  const asOf = parseDay('--as-of', values['as-of']) ?? lastDayOf(month)
  const house = await openHouse()
  try {
    const region = await house.regionCode(values.region)
    const actor = systemActor(house.regions.below.get(region) ?? [])
    const issued = await issueBulletin(house.db, actor, { region, month, asOf, reason: '命令行签发月通报' })
    const name = `${region}-${month}-第${issued.issueNo}期`
    const files = { docx: join(values.out, `${name}.docx`), xlsx: join(values.out, `${name}.xlsx`) }
    mkdirSync(values.out, { recursive: true })
    writeFileSync(
      files.docx,
      await writeBulletinDocument(await takeBulletin(house.db, actor, region, issued.id, 'docx')),
    )
    writeFileSync(
      files.xlsx,
      await writeBulletinWorkbook(await takeBulletin(house.db, actor, region, issued.id, 'xlsx')),
    )
    process.stdout.write(values.json ? `${JSON.stringify({ ...issued, files })}\n` : `${files.docx}\n${files.xlsx}\n`)
    return 0
  } finally {
    await house.close()
  }
}

function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year ?? 0, number ?? 1, 0)).toISOString().slice(0, 10)
}
