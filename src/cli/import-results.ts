import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { ResultFile, ResultLine } from '#contract/hand-over.ts'
import { resultFindingNames, resultFindings } from '#domain/registrations/hand-over/findings.ts'
import { type Actor, read, systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { listResultLines } from '#server/registrations/hand-over/result-views.ts'
import { takeResults, tryResults } from '#server/registrations/hand-over/results.ts'

const perPage = 5000

/**
 * `qingling import-results FILE --region COUNTY [--hand-over ID] [--commit] [--reason WORDS] [--json]`: compares results of the
 * official registration system; with `--commit` enters by them. What differs is named and does not make it fail.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      region: { type: 'string' },
      'hand-over': { type: 'string' },
      commit: { type: 'boolean', default: false },
      reason: { type: 'string', default: '命令行回收登记结果' },
      json: { type: 'boolean', default: false },
    },
  })
  const [path, another] = positionals
  if (!path || another || !values.region)
    throw new Error('用法 / usage: qingling import-results FILE --region COUNTY [--commit] [--json]')
  if (!existsSync(path)) throw new Error(`没有这个文件 / no such file: ${path}`)
  const house = await openHouse()
  try {
    const countyCode = await house.regionCode(values.region)
    const actor = systemActor([countyCode])
    const brought = { handOverId: values['hand-over'] ?? null, name: basename(path), path: resolve(path) }
    const tried = await tryResults(house, actor, countyCode, brought)
    const file = values.commit
      ? await takeResults(house, actor, { countyCode, fileId: tried.id, reason: values.reason })
      : tried
    const differences = await differencesOf(house.db, actor, { countyCode, fileId: file.id })
    process.stdout.write(values.json ? `${JSON.stringify({ ...file, differences })}\n` : wordsOf(file, differences))
    return 0
  } finally {
    await house.close()
  }
}

async function differencesOf(
  db: Parameters<typeof read>[0],
  actor: Actor,
  place: { countyCode: string; fileId: string },
): Promise<ResultLine[]> {
  const all: ResultLine[] = []
  let after: string | undefined
  do {
    // page by page, as every list
    const page = await read(db, actor, (tx) =>
      listResultLines(tx, place, { finding: 'differing', after, limit: perPage }),
    )
    all.push(...page.rows)
    after = page.next ?? undefined
  } while (after !== undefined)
  return all
}

function wordsOf({ name, rows, counts, before, takenAt }: ResultFile, differences: readonly ResultLine[]): string {
  const told = resultFindingNames.flatMap((finding) => {
    const n = counts[finding] ?? 0
    return n > 0 ? [`${resultFindings[finding].title} ${n}`] : []
  })
  const lines = differences.map(({ sheetRow, place, finding, words }) =>
    [sheetRow ?? '', place, resultFindings[finding].title, words].join('\t'),
  )
  const head = `${name}：${rows} 行，${takenAt ? '已据此登簿' : '只对账，未登簿'}\n${told.join('，')}\n`
  return `${head}${before ? `同一个文件已于 ${before} 登过簿\n` : ''}${lines.map((line) => `${line}\n`).join('')}`
}
