import type { Forecast } from '#contract/schedule.ts'
import { type Figures, figuresFrom } from '#domain/reports/figures.ts'
import { chanceFrom, seedOf } from '#domain/tasks/chance.ts'
import { outlookOf, weeklyWork, weeksBehind } from '#domain/tasks/forecast.ts'
import type { Tx } from '../platform/acts.ts'
import { latestDay } from '../reports/actions.ts'
import { calendarIn } from '../tasks/actions.ts'
import { type DaySum, estateNames, homeSums, registeredByDay } from './forecast-store.ts'
import { type County, getPlace } from './store.ts'

/** Weeks looked back on: a quarter of a year. */
const weeks = 13

type Setting = Pick<Forecast, 'asOf' | 'weekEnds'> & { calendar: Awaited<ReturnType<typeof calendarIn>> }

/** When a region and each of its counties or estates are done at the pace of the weeks behind. */
export async function getForecast(
  tx: Tx,
  code: string,
  counties: readonly string[],
  asked: string | undefined,
): Promise<Forecast> {
  const { region, regionName, level, counties: places } = await getPlace(tx, code, counties)
  const codes = places.map(({ countyCode }) => countyCode)
  const asOf = asked ?? (await latestDay(tx, codes))
  const calendar = await calendarIn(tx)
  const weekEnds = weeksBehind(calendar, asOf, weeks)
  const by = level === 'city' ? 'county' : 'estate'
  const sums = await homeSums(tx, by, codes, asOf)
  const days = await registeredByDay(tx, by, codes, { after: weekEnds.at(-1) ?? asOf, asOf })
  const setting = { calendar, asOf, weekEnds }
  const whole = { key: region, figures: figuresFrom(sums), days, targets: latestTargets(places) }
  const { unwilling, unreachable, blockedByLaw } = whole.figures
  return {
    region,
    regionName,
    level,
    asOf,
    weekEnds,
    notWaitedFor: { unwilling, unreachable, blockedByLaw },
    ...outlooksOf(setting, whole),
    rows: linesOf(setting, { places, sums, days, names: by === 'estate' ? await estateNames(tx, codes) : new Map() }),
  }
}

type Told = {
  places: readonly County[]
  sums: Awaited<ReturnType<typeof homeSums>>
  days: readonly DaySum[]
  names: ReadonlyMap<string, string>
}

/** One line per county or estate with homes left, what ends last first. */
function linesOf(setting: Setting, { places, sums, days, names }: Told): Forecast['rows'] {
  const byCode = new Map(places.map((place) => [place.countyCode, place]))
  const daysOf = Map.groupBy(days, ({ key }) => key)
  return [...Map.groupBy(sums, ({ key }) => key)]
    .flatMap(([key, own]) => {
      const place = byCode.get(own[0]?.countyCode ?? '')
      const name = names.get(key) ?? place?.countyName
      if (!place || name === undefined) return []
      const line = { key, figures: figuresFrom(own), days: daysOf.get(key) ?? [], targets: place }
      return [{ key, countyCode: place.countyCode, name, ...outlooksOf(setting, line) }]
    })
    .filter(({ key, first, transfer }) => byCode.has(key) || first.remaining > 0 || transfer.remaining > 0)
    .toSorted((one, other) => lastDay(other).localeCompare(lastDay(one)) || one.name.localeCompare(other.name, 'zh'))
}

/** What does not end at this pace comes before all that does. */
const lastDay = ({ transfer: { p80 } }: Forecast['rows'][number]) => p80 ?? '9999-12-31'

type Line = { key: string; figures: Figures; days: readonly DaySum[]; targets: Pick<County, 'firstOn' | 'transferOn'> }

/** The transfer does not wait for homes whose owners refuse or are out of reach, nor for those the law blocks. */
function outlooksOf(setting: Setting, { key, figures, days, targets }: Line): Pick<Forecast, 'first' | 'transfer'> {
  const { units, willing, firstRegistered, transferred } = figures
  const of = (indicator: DaySum['indicator'], left: number, targetOn: string | null) => {
    const weekly = weeklyWork(
      setting.weekEnds,
      days.filter((day) => day.indicator === indicator),
    ).map((n) => Math.max(n, 0)) // a correction may take back more than a week brought
    const remaining = Math.max(left, 0)
    const chance = chanceFrom(seedOf(`${key} ${indicator} ${setting.asOf}`))
    return { remaining, weekly, ...outlookOf(setting.calendar, { ...setting, remaining, weekly }, chance), targetOn }
  }
  return {
    first: of('first_registered', units - firstRegistered, targets.firstOn),
    transfer: of('transferred', willing - transferred, targets.transferOn),
  }
}

/** A city is done when its last county is: its target is the latest of theirs, if every one has one. */
function latestTargets(places: readonly County[]): Pick<County, 'firstOn' | 'transferOn'> {
  const latest = (days: readonly (string | null)[]) => (days.includes(null) ? null : (days.toSorted().at(-1) ?? null))
  return { firstOn: latest(places.map(({ firstOn }) => firstOn)), transferOn: latest(places.map((p) => p.transferOn)) }
}
