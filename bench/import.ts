import { once } from 'node:events'
import { join } from 'node:path'
import { from as copyFrom } from 'pg-copy-streams'
import { type CountyPlan, countyPlans } from '#samples/county-plans.ts'
import { writeEstateLedger, writeUnitLedger } from '#samples/ledgers.ts'
import { bringLedgers, commitImport, previewBrought } from '#server/ledgers/actions.ts'
import { openWorkbook } from '#server/ledgers/reading/open-workbook.ts'
import { systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'

/** A county as large as the whole city, so that one workbook holds every row. */
function cityOfOneCounty(units = 219_200): CountyPlan {
  const [plan] = countyPlans
  if (!plan) throw new Error('the sample campaign has no county')
  const legacy = Math.round(units * 0.69)
  return {
    ...plan,
    categories: [
      { category: 'legacy', estates: 318, units: legacy },
      { category: 'new_build', estates: 120, units: units - legacy },
    ],
  }
}

/**
 * Times an import of 219,200 × 20 cells against its limit: reading the same file with the same reader and doing
 * nothing, and COPY of the same rows into an unlogged table without indexes. Seconds and megabytes.
 */
export async function benchImport(folder: string, say: (line: string) => void) {
  const plan = cityOfOneCounty()
  const [estates, units] = [join(folder, 'estates.xlsx'), join(folder, 'units.xlsx')]
  say('writing the ledgers')
  await writeEstateLedger(estates, plan)
  const rows = await writeUnitLedger(units, plan)

  const house = await openHouse()
  try {
    const actor = systemActor([plan.code])
    const bring = async (path: string) => {
      const place = await bringLedgers(house, actor, plan.code, [{ name: path, path }])
      await previewBrought(house, place, () => {})
      return commitImport(house, actor, place, 'bench')
    }
    await bring(estates)

    say('reading alone')
    const parseMs = await timed(async () => readAll(units, () => {}))
    const lines: string[] = []
    await readAll(units, (cells) =>
      lines.push(
        `${Array.from({ length: 20 }, (_, at) => String(cells[at] ?? '').replaceAll(/[\\\t\n]/g, '')).join('\t')}\n`,
      ),
    )
    say('COPY alone')
    const copyMs = await rawCopy(house.owner, lines)
    lines.length = 0

    say('the import')
    const importMs = await timed(() => bring(units))
    return {
      rows,
      parseMs,
      copyMs,
      importMs,
      ratio: importMs / (parseMs + copyMs),
      limit: 2.5,
      maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    }
  } finally {
    await house.close()
  }
}

async function readAll(path: string, take: (cells: readonly unknown[]) => void): Promise<void> {
  const workbook = await openWorkbook(path)
  for (const sheet of workbook.sheets) {
    for await (const batch of sheet.rows()) for (const row of batch) take(row.cells)
  }
  await workbook.close()
}

async function rawCopy(
  owner: Awaited<ReturnType<typeof openHouse>>['owner'],
  lines: readonly string[],
): Promise<number> {
  const client = await owner.connect()
  const columns = Array.from({ length: 20 }, (_, at) => `c${at} text`).join(', ')
  await client.query(`create unlogged table raw_rows (${columns})`)
  const whole = lines.filter((line) => line.split('\t').length === 20)
  try {
    return await timed(async () => {
      const stream = client.query(copyFrom(`copy raw_rows from stdin with (null '')`))
      for (let at = 0; at < whole.length; at += 1000) {
        if (!stream.write(whole.slice(at, at + 1000).join(''))) await once(stream, 'drain')
      }
      stream.end()
      await once(stream, 'finish')
    })
  } finally {
    await client.query('drop table raw_rows')
    client.release()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
