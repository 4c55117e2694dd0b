import { parseArgs } from 'node:util'
import type { RegionFigures } from '#contract/reports.ts'
import { dueKindNames, dueKinds } from '#domain/dues/kinds.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { percent } from '#domain/reports/figures.ts'
import { read, systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { getFigures, getScope, type Split } from '#server/reports/figures.ts'
import { parseDay } from './days.ts'

const splits: readonly string[] = ['region', 'category', 'estate', 'day'] satisfies Split[]

/** `qingling figures --region CODE|NAME [--as-of DAY] [--known-on DAY] [--by region|category|estate|day] [--json]` */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      region: { type: 'string', default: '141100' },
      'as-of': { type: 'string' },
      'known-on': { type: 'string' },
      by: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  if (values.by && !splits.includes(values.by)) throw new Error(`--by ${values.by}：应为 ${splits.join('、')} 之一`)
  const asOf = parseDay('--as-of', values['as-of'])
  const knownOn = parseDay('--known-on', values['known-on'])
  const house = await openHouse()
  try {
    const region = await house.regionCode(values.region)
    const actor = systemActor(house.regions.below.get(region) ?? [])
    const figures = await read(
      house.db,
      actor,
      async (tx) =>
        getFigures(tx, await getScope(tx, region, actor.counties), {
          ...(asOf && { asOf }),
          ...(knownOn && { knownOn }),
          by: values.by as Split | undefined,
        }), // checked above
    )
    process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : table(figures))
    return 0
  } finally {
    await house.close()
  }
}

function table(figures: RegionFigures): string {
  const lines = [{ label: figures.regionName, ...figures }, ...(figures.rows ?? [])].map((row) =>
    [
      row.label,
      row.estates,
      row.units,
      row.firstRegistered,
      row.transferred,
      row.open,
      percent(row.rates.transfer.value),
    ].join('\t'),
  )
  const head = `截至 ${figures.asOf}\n名称\t小区\t套数\t首次登记\t转移登记\t未办\t转移率（占套数）`
  return `${[head, ...lines, '', ...willingLines(figures), ...workLines(figures), ...moneyLines(figures)].join('\n')}\n`
}

/** The shares of willing owners, each with what it divides by. */
const willingLines = ({
  rates: { willingTransfer, willingness },
  transferred,
  willing,
  statedWilling,
  asked,
}: RegionFigures) => [
  `${willingTransfer.words}\t${transferred} ÷ ${willing}\t${percent(willingTransfer.value)}`,
  `${willingness.words}\t${statedWilling} ÷ ${asked}\t${percent(willingness.value)}`,
]

/** What was done, line by line: each kind of work with its measure, then what else the county counts, then the tasks. */
function workLines({ counters, work, tasks }: RegionFigures): string[] {
  const kinds = work.map(({ kind, n, measure, people, items }) =>
    [kind, `${n}${measure ?? ''}`, people && `${people}人次`, items && `${items}条`].filter(Boolean).join('\t'),
  )
  const beside = Object.entries(counters)
    .filter(([word]) => !work.some(({ kind }) => kind === word))
    .map(([word, n]) => `${word}\t${n}`)
  const { issued, writtenOff, open, overdue } = tasks
  return [...kinds, ...beside, `任务\t下达 ${issued}\t销号 ${writtenOff}\t在办 ${open}\t逾期 ${overdue}`]
}

/** What was collected, kind by kind, and what is owed and was allotted, in yuan. */
function moneyLines({ dues }: RegionFigures): string[] {
  if (dues.assessedFen === 0 && dues.fundsFen === 0) return []
  const kinds = dueKindNames.flatMap((kind) => {
    const fen = dues.collectedByKindFen[kind]
    return fen === undefined ? [] : [`${dueKinds[kind].title}\t已缴 ${yuanOf(fen)} 元`]
  })
  return [
    ...kinds,
    `税费\t应缴 ${yuanOf(dues.assessedFen)} 元\t已缴 ${yuanOf(dues.collectedFen)} 元\t尚欠 ${yuanOf(dues.arrearsFen)} 元`,
    `专项资金\t${yuanOf(dues.fundsFen)} 元\t已承诺 ${yuanOf(dues.fundsCommittedFen)} 元\t已拨付 ${yuanOf(dues.fundsSpentFen)} 元`,
  ]
}
