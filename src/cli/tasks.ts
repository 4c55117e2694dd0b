import { parseArgs } from 'node:util'
import type { TaskLine } from '#contract/tasks.ts'
import { taskLights } from '#domain/tasks/lights.ts'
import { read, systemActor, type Tx } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { officeToday } from '#server/platform/office-day.ts'
import { listTasks } from '#server/tasks/list.ts'
import { lightOf, type Measures, measuresOf } from '#server/tasks/measures.ts'
import { lightWords, stateWords } from '#server/tasks/task-words.ts'
import { parseDay } from './days.ts'

const perPage = 500

type Wanted = { unit: string | undefined; isOverdue: boolean; asOf: string }

/** `qingling tasks [--region CODE|NAME] [--overdue] [--unit NAME] [--on DAY] [--json]`: the open tasks as they stand on a day. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      region: { type: 'string', default: '141100' },
      overdue: { type: 'boolean', default: false },
      unit: { type: 'string' },
      on: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const asOf = parseDay('--on', values.on) ?? officeToday()
  const house = await openHouse()
  try {
    const region = await house.regionCode(values.region)
    const actor = systemActor(house.regions.below.get(region) ?? [])
    const wanted = { unit: values.unit, isOverdue: values.overdue, asOf }
    const rows = await read(house.db, actor, (tx) => openTasks(tx, actor.counties, wanted))
    const counts = Object.fromEntries(
      taskLights.map((light) => [light, rows.filter((row) => row.light === light).length]),
    )
    process.stdout.write(values.json ? `${JSON.stringify({ region, asOf, rows, counts })}\n` : table(asOf, rows))
    return 0
  } finally {
    await house.close()
  }
}

async function openTasks(tx: Tx, counties: readonly string[], { unit, isOverdue, asOf }: Wanted): Promise<TaskLine[]> {
  const all: TaskLine[] = []
  let after: string | undefined
  do {
    // page by page, as every list
    const page = await listTasks(
      tx,
      counties,
      { state: 'open', sort: 'due', after, limit: perPage, ...(isOverdue && { due: 'overdue' }) },
      asOf,
    )
    all.push(...page.rows)
    after = page.next ?? undefined
  } while (after !== undefined)
  const chosen = unit === undefined ? all : all.filter(({ organisation }) => organisation.name.includes(unit))
  return asOf === officeToday() ? chosen : withLightsOf(tx, chosen, asOf)
}

/** The lights kept are today's: of another day they are told anew, from the tasks as they stand now. */
async function withLightsOf(tx: Tx, rows: readonly TaskLine[], asOf: string): Promise<TaskLine[]> {
  const measures = new Map<string, Measures>()
  for (const county of new Set(rows.map(({ countyCode }) => countyCode)))
    measures.set(county, await measuresOf(tx, county, asOf)) // as many as there are counties
  return rows.map((row) => {
    const measured = measures.get(row.countyCode)
    return measured ? { ...row, light: lightOf(measured, row) } : row
  })
}

function table(asOf: string, rows: readonly TaskLine[]): string {
  const lines = rows.map((task) =>
    [
      task.countyName,
      task.no,
      lightWords[task.light],
      task.title,
      task.estate?.name ?? '',
      task.organisation.name,
      task.person?.name ?? '',
      task.dueOn,
      task.daysLeft,
      stateWords[task.state],
    ].join('\t'),
  )
  return `截至 ${asOf}，未销号任务 ${rows.length} 件\n县（市、区）\t编号\t灯\t任务\t小区\t责任单位\t责任人\t期限\t剩余工作日\t状态\n${lines.join('\n')}\n`
}
