import { parseArgs } from 'node:util'
import type { Schedule } from '#contract/schedule.ts'
import { read, systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { getWholeSchedule } from '#server/schedule/list.ts'
import { lightWords } from '#server/tasks/task-words.ts'

/** `qingling schedule [--region CODE|NAME] [--by slack|rank] [--json]`: estates with homes left, planned backwards from the targets. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      region: { type: 'string', default: '141100' },
      by: { type: 'string', default: 'slack' },
      json: { type: 'boolean', default: false },
    },
  })
  const { by } = values
  if (by !== 'slack' && by !== 'rank') throw new Error('--by 只能是 slack（时差）或 rank（先后次序）')
  const house = await openHouse()
  try {
    const region = await house.regionCode(values.region)
    const actor = systemActor(house.regions.below.get(region) ?? [])
    const schedule = await read(house.db, actor, (tx) =>
      getWholeSchedule(tx, region, actor.counties, { sort: by, size: 1, ease: 1, nearness: 1 }),
    )
    process.stdout.write(values.json ? `${JSON.stringify(schedule)}\n` : table(schedule))
    return 0
  } finally {
    await house.close()
  }
}

function table({ today, targets, totals, rows }: Omit<Schedule, 'next' | 'total'>): string {
  const ofCounties = targets
    .filter(({ firstOn, transferOn }) => firstOn ?? transferOn)
    .map(
      ({ countyName, firstOn, transferOn }) =>
        `${countyName}：首次登记 ${firstOn ?? '未定'}，转移登记 ${transferOn ?? '未定'}`,
    )
  const head = `截至 ${today}，未清零小区 ${totals.estates} 个，未完成步骤 ${totals.activities} 步；赶不上目标日的 ${totals.infeasible} 个`
  const lines = rows.map((row) =>
    [
      row.rank,
      row.countyName,
      row.name,
      lightWords[row.light],
      row.open,
      row.stepsOpen,
      row.finishOn ?? '',
      row.targetOn ?? '',
      row.slackDays ?? '',
      row.extensionDays,
      row.cycle ? `前置成环：${row.cycle.join('→')}` : (row.next?.title ?? ''),
      row.next?.organisation ?? '',
    ].join('\t'),
  )
  const columns =
    '次序\t县（市、区）\t小区\t灯\t未办户数\t未完成步骤\t最早完成\t目标日\t时差（工作日）\t至少延期（工作日）\t下一步\t责任单位'
  return `${[head, ...ofCounties, columns, ...lines].join('\n')}\n`
}
