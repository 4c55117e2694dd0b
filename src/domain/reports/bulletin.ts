import type { Category } from '../estates/categories.ts'
import type { IsoDate } from '../shared/quantities.ts'
import { type Obstacle, obstacleNames, obstacles } from '../units/obstacles.ts'
import { type Figures, percent } from './figures.ts'
import type { Light } from './lights.ts'

type Progress = { units: number; firstRegistered: number; transferred: number }

/** One place of a bulletin: a county of the city, or an estate of the county. Rates are shares of the units on the list. */
type BulletinLine = Progress & {
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

/** Everything a monthly bulletin 月通报 says, kept as issued. */
export type Bulletin = {
  region: string
  regionName: string
  level: 'city' | 'county'
  month: string
  issueNo: number
  asOf: IsoDate
  knownOn: IsoDate
  /** What the changes count from: the bulletin issued before, or the end of the month before when this is the first. */
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

type Heading = Pick<Bulletin, 'region' | 'regionName' | 'level' | 'month' | 'issueNo' | 'knownOn'>

/** Writes a bulletin: the standing, and how it differs from what stood before. */
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

/** Places that are behind: homes still open, and either below the whole region's rate or not one transfer since the comparison; the most open homes first. */
function behind({ lines, totals }: Pick<Bulletin, 'lines' | 'totals'>): BulletinLine[] {
  return lines
    .filter(
      ({ open, transferRate, change }) =>
        open > 0 && ((transferRate ?? 0) < (totals.transferRate ?? 0) || change?.transferred === 0),
    )
    .toSorted((a, b) => b.open - a.open || (a.transferRate ?? 0) - (b.transferRate ?? 0))
}

/** The most places a paragraph names; the rest stand in the table. */
const named = 10

export type BulletinSection = { heading: string; paragraphs: string[]; table?: 'lines' | 'categories' }

/** The text of a bulletin, section by section, in the plain style of an official notice. */
export function wordBulletin(bulletin: Bulletin): { title: string; sections: BulletinSection[] } {
  const places = bulletin.level === 'city' ? '各县（市、区）' : '各小区'
  return {
    title: `关于${bulletin.regionName}不动产登记“清零行动”${monthWords(bulletin.month)}进展情况的通报`,
    sections: [
      {
        heading: '一、总体进度',
        paragraphs: [standingWords(bulletin), changeWords(bulletin), obstacleWords(bulletin)].filter(
          (text) => text !== '',
        ),
        table: 'categories',
      },
      { heading: `二、${places}进度与排名`, paragraphs: [rankingWords(bulletin)], table: 'lines' },
      { heading: '三、进度滞后情况', paragraphs: behindWords(bulletin) },
    ],
  }
}

function standingWords({ regionName, asOf, totals }: Bulletin): string {
  const { estates, units, firstRegistered, transferred, open, firstRate, transferRate } = totals
  return (
    `截至${dayWords(asOf)}，${regionName}列入清零台账的小区${estates}个、房屋${units}套。已办理首次登记${firstRegistered}套，占${percent(firstRate)}；` +
    `已办理转移登记${transferred}套，占${percent(transferRate)}（均占列入台账的全部套数）；尚未办理转移登记${open}套。`
  )
}

function changeWords({ since, totals }: Bulletin): string {
  const than =
    since.issueNo === null
      ? `与${dayWords(since.day)}相比`
      : `与第${since.issueNo}期通报（截至${dayWords(since.day)}）相比`
  return `${than}，首次登记${more(totals.newFirstRegistered)}，转移登记${more(totals.newTransferred)}。`
}

function obstacleWords({ obstacles: kinds }: Bulletin): string {
  if (kinds.length === 0) return ''
  return `未办理转移登记的房屋中，台账载明原因的：${kinds.map(({ obstacle, units }) => `${obstacleNames[obstacle]}${units}套`).join('、')}。`
}

function rankingWords({ lines, level }: Bulletin): string {
  const ranked = lines.filter(({ rank }) => rank !== null)
  const first = ranked.filter(({ open }) => open === 0)
  const place = level === 'city' ? '县（市、区）' : '小区'
  const complete =
    first.length === 0
      ? `尚无${place}全部办结`
      : `已全部办结的${place}有${first.length}个${first.length <= named ? `：${first.map(({ name }) => name).join('、')}` : ''}`
  return `按转移登记套数占列入台账套数的比例排名，比例相同的名次并列。${complete}。`
}

function behindWords(bulletin: Bulletin): string[] {
  const late = behind(bulletin)
  if (late.length === 0) return ['没有进度滞后的情况。']
  const still = late.filter(({ change }) => change?.transferred === 0)
  const list = late
    .slice(0, named)
    .map(({ name, open, transferRate }) => `${name}（未办${open}套，转移登记率${percent(transferRate)}）`)
  return [
    `未办套数较多、进度滞后的有${late.length}个：${list.join('、')}${late.length > named ? '等' : ''}。`,
    ...(still.length === 0
      ? []
      : [
          `其中本期转移登记没有进展的有${still.length}个：${still
            .slice(0, named)
            .map(({ name }) => name)
            .join('、')}${still.length > named ? '等' : ''}。`,
        ]),
  ]
}

const more = (n: number) => (n === 0 ? '没有变化' : n > 0 ? `新增${n}套` : `核减${-n}套`)

/** 2022年9月30日: no leading zeros, GB/T 15835. */
export function dayWords(day: IsoDate): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** 2022年9月. */
export function monthWords(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return `${year}年${number}月`
}
