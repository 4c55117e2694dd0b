import type { RegionFigures } from '#contract/reports.ts'
import { categories, categoryNames } from '#domain/estates/categories.ts'
import { type AsOf, type Figures, figuresFrom } from '#domain/reports/figures.ts'
import { duesFigures, lastDueDay } from '../dues/actions.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { homeFigures, homeFiguresByEstate } from './home-figures.ts'
import { latestDay } from './latest-day.ts'
import { findRegion, listCounties, listWithin, type RegionName, type Sum, sumBy } from './store.ts'
import { findLastWorkDay, workFigures } from './work-figures.ts'

export type Split = 'region' | 'category' | 'estate' | 'day'

/** A region with the counties of it that may be read. */
export type Scope = { region: RegionName; counties: readonly string[] }

/** The counties of a region among those a caller may read. Refused as missing when the region itself is none of them. */
export async function getScope(tx: Tx, code: string, counties: readonly string[]): Promise<Scope> {
  const region = counties.includes(code) ? await findRegion(tx, code) : undefined
  if (!region) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有这个行政区' })
  return { region, counties: await listWithin(tx, code, counties) }
}

/** The figures of a region: one code for screens, charts, command line and bulletins. */
export async function getFigures(
  tx: Tx,
  scope: Scope,
  { asOf, knownOn, by }: { asOf?: string | undefined; knownOn?: string | undefined; by?: Split | undefined },
): Promise<RegionFigures> {
  const when: AsOf = { asOf: asOf ?? (await lastDayOf(tx, scope.counties)), knownOn: knownOn ?? null }
  const figures = await homeFigures(tx, scope.counties, when)
  const head = {
    region: scope.region.code,
    regionName: scope.region.name,
    asOf: when.asOf,
    knownOn: when.knownOn,
    ...figures,
    ...(await workFigures(tx, scope.counties, when)),
    dues: await duesFigures(tx, scope.counties, when),
  }
  return by ? { ...head, rows: await splitFigures(tx, scope, when, by) } : head
}

/** The day figures without a day are as of: the last one on which a home moved or any work was done. */
async function lastDayOf(tx: Tx, counties: readonly string[]): Promise<string> {
  const days = [
    await latestDay(tx, counties),
    (await findLastWorkDay(tx, counties)) ?? '',
    (await lastDueDay(tx, counties)) ?? '',
  ]
  return days.toSorted().at(-1) ?? ''
}

type Row = Figures & { key: string; label: string }

async function splitFigures(tx: Tx, { counties }: Scope, when: AsOf, by: Split): Promise<Row[]> {
  if (by === 'day') return runningTotals(await sumBy(tx, 'day', counties, when))
  if (by === 'category') {
    const byCategory = grouped(await sumBy(tx, 'category', counties, when))
    return categories
      .filter((category) => byCategory.has(category))
      .map((category) => row(category, categoryNames[category], byCategory))
  }
  if (by === 'region') {
    const byCounty = grouped(await sumBy(tx, 'county_code', counties, when))
    return (await listCounties(tx, counties)).map(({ code, name }) => row(code, name, byCounty))
  }
  return homeFiguresByEstate(tx, counties, when)
}

const row = (key: string, label: string, sums: ReadonlyMap<string, Sum[]>): Row => ({
  key,
  label,
  ...figuresFrom(sums.get(key) ?? []),
})

export function grouped(sums: readonly Sum[]): Map<string, Sum[]> {
  return Map.groupBy(sums, ({ key }) => key)
}

/** Figures at the end of each day on which something happened. */
function runningTotals(sums: readonly Sum[]): Row[] {
  const totals = new Map<string, Sum>()
  return [...grouped(sums)].map(([day, ofDay]) => {
    for (const { indicator, n } of ofDay)
      totals.set(indicator, { key: day, indicator, n: (totals.get(indicator)?.n ?? 0) + n })
    return { key: day, label: day, ...figuresFrom(totals.values()) }
  })
}
