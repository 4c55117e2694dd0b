import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { type FinanceList, FinanceQuery, financeLists } from '#contract/due-accounts.ts'
import { dueKindNames } from '#domain/dues/kinds.ts'
import { financeList } from '#server/dues/finance/lists.ts'
import { systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { streamWorkbook } from '#server/platform/workbooks.ts'
import { parseDay } from './days.ts'

export const isFinanceList = (subject: string | undefined): subject is FinanceList =>
  financeLists.some((list) => list === subject)

const choices = { kind: dueKindNames, state: FinanceQuery.shape.state.unwrap().options }

function wrongWords(option: string, said: Record<string, string | undefined>): string {
  const known = option === 'kind' || option === 'state' ? choices[option] : []
  return `--${option} ${said[option] ?? ''}：应为 ${known.join('、')} 之一`
}

/**
 * `qingling export dues|payments|unallocated|closings --region CODE --out FILE[.csv] [--from DAY] [--until DAY] [--kind …] [--state …] [--json]`.
 * A file that ends in .csv is a delimited one. The days are those of payments and closings.
 */
export async function exportFinance(list: FinanceList, args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      region: { type: 'string', default: '141100' },
      out: { type: 'string' },
      from: { type: 'string' },
      until: { type: 'string' },
      kind: { type: 'string' },
      state: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  if (!values.out) throw new Error(`用法 / usage: qingling export ${list} --region CODE --out FILE`)
  const { kind, state } = values
  const days = { from: parseDay('--from', values.from), until: parseDay('--until', values.until) }
  const asked = FinanceQuery.safeParse({ ...days, kind, state })
  if (!asked.success) throw new Error(wrongWords(asked.error.issues[0]?.path.join('.') ?? '', { kind, state }))
  const house = await openHouse()
  try {
    const region = await house.regionCode(values.region)
    const actor = systemActor(house.regions.below.get(region) ?? [])
    const made = financeList(house.db, actor, { region, list, query: asked.data })
    const format = values.out.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx'
    await pipeline(await streamWorkbook(house.db, actor, made, format), createWriteStream(values.out))
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ subject: list, region, file: values.out, ...made.told() })}\n`
        : `${values.out}\n`,
    )
    return 0
  } finally {
    await house.close()
  }
}
