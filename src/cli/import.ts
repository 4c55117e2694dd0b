import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { bringLedgers, commitImport, discardImport, previewBrought } from '#server/ledgers/actions.ts'
import { getImport, listFindings } from '#server/ledgers/views.ts'
import { read, systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { startProgress } from '#server/platform/progress.ts'

type Report = Awaited<ReturnType<typeof getImport>> & { findings: Awaited<ReturnType<typeof listFindings>>['rows'] }

/** `qingling import FILE… --county CODE|NAME [--dry-run] [--reason WORDS] [--json]` */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      county: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      reason: { type: 'string', default: '命令行导入台账' },
      json: { type: 'boolean', default: false },
    },
  })
  const missing = positionals.find((path) => !existsSync(path))
  if (missing) throw new Error(`没有这个文件 / no such file: ${missing}`)
  if (positionals.length === 0 || !values.county)
    throw new Error('用法 / usage: qingling import FILE… --county CODE|NAME [--dry-run] [--json]')

  const house = await openHouse()
  try {
    const county = await house.regionCode(values.county)
    const actor = systemActor(house.regions.below.get(county) ?? [county])
    const progress = startProgress('导入 / import')
    const place = await bringLedgers(
      house,
      actor,
      county,
      positionals.map((path) => ({ name: basename(path), path: resolve(path) })),
    )
    const steps = { reading: '核查 / reading', checking: '比对 / checking', committing: '入库 / committing' } as const
    await previewBrought(house, place, (step, fraction) =>
      progress.at(step === 'reading' ? fraction * 0.7 : 0.8, steps[step]),
    )
    const preview = await read(house.db, actor, (tx) => getImport(tx, place))
    if (preview.status === 'previewed' && !values['dry-run']) {
      progress.at(0.85, steps.committing)
      await commitImport(house, actor, place, values.reason)
    }
    const report = await read(
      house.db,
      actor,
      async (tx): Promise<Report> => ({
        ...(await getImport(tx, place)),
        findings: (await listFindings(tx, place, { after: 0, limit: 10_000_000 })).rows,
      }),
    )
    if (values['dry-run'] && preview.status === 'previewed') await discardImport(house.db, actor, place)
    progress.end()
    process.stdout.write(values.json ? `${JSON.stringify(shown(report))}\n` : words(report))
    if (report.refusal) process.stderr.write(`${report.refusal.message}\n`)
    return report.refusal ? 1 : 0
  } finally {
    await house.close()
  }
}

function shown({ files, findings, status, refusal }: Report) {
  return {
    status,
    ...(refusal && { refusal }),
    files,
    findings: findings.map(({ findingNo: _, ...finding }) => finding),
  }
}

function words({ files, findings, errors, warnings }: Report): string {
  const sheets = files.flatMap(({ file, sheets }) =>
    sheets.map(
      (table) =>
        `${file}\t${table.sheet}\t${table.kind}\t${table.rows} 行\t入库 ${table.accepted}\t未变 ${table.unchanged}\t退回 ${table.rejected}`,
    ),
  )
  const doubts = findings
    .slice(0, 200)
    .map((finding) => `${finding.severity}\t${finding.sheet ?? ''}!${finding.cell ?? ''}\t${finding.message}`)
  return `${sheets.join('\n')}\n错误 ${errors}，提醒 ${warnings}\n${doubts.join('\n')}${findings.length > 200 ? '\n…' : ''}\n`
}
