import type { IsoDate } from '../shared/quantities.ts'
import { obstacleNames } from '../units/obstacles.ts'
import { type Bulletin, type BulletinLine, findBehind, type SectionKey } from './bulletin.ts'
import { categoryTable, lineTable, type PlainTable, placeWords } from './bulletin-tables.ts'
import { percent } from './figures.ts'
import { handInSections } from './hand-in-words.ts'
import { periodWords } from './periods.ts'
import { workSections } from './work-words.ts'

/** The most places a paragraph names; the rest stand in the table. */
const named = 10

/** A section as the numbers say it. */
export type CountedSection = { key: SectionKey; heading: string; paragraphs: string[]; table?: PlainTable }

/** A section with what the office put before and after its numbers, or one of the office's own. */
export type BulletinSection = Omit<CountedSection, 'key'> & {
  key: SectionKey | 'practice' | 'demands'
  before: string[]
  after: string[]
}

export type BulletinWords = { title: readonly [string, string]; sections: BulletinSection[] }

/** The text of a report, section by section, in the plain style of an official notice; its title breaks where the sense does. */
export function wordBulletin(bulletin: Bulletin): BulletinWords {
  const counted = [...progressSections(bulletin), ...workSections(bulletin), ...handInSections(bulletin)]
  const sections = counted.map((section) => ({ ...section, ...aroundOf(bulletin, section.key) }))
  return { title: titleWords(bulletin), sections: [...sections, ...remarkSections(bulletin)].map(numbered) }
}

function progressSections(bulletin: Bulletin): CountedSection[] {
  const isCounted = bulletin.totals.units > 0
  return [
    {
      key: 'standing',
      heading: '总体进度',
      paragraphs: [standingWords(bulletin), changeWords(bulletin), obstacleWords(bulletin)].filter(
        (text) => text !== '',
      ),
      ...(isCounted && { table: categoryTable(bulletin) }),
    },
    {
      key: 'ranking',
      heading: `各${placeWords(bulletin)}进度与排名`,
      paragraphs: [isCounted ? rankingWords(bulletin) : '分户台账未报，不作排名。'],
      ...(isCounted && { table: lineTable(bulletin) }),
    },
    {
      key: 'behind',
      heading: '进度滞后情况',
      paragraphs: isCounted ? behindWords(bulletin) : ['分户台账未报。'],
    },
  ]
}

const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '')

function aroundOf({ remarks }: Bulletin, key: SectionKey): { before: string[]; after: string[] } {
  const around = remarks.around?.[key]
  return { before: linesOf(around?.before ?? ''), after: linesOf(around?.after ?? '') }
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

const numbered = (section: BulletinSection, at: number): BulletinSection => ({
  ...section,
  heading: `${numerals[at]}、${section.heading}`,
})

function titleWords({ regionName, period }: Bulletin): BulletinWords['title'] {
  const campaign = `${regionName}不动产登记“清零行动”`
  const words = periodWords(period)
  return {
    day: [campaign, `${words}工作日报`],
    week: [campaign, `${words}任务清单`],
    ten_days: [campaign, `${words}调度情况`],
    month: [`关于${campaign}`, `${words}进展情况的通报`],
  }[period.kind] as [string, string] // each of them is a pair
}

function remarkSections({ remarks: { practice, demands } }: Bulletin): BulletinSection[] {
  const around = { before: [], after: [] }
  return [
    { key: 'practice' as const, heading: '典型做法', ...around, paragraphs: linesOf(practice) },
    { key: 'demands' as const, heading: '下步要求', ...around, paragraphs: linesOf(demands) },
  ].filter(({ paragraphs }) => paragraphs.length > 0)
}

function standingWords({ regionName, asOf, totals }: Bulletin): string {
  if (totals.units === 0)
    return `截至${dayWords(asOf)}，${regionName}${totals.estates === 0 ? '小区台账未报' : `列入清零台账的小区${totals.estates}个`}；分户台账未报，房屋套数、首次登记和转移登记没有可核的数。`
  const { estates, units, firstRegistered, transferred, open, firstRate, transferRate } = totals
  return (
    `截至${dayWords(asOf)}，${regionName}列入清零台账的小区${estates}个、房屋${units}套。已办理首次登记${firstRegistered}套，占${percent(firstRate)}；` +
    `已办理转移登记${transferred}套，占${percent(transferRate)}（均占列入台账的全部套数）；尚未办理转移登记${open}套。`
  )
}

function changeWords({ since, totals }: Bulletin): string {
  if (totals.units === 0) return ''
  const than =
    since.issueNo === null ? `与${dayWords(since.day)}相比` : `与第${since.issueNo}期（截至${dayWords(since.day)}）相比`
  return `${than}，首次登记${more(totals.newFirstRegistered)}，转移登记${more(totals.newTransferred)}。`
}

function obstacleWords({ obstacles: kinds }: Bulletin): string {
  if (kinds.length === 0) return ''
  return `未办理转移登记的房屋中，台账载明原因的：${kinds.map(({ obstacle, units }) => `${obstacleNames[obstacle]}${units}套`).join('、')}。`
}

function rankingWords(bulletin: Bulletin): string {
  const first = bulletin.lines.filter(({ rank, open }) => rank !== null && open === 0)
  const place = placeWords(bulletin)
  const complete =
    first.length === 0
      ? `尚无${place}全部办结`
      : `已全部办结的${place}有${first.length}个${first.length <= named ? `：${first.map(({ name }) => name).join('、')}` : ''}`
  return `按转移登记套数占列入台账套数的比例排名，比例相同的名次并列。${complete}。`
}

function behindWords(bulletin: Bulletin): string[] {
  const { belowWhole, atStandstill } = findBehind(bulletin)
  const place = placeWords(bulletin)
  const paragraphs = [
    belowWhole.length > 0 &&
      `转移登记率低于总体水平（${percent(bulletin.totals.transferRate)}）的${place}有${belowWhole.length}个${listWords(
        belowWhole,
        ({ name, open, transferRate }) => `${name}（未办${open}套，转移登记率${percent(transferRate)}）`,
      )}。`,
    atStandstill.length > 0 &&
      `尚有未办、本期转移登记没有进展的${place}有${atStandstill.length}个${listWords(
        atStandstill,
        ({ name, open }) => `${name}（未办${open}套）`,
      )}。`,
  ].filter((text) => text !== false)
  return paragraphs.length === 0 ? ['没有进度滞后的情况。'] : paragraphs
}

/** ：甲、乙 – or, of a long list, only the first, as those with the most open homes. */
function listWords(lines: readonly BulletinLine[], words: (line: BulletinLine) => string): string {
  const list = lines.slice(0, named).map(words).join('、')
  return lines.length > named ? `，其中未办较多的${named}个是：${list}` : `：${list}`
}

const more = (n: number) => (n === 0 ? '没有变化' : n > 0 ? `新增${n}套` : `核减${-n}套`)

/** 2022年9月30日: no leading zeros, GB/T 15835. */
export function dayWords(day: IsoDate): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
