import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RegionFigures } from '#contract/reports.ts'
import { dayWords } from '#domain/reports/bulletin-words.ts'
import { percent } from '#domain/reports/figures.ts'
import { dayBefore } from '#domain/reports/periods.ts'
import { type DocxContent, readDocx } from '../../../test/docx-content.ts'
import { createMadeHouse, fenyang, type MadeHouse, smallPlan } from '../../../test/made-house.ts'
import { commitImport } from '../ledgers/actions.ts'
import { read, systemActor } from '../platform/acts.ts'
import { writeBulletinDocument } from './bulletin-document.ts'
import { type Ask, draftBulletin } from './compose.ts'
import { getFigures, getScope } from './figures.ts'

/** Folder of the ledgers the product is tried on; they are no part of it, so without them there is nothing to try. */
const folder = process.env.QINGLING_LEDGERS ?? '../shared/ledgers'
const fangshan = '141128'
const clerk = systemActor([fangshan])

let house: MadeHouse
beforeAll(async () => {
  house = await createMadeHouse()
})
afterAll(() => house.drop())

/** The document of a period, with the figures at its end and at the end of the period before. */
async function documentOf(ask: Ask) {
  const actor = systemActor([ask.region])
  const said = await draftBulletin(house.db, actor, ask)
  const figuresAt = (asOf: string): Promise<RegionFigures> =>
    read(house.db, actor, async (tx) => getFigures(tx, await getScope(tx, ask.region, actor.counties), { asOf }))
  const document = await readDocx(await writeBulletinDocument({ ...said, issuedOn: said.knownOn }), house.folder)
  return { said, document, figures: await figuresAt(said.asOf), before: await figuresAt(dayBefore(said.period)) }
}

const tableOf = ({ tables }: DocxContent, first: string) => tables.find(([header]) => header?.[0] === first) ?? []

/** Numbers of the text that none of the sentences expected accounts for. */
function unexplained({ paragraphs }: DocxContent, expected: readonly string[]): string[] {
  return paragraphs.filter((text) => /\d/.test(text) && !expected.some((sentence) => text.includes(sentence)))
}

const taskWords = ({ tasks }: RegionFigures, before: RegionFigures) =>
  `累计下达任务${tasks.issued}项、销号${tasks.writtenOff}项，在办${tasks.open}项，其中逾期${tasks.overdue}项；` +
  `本期下达${tasks.issued - before.tasks.issued}项、销号${tasks.writtenOff - before.tasks.writtenOff}项。`

describe.skipIf(!existsSync(folder))('reports from the ledger of 方山县', () => {
  beforeAll(async () => {
    const place = await house.bring(fangshan, [join(folder, '方山县-项目台账.xlsx')])
    await commitImport(house, clerk, place, '导入台账')
  }, 120_000)

  test.each([
    ['month', '2022-09', '2022年9月进展情况的通报'],
    ['week', '2022-W39', '2022年第39周任务清单'],
    ['ten_days', '2022-09-T2', '2022年9月中旬调度情况'],
    ['day', '2022-09-20', '2022年9月20日工作日报'],
  ] as const)('every number in the document of the %s is a figure of its last day', async (kind, period, title) => {
    const { said, document, figures, before } = await documentOf({ region: fangshan, kind, period })
    const sentences = [
      `截至${dayWords(said.asOf)}，方山县小区台账未报；`,
      `截至${dayWords(said.asOf)}，方山县列入清零台账的小区${figures.estates}个；`,
      taskWords(figures, before),
      `逾期未销号的任务${figures.tasks.overdue}项`,
      `本期销号任务${figures.tasks.writtenOff - before.tasks.writtenOff}项。`,
    ]
    expect(document.paragraphs.slice(0, 3).join()).toContain(title)
    expect(unexplained({ ...document, paragraphs: document.paragraphs.slice(3, -1) }, sentences)).toEqual([])
    expect(document.paragraphs).toContain(taskWords(figures, before))

    const counters = tableOf(document, '工作').slice(1)
    expect(counters.length).toBe(Object.keys(figures.counters).length)
    for (const [word = '', , added, total] of counters) {
      expect([word, total]).toEqual([word, String(figures.counters[word] || '未报')])
      if (added !== '未报')
        expect([word, added]).toEqual([word, String((figures.counters[word] ?? 0) - (before.counters[word] ?? 0))])
    }
    const holders = document.tables.find(([header]) => header?.[1] === '责任单位')?.slice(1) ?? []
    const sumOf = (column: number) => holders.reduce((sum, row) => sum + Number(row[column]), 0)
    expect([2, 3, 4, 5, 6].map(sumOf)).toEqual([
      figures.tasks.issued,
      figures.tasks.writtenOff,
      figures.tasks.open,
      figures.tasks.overdue,
      figures.tasks.writtenOff - before.tasks.writtenOff,
    ])
    const late = tableOf(document, '小区').filter(([, , , , , last]) => /^\d+$/.test(last ?? ''))
    expect(late.length).toBe(Math.min(200, figures.tasks.overdue))
  })

  test('the month shows the work the county published', async () => {
    const { document } = await documentOf({ region: fangshan, kind: 'month', period: '2022-10', asOf: '2022-10-10' })
    const total = Object.fromEntries(tableOf(document, '工作').map(([word, , , sum]) => [word, sum]))
    expect(total).toMatchObject({
      协调推进会: '15',
      会商研判: '8',
      周汇报任务清单: '18',
      限时办结通知书: '16',
      督办函: '7',
      跟踪督办: '9',
      专项检查: '15',
      约谈责任单位一把手: '3',
    })
  })

  test('another county cannot have it', async () => {
    const other = systemActor(['141130'])
    const said = draftBulletin(house.db, other, { region: fangshan, kind: 'month', period: '2022-09' })
    await expect(said).rejects.toThrow('没有这个行政区')
  })
})

describe('the report of a county with a unit ledger', () => {
  beforeAll(() => house.importCounty(smallPlan(fenyang)))
  const november = { region: fenyang, kind: 'month', period: '2022-11' } as const

  test('says in words and tables what the figures say, and what changed since', async () => {
    const { document, figures, before } = await documentOf(november)
    const { estates, units, firstRegistered, transferred, open, rates } = figures
    const text = document.paragraphs.join('\n')
    expect(text).toContain(
      `列入清零台账的小区${estates}个、房屋${units}套。已办理首次登记${firstRegistered}套，占${percent(rates.firstRegistration.value)}；` +
        `已办理转移登记${transferred}套，占${percent(rates.transfer.value)}（均占列入台账的全部套数）；尚未办理转移登记${open}套。`,
    )
    const added = transferred - before.transferred
    expect(text).toContain(`转移登记${added === 0 ? '没有变化' : `新增${added}套`}`)
    const sums = [estates, units, firstRegistered, transferred, open].map(String)
    expect(tableOf(document, '项目类别').at(-1)).toEqual(['合计', ...sums, percent(rates.transfer.value)])
    expect(tableOf(document, '名次').at(-1)?.slice(2)).toEqual([
      ...sums.slice(1),
      percent(rates.transfer.value),
      String(added),
    ])
  })

  test('calls what no ledger told a gap, never a zero', async () => {
    const { said } = await documentOf(november)
    expect(said.work).toMatchObject({ tasks: { issued: 0 } })
    const { document } = await documentOf(november)
    expect(document.paragraphs).toContain('任务台账未报。')
    const bare = { ...said, lines: said.lines.map((line) => ({ ...line, units: 0, transferRate: null, rank: null })) }
    const { tables } = await readDocx(await writeBulletinDocument({ ...bare, issuedOn: said.knownOn }), house.folder)
    const lines = tables.find(([header]) => header?.[0] === '名次') ?? []
    expect(lines.length).toBe(said.lines.length + 2)
    for (const line of lines.slice(1, -1)) expect(line.slice(2)).toEqual(['未报', '未报', '未报', '未报', '—', '—'])
  })
})

test('a report says only what its caller may read, whoever calls', async () => {
  const ask = { region: fenyang, kind: 'month', period: '2022-11' } as const
  await expect(draftBulletin(house.db, systemActor([fangshan]), ask)).rejects.toThrow('没有这个行政区')
  await expect(draftBulletin(house.db, systemActor([fenyang]), { ...ask, region: '141100' })).rejects.toThrow(
    '没有这个行政区',
  )
  const alone = await draftBulletin(house.db, systemActor([fenyang]), ask)
  const amongOthers = await draftBulletin(house.db, systemActor([fangshan, fenyang, '141100']), ask)
  expect(amongOthers.totals).toEqual(alone.totals)
  expect(amongOthers.work).toEqual(alone.work)
  const city = await draftBulletin(house.db, systemActor([fangshan, fenyang, '141100']), { ...ask, region: '141100' })
  expect(city.totals.units).toBe(alone.totals.units)
})
