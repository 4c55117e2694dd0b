import { parseArgs } from 'node:util'
import { findFileFlaws } from '#server/archives/file-flaws.ts'
import { verify } from '#server/audit/verify.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { ownerDb } from '#server/platform/database.ts'
import { startProgress } from '#server/platform/progress.ts'

/** `qingling verify [--region CODE] [--files] [--json]`: exits 1 when anything was altered, naming the first record of each kind; `--files` reads every archived file through. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      region: { type: 'string' },
      files: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const house = await openHouse()
  try {
    const counties = values.region ? (house.regions.below.get(values.region) ?? []) : house.regions.all
    if (counties.length === 0) throw new Error(`没有这个行政区 / no such region: ${values.region}`)
    const progress = startProgress('核对 / verifying')
    const owner = ownerDb(house.owner)
    const proved = await verify(owner, { counties, onProgress: (done, all) => progress.at(done / all) })
    const ofFiles = await findFileFlaws({ owner, files: house.files }, { counties, reads: values.files })
    const result = { ...proved, flaws: [...proved.flaws, ...ofFiles] }
    progress.end()
    if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`)
    else for (const line of told(result)) process.stdout.write(`${line}\n`)
    return result.flaws.length === 0 ? 0 : 1
  } finally {
    await house.close()
  }
}

function told({ acts, rows, flaws }: Awaited<ReturnType<typeof verify>>): string[] {
  if (flaws.length === 0) return [`核对无误：${acts} 个操作、${rows} 条历史记录，数据与指标均与历史一致`]
  return flaws.map(({ county, check, record, message }) => `${county} ${check} ${record}：${message}`)
}
