import { sql } from 'kysely'
import type { Battle } from '#contract/battle.ts'
import { workingDaysBetween } from '#domain/tasks/calendar.ts'
import type { TaskLight } from '#domain/tasks/lights.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import {
  battlePlaces,
  countStandings,
  countWrittenOff,
  lastWrittenOff,
  listDoneEstates,
  type Place,
  type Standing,
  type WrittenOff,
  worstLight,
} from './battle-counts.ts'
import { calendarIn } from './calendar.ts'

/** An estate as the map names it, with the homes that wait there. */
export type WaitingEstate = { name: string; homes: number }

/** The battle map as far as tasks alone tell it; the countdown and the ladders of supervision are put beside it. */
export type TasksBattle = Omit<Battle, 'countdown' | 'ladders' | 'letters' | 'red'> & {
  red: Omit<Battle['red'][number], 'lastStep'>[]
}

/** The wall names no more than can be read from the far end of the room. */
const listed = 10

/** How the tasks of these counties stand today, and the light of each estate that ever had one. `estates`: those that may be named. */
export async function battleOf(
  tx: Tx,
  counties: readonly string[],
  estates: ReadonlyMap<string, WaitingEstate>,
  today = officeToday(),
): Promise<{ battle: TasksBattle; lights: Map<string, TaskLight> }> {
  const calendar = await calendarIn(tx)
  const places = await battlePlaces(tx, counties)
  const standings = await countStandings(tx, places, calendar, today)
  const writtenOff = await countWrittenOff(tx, counties, today)
  const late = lateIn(places, (dueOn) => -workingDaysBetween(calendar, today, dueOn))
  const behind = standings.filter(({ red }) => red > 0)
  const byCounty = standingsByCounty(places, standings, writtenOff)
  const battle = {
    today,
    ...summed(byCounty, ['open', 'overdue', 'red']),
    writtenOff: summed([...writtenOff.values()], ['today', 'week', 'total']),
    ticker: await lastWrittenOff(tx, counties),
    counties: byCounty,
    red: await redList(tx, behind.filter(({ of }) => of === 'organisation').map(late)),
    critical: criticalEstates(behind.filter(({ of }) => of === 'estate').map(late), estates),
  }
  return { battle, lights: await estateLights(tx, counties, standings) }
}

function standingsByCounty(
  places: readonly Place[],
  standings: readonly Standing[],
  writtenOff: ReadonlyMap<string, WrittenOff>,
): Battle['counties'] {
  return places.map(({ code }) => ({
    code,
    ...summed(
      standings.filter(({ of, countyCode }) => of === 'county' && countyCode === code),
      ['open', 'overdue', 'red'],
    ),
    writtenOff: writtenOff.get(code)?.total ?? 0,
  }))
}

type Late = { id: string; countyCode: string; countyName: string; overdue: number; red: number; worstDays: number }

const furthestBehind = (a: Late, b: Late) =>
  b.red - a.red || b.overdue - a.overdue || b.worstDays - a.worstDays || a.id.localeCompare(b.id)

function lateIn(places: readonly Place[], daysLate: (dueOn: string) => number) {
  const names = new Map(places.map(({ code, name }) => [code, name]))
  return ({ id, countyCode, overdue, red, worstDueOn }: Standing): Late => ({
    id,
    countyCode,
    countyName: names.get(countyCode) ?? countyCode,
    overdue,
    red,
    worstDays: worstDueOn === null ? 0 : daysLate(worstDueOn),
  })
}

function summed<K extends string>(rows: readonly Record<K, number>[], keys: readonly K[]): Record<K, number> {
  const sums = keys.map((key) => [key, rows.reduce((sum, row) => sum + row[key], 0)])
  return Object.fromEntries(sums) as Record<K, number> // one entry for each of the keys
}

async function estateLights(
  tx: Tx,
  counties: readonly string[],
  standings: readonly Standing[],
): Promise<Map<string, TaskLight>> {
  const lights = new Map<string, TaskLight>()
  for (const id of await listDoneEstates(tx, counties)) lights.set(id, 'blue')
  for (const standing of standings) if (standing.of === 'estate') lights.set(standing.id, worstLight(standing))
  return lights
}

/** Where most homes wait behind overdue tasks. */
function criticalEstates(behind: readonly Late[], estates: ReadonlyMap<string, WaitingEstate>): Battle['critical'] {
  return behind
    .flatMap((late) => {
      const estate = estates.get(late.id)
      return estate ? [{ ...estate, ...late }] : []
    })
    .toSorted((a, b) => b.homes - a.homes || furthestBehind(a, b))
    .slice(0, listed)
}

/** The units furthest behind, each with who holds the post of its head 一把手 today. */
async function redList(tx: Tx, behind: readonly Late[]): Promise<TasksBattle['red']> {
  const units = behind.toSorted(furthestBehind).slice(0, listed)
  const { rows } = await sql<{ id: string; name: string; head: string | null }>`
    select o.id, o.name, p.name as head
      from organisations as o
      left join postings as g on g.county_code = o.county_code and g.organisation_id = o.id and g.duty = 'head' and g.until_on is null
      left join people as p on p.county_code = g.county_code and p.id = g.person_id
     where o.county_code = any (${units.map(({ countyCode }) => countyCode)}::text[])
       and o.id = any (${units.map(({ id }) => id)}::uuid[])`.execute(tx)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return units.flatMap(({ id, ...late }) => {
    const unit = byId.get(id)
    return unit ? [{ organisationId: id, organisation: unit.name, head: unit.head, ...late }] : []
  })
}
