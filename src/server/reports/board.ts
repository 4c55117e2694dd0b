import type { Board, BoardRow, Wall } from '#contract/reports.ts'
import { categories } from '#domain/estates/categories.ts'
import { type AsOf, type Figures, figuresFrom } from '#domain/reports/figures.ts'
import { lightOf } from '#domain/reports/lights.ts'
import type { TaskLight } from '#domain/tasks/lights.ts'
import { countdownOf } from '../campaign/actions.ts'
import type { Tx } from '../platform/acts.ts'
import { withLadders } from '../supervision/actions.ts'
import { battleOf } from '../tasks/actions.ts'
import { grouped, type Scope } from './figures.ts'
import { latestDay } from './latest-day.ts'
import { type EstateName, findLatestDay, listCounties, listEstateNames, type Sum, sumBy, sumByEstate } from './store.ts'

/** The most points a trend line needs; more are not seen on a screen. */
const trendPoints = 400

/** Where a region stands: its figures, its counties or estates in order of their rate, and how it came there. */
export async function getBoard(tx: Tx, scope: Scope, asOf: string | undefined): Promise<Board> {
  const when: AsOf = { asOf: asOf ?? (await latestDay(tx, scope.counties)), knownOn: null }
  const { region, counties } = scope
  const byCategory = grouped(await sumBy(tx, 'category', counties, when))
  return {
    region: region.code,
    regionName: region.name,
    level: region.level,
    asOf: when.asOf,
    latestDay: await findLatestDay(tx, counties),
    figures: figuresFrom([...byCategory.values()].flat()),
    byCategory: categories
      .filter((category) => byCategory.has(category))
      .map((key) => ({ key, ...figuresFrom(byCategory.get(key) ?? []) })),
    rows: ranked(region.level === 'city' ? await countyRows(tx, counties, when) : await estateRows(tx, counties, when)),
    trend: trendOf(await sumBy(tx, 'day', counties, when)),
  }
}

async function countyRows(tx: Tx, counties: readonly string[], when: AsOf): Promise<BoardRow[]> {
  const sums = grouped(await sumBy(tx, 'county_code', counties, when))
  return (await listCounties(tx, counties)).map(({ code, name }) =>
    boardRow({ key: code, countyCode: code, name, category: null }, figuresFrom(sums.get(code) ?? [])),
  )
}

async function estateRows(tx: Tx, counties: readonly string[], when: AsOf): Promise<BoardRow[]> {
  const sums = grouped(await sumByEstate(tx, counties, when))
  return (await listEstateNames(tx, counties)).map(({ id, countyCode, name, category }) =>
    boardRow({ key: id, countyCode, name, category }, figuresFrom(sums.get(id) ?? [])),
  )
}

function boardRow(place: Pick<BoardRow, 'key' | 'countyCode' | 'name' | 'category'>, figures: Figures): BoardRow {
  const { estates, units, firstRegistered, transferred, open } = figures
  return {
    ...place,
    estates,
    units,
    firstRegistered,
    transferred,
    open,
    transferRate: figures.rates.transfer.value,
    light: lightOf(figures),
    rank: null,
  }
}

/** By rate, then by homes; equal rates share a rank, and what has no homes has none. */
function ranked(rows: readonly BoardRow[]): BoardRow[] {
  const rate = (row: BoardRow) => row.transferRate ?? -1
  const inOrder = rows.toSorted((a, b) => rate(b) - rate(a) || b.units - a.units || a.name.localeCompare(b.name, 'zh'))
  return inOrder.map((row) => ({
    ...row,
    rank: row.transferRate === null ? null : inOrder.findIndex((other) => rate(other) === rate(row)) + 1,
  }))
}

/** Running totals of both registrations, thinned evenly but always with the last day. */
function trendOf(sums: readonly Sum[]): Board['trend'] {
  let firstRegistered = 0
  let transferred = 0
  const points = [
    ...grouped(sums.filter(({ indicator }) => indicator === 'first_registered' || indicator === 'transferred')),
  ].map(([day, ofDay]) => {
    for (const { indicator, n } of ofDay) {
      if (indicator === 'first_registered') firstRegistered += n
      else transferred += n
    }
    return { day, firstRegistered, transferred }
  })
  const step = Math.ceil(points.length / trendPoints)
  return points.filter((_, place) => (points.length - 1 - place) % step === 0)
}

/** Every county and every estate as a tile; of the latest day also how the tasks stand. */
export async function getWall(tx: Tx, scope: Scope, asOf: string | undefined): Promise<Wall> {
  const when: AsOf = { asOf: asOf ?? (await latestDay(tx, scope.counties)), knownOn: null }
  const { region, counties } = scope
  const byCounty = grouped(await sumBy(tx, 'county_code', counties, when))
  const byEstate = grouped(await sumByEstate(tx, counties, when))
  const names = await listEstateNames(tx, counties)
  const estates = Map.groupBy(names, ({ countyCode }) => countyCode)
  const waiting = () =>
    new Map(names.map(({ id, name }) => [id, { name, homes: figuresFrom(byEstate.get(id) ?? []).open }]))
  const tasks = asOf === undefined ? await battleOf(tx, counties, waiting()) : null
  return {
    region: region.code,
    regionName: region.name,
    asOf: when.asOf,
    figures: figuresFrom([...byCounty.values()].flat()),
    counties: (await listCounties(tx, counties)).map(({ code, name }) => {
      const figures = figuresFrom(byCounty.get(code) ?? [])
      const { units, firstRegistered, transferred } = figures
      return {
        code,
        name,
        estates: figures.estates,
        units,
        firstRegistered,
        transferred,
        transferRate: figures.rates.transfer.value,
        light: lightOf(figures),
        tiles: (estates.get(code) ?? []).map((estate) =>
          tileOf(estate, byEstate.get(estate.id) ?? [], tasks?.lights.get(estate.id) ?? null),
        ),
      }
    }),
    battle: tasks && {
      ...(await withLadders(tx, counties, tasks.battle)),
      countdown: await countdownOf(tx, region.code),
    },
  }
}

function tileOf(
  { id, name }: EstateName,
  sums: readonly Sum[],
  taskLight: TaskLight | null,
): Wall['counties'][number]['tiles'][number] {
  const figures = figuresFrom(sums)
  return [id, name, figures.units, figures.firstRegistered, figures.transferred, lightOf(figures), taskLight]
}
