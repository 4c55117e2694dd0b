import type { Category } from '../estates/categories.ts'
import type { IsoDate } from '../shared/quantities.ts'
import { type Obstacle, obstacles } from '../units/obstacles.ts'
import type { Figures } from './figures.ts'
import type { HandInLine } from './hand-in.ts'
import type { Light } from './lights.ts'
import type { Period } from './periods.ts'

type Progress = { units: number; firstRegistered: number; transferred: number }

/** One place of a bulletin: a county of the city, or an estate of the county. Rates are shares of the units on the list. */
export type BulletinLine = Progress & {
  key: string
  name: string
  estates: number
  open: number
  transferRate: number | null
  rank: number | null
  light: Light
  /** Since the comparison of the bulletin; `null` for a place that was not on the list then. */
  change: { firstRegistered: number; transferred: number; rank: number | null } | null
}

/** One kind of work: all of it, and what the period added; `null` where a ledger gave only sums, or nothing at all. */
export type WorkLine = { word: string; measure: string | null; added: number | null; total: number | null }

/** A task a report names: late on its day, or ended within its period. */
export type NamedTask = {
  county: string
  no: number
  title: string
  estate: string | null
  organisation: string
  person: string | null
  dueOn: IsoDate
  daysLate: number
  writtenOffOn: IsoDate | null
}

/** How the tasks of a unit, or of a county of the city, stand; `added`: written off in the period. */
export type TaskLine = { who: string; issued: number; writtenOff: number; open: number; overdue: number; added: number }

/** What was done in a period and how the tasks stand at its end; reports before the ranking have no `holders`. */
export type Work = {
  counters: WorkLine[]
  tasks: { issued: number; writtenOff: number; open: number; overdue: number }
  added: { issued: number; writtenOff: number }
  holders?: TaskLine[]
  overdue: NamedTask[]
  writtenOff: NamedTask[]
}

/** Sections of a report that stand on numbers; words may be put before and after each, never into it. */
export const sectionKeys = [
  'standing',
  'ranking',
  'behind',
  'work',
  'task_ranking',
  'overdue',
  'written_off',
  'hand_ins',
  'handed_figures',
] as const
export type SectionKey = (typeof sectionKeys)[number]

/** What the office writes around the numbers: sections of its own, and words before and after the counted ones. */
export type Remarks = {
  practice: string
  demands: string
  around?: { [key in SectionKey]?: { before: string; after: string } } | undefined
}

/**
 * Everything the report of a period says, kept as issued. `issueNo` is 0 while it is a draft; older ones tell no work.
 * `handIns`: what units or counties handed in; null or absent where nothing was asked of them.
 */
export type Bulletin = {
  region: string
  regionName: string
  level: 'city' | 'county'
  period: Period
  issueNo: number
  asOf: IsoDate
  knownOn: IsoDate
  /** What the changes count from: the bulletin issued before, or the end of the period before when that was not issued. */
  since: { day: IsoDate; issueNo: number | null }
  totals: Progress & {
    estates: number
    open: number
    firstRate: number | null
    transferRate: number | null
    newFirstRegistered: number
    newTransferred: number
  }
  categories: {
    category: Category
    estates: number
    units: number
    firstRegistered: number
    transferred: number
    open: number
    transferRate: number | null
  }[]
  obstacles: { obstacle: Obstacle; units: number }[]
  lines: BulletinLine[]
  work: Work | null
  handIns?: HandInLine[] | null
  remarks: Remarks
}

/** A region as a board shows it: what a bulletin is written from. */
export type Standing = {
  asOf: IsoDate
  figures: Figures
  byCategory: readonly (Figures & { key: Category })[]
  rows: readonly Omit<BulletinLine, 'change'>[]
}

/** What stood before, from the previous bulletin or from the figures of that day. */
export type Before = {
  day: IsoDate
  issueNo: number | null
  totals: Progress
  lines: readonly (Progress & { key: string; rank: number | null })[]
}

type Heading = Pick<
  Bulletin,
  'region' | 'regionName' | 'level' | 'period' | 'issueNo' | 'knownOn' | 'work' | 'handIns' | 'remarks'
>

/** Writes the report of a period: the standing, and how it differs from what stood before. */
export function composeBulletin(
  heading: Heading,
  { asOf, figures, byCategory, rows }: Standing,
  before: Before,
): Bulletin {
  const { estates, units, firstRegistered, transferred, open, rates } = figures
  const earlier = new Map(before.lines.map((line) => [line.key, line]))
  return {
    ...heading,
    asOf,
    since: { day: before.day, issueNo: before.issueNo },
    totals: {
      estates,
      units,
      firstRegistered,
      transferred,
      open,
      firstRate: rates.firstRegistration.value,
      transferRate: rates.transfer.value,
      newFirstRegistered: firstRegistered - before.totals.firstRegistered,
      newTransferred: transferred - before.totals.transferred,
    },
    categories: byCategory.map((of) => ({
      category: of.key,
      estates: of.estates,
      units: of.units,
      firstRegistered: of.firstRegistered,
      transferred: of.transferred,
      open: of.open,
      transferRate: of.rates.transfer.value,
    })),
    obstacles: obstacles
      .map((obstacle) => ({ obstacle, units: figures.obstacles[obstacle] }))
      .filter(({ units: n }) => n > 0),
    lines: rows.map((row) => ({ ...row, change: changeOf(row, earlier.get(row.key)) })),
  }
}

function changeOf(
  now: Omit<BulletinLine, 'change'>,
  then: (Progress & { rank: number | null }) | undefined,
): BulletinLine['change'] {
  if (!then) return null
  return {
    firstRegistered: now.firstRegistered - then.firstRegistered,
    transferred: now.transferred - then.transferred,
    rank: then.rank,
  }
}

/** Those who hold tasks in order of the share written off; equal shares share a rank. */
export function rankHolders(holders: readonly TaskLine[]): (TaskLine & { share: number; rank: number })[] {
  const inOrder = holders
    .filter(({ issued }) => issued > 0)
    .map((line) => ({ ...line, share: line.writtenOff / line.issued }))
    .toSorted((a, b) => b.share - a.share || a.overdue - b.overdue || b.issued - a.issued)
  return inOrder.map((line) => ({ ...line, rank: inOrder.findIndex(({ share }) => share === line.share) + 1 }))
}

/** What is behind, each list with the most open homes first. */
export type Behind = {
  /** Homes still open, and a smaller share transferred than in the whole region. */
  belowWhole: BulletinLine[]
  /** Homes still open, and not one transfer since the comparison. */
  atStandstill: BulletinLine[]
}

/** Which places of a bulletin are behind. A place that was not on the list before stands still for nobody. */
export function findBehind({ lines, totals }: Pick<Bulletin, 'lines' | 'totals'>): Behind {
  const open = lines
    .filter((line) => line.open > 0)
    .toSorted((a, b) => b.open - a.open || (a.transferRate ?? 0) - (b.transferRate ?? 0))
  return {
    belowWhole: open.filter(({ transferRate }) => (transferRate ?? 0) < (totals.transferRate ?? 0)),
    atStandstill: open.filter(({ change }) => change !== null && change.transferred <= 0),
  }
}

const summed = [
  ['estates', '小区数'],
  ['units', '套数'],
  ['firstRegistered', '首次登记套数'],
  ['transferred', '转移登记套数'],
] as const

/** The first sum within a bulletin that does not meet its total; nothing when all of them do. */
export function checkTotals({
  regionName,
  level,
  totals,
  categories,
  lines,
}: Bulletin): { place: string; what: string; expected: number; found: number } | undefined {
  const parts = { 各项目类别: categories, [level === 'city' ? '各县（市、区）' : '各小区']: lines }
  return Object.entries(parts)
    .flatMap(([words, rows]) =>
      summed.map(([key, name]) => ({
        place: regionName,
        what: `${words}之和与合计的${name}`,
        expected: totals[key],
        found: rows.reduce((sum, row) => sum + row[key], 0),
      })),
    )
    .find(({ expected, found }) => expected !== found)
}
