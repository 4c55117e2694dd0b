import type { IsoDate } from '../shared/quantities.ts'
import { type Obstacle, obstacles } from '../units/obstacles.ts'

/** The counts everything else is worked out from; summed from tallies, never typed. Area in square metres. */
type Counts = {
  estates: number
  buildings: number
  units: number
  surveyed: number
  firstRegistered: number
  transferred: number
  /** Homes whose owners were asked whether they want the registration, and those of them who said yes. */
  asked: number
  statedWilling: number
  areaM2: number
  obstacles: Record<Obstacle, number>
  /** What the estate ledgers say of themselves, to hold against the counted units. */
  stated: { units: number; firstRegistered: number; transferred: number }
}

/** A share with its denominator named, in words too; `null` where there is nothing to divide by. */
type Rate = { value: number | null; numerator: string; denominator: string; words: string }

/** What each share divides by what, as reports and command line say it. */
const rateWords = {
  firstRegistration: '首次登记率：首次登记套数 ÷ 总套数',
  transfer: '转移登记率：转移登记套数 ÷ 总套数',
  willingTransfer: '愿登率：转移登记套数 ÷ 可登套数（总套数减去不愿登记、联系不上和依法受限的套数）',
  willingness: '愿登意愿率：明确表示愿意的套数 ÷ 问过意愿的套数',
} as const

export type Figures = Counts & {
  open: number
  unwilling: number
  unreachable: number
  blockedByLaw: number
  /** Units whose owners neither refuse nor are out of reach and which no law blocks. */
  willing: number
  rates: Record<keyof typeof rateWords, Rate>
}

/** By which name each tally's indicator is counted. */
const countOf = {
  estates: 'estates',
  buildings: 'buildings',
  units: 'units',
  surveyed: 'surveyed',
  first_registered: 'firstRegistered',
  transferred: 'transferred',
  asked: 'asked',
  stated_willing: 'statedWilling',
} as const satisfies Record<string, keyof Counts>

const statedOf = {
  stated_units: 'units',
  stated_first_registered: 'firstRegistered',
  stated_transferred: 'transferred',
} as const satisfies Record<string, keyof Counts['stated']>

const isIn = <K extends string>(table: Record<K, unknown>, word: string): word is K => Object.hasOwn(table, word)

/** The figures of a region, category or estate from the sums of its tallies, one line per indicator. */
export function figuresFrom(sums: Iterable<{ indicator: string; n: number }>): Figures {
  const counts = noCounts()
  let areaX100 = 0 // divided once: hundredths of a square metre add up exactly
  for (const { indicator, n } of sums) {
    if (isIn(countOf, indicator)) counts[countOf[indicator]] += n
    else if (isIn(statedOf, indicator)) counts.stated[statedOf[indicator]] += n
    else if (indicator === 'area_m2_x100') areaX100 += n
    else if (isIn(counts.obstacles, indicator.slice('obstacle:'.length)))
      counts.obstacles[indicator.slice('obstacle:'.length) as Obstacle] += n // proven by isIn
  }
  return figuresOf({ ...counts, areaM2: areaX100 / 100 })
}

/** Rates and remainders from the counts. */
function figuresOf(counts: Counts): Figures {
  const { unwilling, unreachable, blocked_by_law: blockedByLaw } = counts.obstacles
  const willing = counts.units - unwilling - unreachable - blockedByLaw
  return {
    ...counts,
    open: counts.units - counts.transferred,
    unwilling,
    unreachable,
    blockedByLaw,
    willing,
    rates: {
      firstRegistration: rate('firstRegistration', counts.firstRegistered, counts.units, 'firstRegistered', 'units'),
      transfer: rate('transfer', counts.transferred, counts.units, 'transferred', 'units'),
      willingTransfer: rate('willingTransfer', counts.transferred, willing, 'transferred', 'willing'),
      willingness: rate('willingness', counts.statedWilling, counts.asked, 'statedWilling', 'asked'),
    },
  }
}

function rate(
  name: keyof typeof rateWords,
  part: number,
  whole: number,
  numerator: keyof Figures,
  denominator: keyof Figures,
): Rate {
  return { value: whole === 0 ? null : part / whole, numerator, denominator, words: rateWords[name] }
}

function noCounts(): Counts {
  return {
    estates: 0,
    buildings: 0,
    units: 0,
    surveyed: 0,
    firstRegistered: 0,
    transferred: 0,
    asked: 0,
    statedWilling: 0,
    areaM2: 0,
    obstacles: Object.fromEntries(obstacles.map((obstacle) => [obstacle, 0])) as Record<Obstacle, number>, // every key is set
    stated: { units: 0, firstRegistered: 0, transferred: 0 },
  }
}

/** Which state of the records a question is about: as of a day, as known on a day. */
export type AsOf = { asOf: IsoDate; knownOn: IsoDate | null }

/** `99.77%`, rounded as the published reports do; 100.00% only when nothing is open, a dash where there is nothing to divide by. */
export function percent(share: number | null): string {
  if (share === null) return '—'
  const hundredths = Math.round(share * 10_000)
  return `${(Math.min(hundredths, share < 1 ? 9999 : hundredths) / 100).toFixed(2)}%`
}
