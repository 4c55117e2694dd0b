import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { financeLists } from '#contract/due-accounts.ts'
import { EstatesQuery } from '#contract/estates.ts'
import { UnitsQuery } from '#contract/units.ts'
import { estatesWorkbook } from '#server/estates/export.ts'
import { systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { unitsWorkbook } from '#server/units/export.ts'
import { handApplicationsOver } from './export-applications.ts'
import { exportFinance, isFinanceList } from './export-finance.ts'

/**
 * `qingling export units|estates --region CODE --out FILE [--state open] [--category …] [--search …] [--as-of DAY] [--json]`;
 * `export applications` hands registrations over, `export dues|payments|unallocated|closings` takes money away for the finance office;
 * both have options of their own.
 */
export async function run([subject, ...args]: string[]): Promise<number> {
  if (subject === 'applications') return handApplicationsOver(args)
  if (isFinanceList(subject)) return exportFinance(subject, args)
  const { values } = parseArgs({
    args,
    options: {
      region: { type: 'string', default: '141100' },
      out: { type: 'string' },
      state: { type: 'string' },
      category: { type: 'string' },
      search: { type: 'string' },
      'as-of': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  if ((subject !== 'units' && subject !== 'estates') || !values.out)
    throw new Error(
      `用法 / usage: qingling export units|estates|applications|${financeLists.join('|')} --region CODE --out FILE`,
    )
  const filters = {
    state: values.state,
    category: values.category,
    search: values.search,
    name: values.search,
    asOf: values['as-of'],
  }
  const house = await openHouse()
  try {
    const region = await house.regionCode(values.region)
    const actor = systemActor(house.regions.below.get(region) ?? [])
    const workbook =
      subject === 'units'
        ? await unitsWorkbook(house, actor, region, UnitsQuery.parse(filters))
        : await estatesWorkbook(house.db, actor, region, EstatesQuery.parse(filters))
    await pipeline(workbook, createWriteStream(values.out))
    process.stdout.write(values.json ? `${JSON.stringify({ subject, region, file: values.out })}\n` : `${values.out}\n`)
    return 0
  } finally {
    await house.close()
  }
}
