import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Bulletin } from '#domain/reports/bulletin.ts'
import { type PeriodKind, periodOf, reportNames } from '#domain/reports/periods.ts'
import { type Actor, systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { writeBulletin } from '#server/reports/bulletin-files.ts'
import { issueBulletin, listBulletins, takeBulletin } from '#server/reports/bulletins.ts'
import { type Ask, draftBulletin } from '#server/reports/compose.ts'
import { parseDay } from './days.ts'

const usage =
  '用法 / usage: qingling report daily|weekly|ten-day|monthly --day DAY | --until DAY | --week YYYY-Wnn | --month YYYY-MM [--region CODE] [--as-of DAY] [--out FILE.docx|FILE.xlsx|FOLDER] [--draft] [--json]'

const kinds: Readonly<Record<string, PeriodKind>> = {
  daily: 'day',
  weekly: 'week',
  'ten-day': 'ten_days',
  monthly: 'month',
}

/**
 * `qingling report monthly|weekly|ten-day|daily`: freezes the period and writes its report. A period that is frozen is
 * written as issued; `--day` names the period a day lies in, `--until` also ends the numbers there; `--draft` writes what it would say now and freezes nothing.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      region: { type: 'string', default: '141100' },
      month: { type: 'string' },
      week: { type: 'string' },
      day: { type: 'string' },
      until: { type: 'string' },
      'as-of': { type: 'string' },
      out: { type: 'string', default: '.' },
      draft: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const asked = askedOf(positionals[0] ?? 'monthly', values)
  const house = await openHouse()
  try {
    const region = await house.regionCode(values.region)
    const actor = systemActor(house.regions.below.get(region) ?? [])
    const report = await takeReport(house, actor, { region, ...asked }, values.draft)
    const files = await writeFiles(report, values.out)
    process.stdout.write(values.json ? `${JSON.stringify({ ...report.said, files })}\n` : `${files.join('\n')}\n`)
    return 0
  } finally {
    await house.close()
  }
}

type Values = { [name in 'month' | 'week' | 'day' | 'until' | 'as-of']?: string | undefined }

function askedOf(word: string, values: Values): Pick<Ask, 'kind' | 'period' | 'asOf'> {
  const kind = kinds[word]
  if (!kind) throw new Error(usage)
  const named = { month: values.month, week: values.week, day: undefined, ten_days: undefined }[kind]
  const [until, asOf] = [parseDay('--until', values.until), parseDay('--as-of', values['as-of'])]
  const within = parseDay('--day', values.day) ?? until ?? asOf
  const period = named ?? (within && periodOf(kind, within).key)
  if (!period) throw new Error(usage)
  return { kind, period, asOf: asOf ?? until }
}

type Format = 'docx' | 'xlsx'
type Taken = { said: Bulletin; bytesOf: (format: Format) => Promise<Buffer> }

async function takeReport(
  house: Parameters<typeof issueBulletin>[0],
  actor: Actor,
  ask: Ask,
  isDraft: boolean,
): Promise<Taken> {
  if (isDraft) {
    const draft = await draftBulletin(house.db, actor, ask)
    return { said: draft, bytesOf: (format) => writeBulletin({ ...draft, issuedOn: draft.knownOn }, format) }
  }
  const { kind, period, region } = ask
  const [kept] = (await listBulletins(house.db, actor, region, { kind, period, limit: 1 })).rows
  if (kept) {
    const words = `已签发第${kept.issueNo}期（截至${kept.asOf}），按签发时的内容写出；要看现在的数用 --draft`
    process.stderr.write(`${reportNames[ask.kind]} ${ask.period} ${words}\n`)
  }
  const { id } = kept ?? (await issueBulletin(house, actor, { ...ask, reason: `命令行签发${reportNames[ask.kind]}` }))
  const take = (format: Format) => takeBulletin(house, actor, ask.region, id, format)
  return { said: (await take('docx')).said, bytesOf: async (format) => (await take(format)).bytes }
}

/** One file of the name given, or both into a folder. */
async function writeFiles({ said, bytesOf }: Taken, out: string): Promise<string[]> {
  const isFile = ['.docx', '.xlsx'].includes(extname(out))
  const issue = said.issueNo === 0 ? '草稿' : `第${said.issueNo}期`
  const stem = join(out, `${said.region}-${reportNames[said.period.kind]}-${said.period.key}-${issue}`)
  const files = isFile ? [out] : [`${stem}.docx`, `${stem}.xlsx`]
  mkdirSync(isFile ? dirname(out) : out, { recursive: true })
  for (const file of files) writeFileSync(file, await bytesOf(file.endsWith('.docx') ? 'docx' : 'xlsx'))
  return files
}
