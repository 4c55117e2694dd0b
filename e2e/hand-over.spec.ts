import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { readXlsx, writeXlsx } from 'hucre'
import { samplePerson } from '../samples/people.ts'
import { expectAccessible } from './accessible.ts'
import { enter, expectNoEnglish, picture, product, test, window } from './product.ts'

const fenyang = '141182'
const estate = '试验移交小区'
const homes = 8
const county = (path: string) => `${product().address}/counties/${fenyang}/${path}`
const api = (path: string) => `${product().address}/api/counties/${fenyang}/${path}`
const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)

/** An estate whose homes are first-registered and wait for their transfer, taken over as a clerk's ledger. */
async function bringLedger(page: Page): Promise<void> {
  const rows = Array.from({ length: homes }, (_, at) => {
    const { name, idNumber } = samplePerson(3_950_000 + at)
    return [estate, '1#', '1单元', String(101 + at), 88.5, name, idNumber, '2022-03-01']
  })
  const sheets = [
    {
      name: '小区台账',
      rows: [
        ['小区名称', '项目类别', '总套数', '幢数'],
        [estate, '历史遗留', homes, 1],
      ],
    },
    {
      name: '分户台账',
      rows: [['小区名称', '楼号', '单元', '房号', '建筑面积（㎡）', '权利人', '证件号码', '首次登记时间'], ...rows],
    },
  ]
  const path = join(tmpdir(), `${estate}.xlsx`)
  await writeFile(path, await writeXlsx({ sheets }))
  await page.goto(county('imports'))
  await page.locator('input[type=file]').setInputFiles(path)
  await page.getByRole('button', { name: '确认入库' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('理由').fill('试验台账')
  await dialog.getByRole('button', { name: /确\s*定/ }).click()
  await expect(page.getByText(/已入库 \d+ 行/)).toBeVisible({ timeout: 60_000 })
}

async function post(page: Page, path: string, data: object) {
  const answer = await page.request.post(api(path), { data })
  expect([path, answer.status()]).toEqual([path, 200])
  return answer.json()
}

/** Carries out a batch and gives the applications it led to. */
async function batch(page: Page, act: string, chosen: object, terms: object = {}): Promise<string[]> {
  const wanted = { name: estate, idempotencyKey: `hand-over-${act}`, ...chosen, terms: { on: today, ...terms } }
  const { id } = await post(page, `registration-batches/${act}`, wanted)
  await post(page, `registration-batches/${act}/${id}/run`, { reason: '集中办理' })
  const read = async () => (await page.request.get(api(`registration-batches/${id}?limit=100`))).json()
  await expect.poll(async () => (await read()).state, { timeout: 30_000 }).toBe('finished')
  return (await read()).rows.flatMap((row: { applicationId: string | null }) => row.applicationId ?? [])
}

/** The transfers of all homes of the estate, accepted by the window and reviewed by the registrar. */
async function makeReady(clerk: Page, registrar: Page): Promise<void> {
  const search = `${product().address}/api/regions/${fenyang}/units/search`
  const found = await clerk.request.post(search, { data: { search: samplePerson(3_950_000).name, limit: 50 } })
  const [first] = (await found.json()).rows.filter((row: { estateName: string }) => row.estateName === estate)
  const all = await clerk.request.post(search, { data: { estate: first.estateId, limit: 50 } })
  const units = (await all.json()).rows.map(({ id }: { id: string }) => id)
  expect(units).toHaveLength(homes)
  const applications = await batch(clerk, 'submit', { units })
  await batch(clerk, 'accept', { applications })
  for (const gate of ['papers', 'tax', 'fund'])
    await batch(clerk, `pass-${gate}`, { applications }, { state: 'passed', evidence: '已核验' })
  await batch(registrar, 'pass-review', { applications }, { state: 'passed' })
}

/** What the official system answers to the file that was handed over: one number is malformed, one home is left out. */
async function answerTo(handed: string): Promise<string> {
  const [sheet] = (await readXlsx(await readFile(handed))).sheets
  const [head = [], ...rows] = sheet?.rows ?? []
  const at = (code: string) => head.findIndex((cell) => String(cell).includes(`(${code})`))
  const lines = rows.slice(1).map((row, place) => {
    const number = place === 0 ? '晋2026汾阳1' : `晋(2026)汾阳市不动产权第${9_700_000 + place}号`
    return [row[at('YWH')], row[at('DJLX')], number, today, '已登簿'].join(',')
  })
  const path = join(tmpdir(), '登记结果.csv')
  await writeFile(path, `业务号,登记类型,不动产权证号,登簿日期,处理结果\n${lines.join('\n')}\n`)
  return path
}

test('applications are handed over, their results compared and entered, and what differs is named', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const clerk = await window(browser, 'fenyang-clerk')
  await bringLedger(clerk)
  const registrar = await window(browser, 'fenyang-registrar')
  await makeReady(clerk, registrar)

  await registrar.goto(county('hand-overs'))
  await registrar.getByRole('button', { name: '移交登记申请' }).click()
  const dialog = registrar.getByRole('dialog')
  await expect(dialog.getByText(`${homes} 件、${homes} 套可以移交`)).toBeVisible()
  await dialog.getByRole('button', { name: /确\s*定/ }).click()
  await registrar
    .locator('.ant-table-row')
    .filter({ hasText: /移交〔\d{4}〕\d+号/ })
    .first()
    .click()
  await expect(registrar.getByRole('heading', { level: 1 })).toHaveText(/移交〔\d{4}〕\d+号/)
  await expectNoEnglishBesideHash(registrar)
  await expectAccessible(registrar)
  await registrar.getByRole('button', { name: '下载移交文件' }).click()
  const downloading = registrar.waitForEvent('download')
  await registrar
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  const handed = await (await downloading).path()

  await registrar.locator('input[type=file]').setInputFiles(await answerTo(handed))
  await expect(registrar.getByText(`对账完毕：${homes - 2} 套可以据此登簿`)).toBeVisible()
  const results = registrar.url()

  // the clerk sees the same and may not enter
  await clerk.goto(results)
  await expect(clerk.getByText('据此登簿由登簿人员办理。')).toBeVisible()
  await expect(clerk.getByRole('button', { name: '据此登簿' })).toHaveCount(0)

  await registrar.getByRole('button', { name: '据此登簿' }).click()
  await registrar
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await expect(registrar.getByText(/示例汾阳审核 于 .* 据此登簿/)).toBeVisible()
  await expect(registrar.getByRole('button', { name: `已据此登簿 ${homes - 2}` })).toBeVisible()
  await registrar.getByRole('button', { name: '全部差异 2' }).click()
  await expect(registrar.getByText('我方已移交、对方没有', { exact: true })).toBeVisible()
  await expect(registrar.getByText(/“晋2026汾阳1”不是/)).toBeVisible()
  await expectAccessible(registrar)
  await picture(registrar, 'reconciliation-zh')
  const report = registrar.waitForEvent('download')
  await registrar.getByRole('button', { name: '下载对账报告' }).click()
  expect((await report).suggestedFilename()).toBe('对账报告.xlsx')
})

/** The hash and the format are letters by nature. */
async function expectNoEnglishBesideHash(page: Page): Promise<void> {
  const text = await page.locator('main').innerText()
  const crumbs = text.match(/[A-Za-z]{4,}/g) ?? []
  expect(crumbs.filter((word) => word !== 'xlsx' && !/^[a-f]+$/.test(word))).toEqual([])
}

test('hand-overs and reconciliations are read on a phone and in English, and not by a county next door', async ({
  browser,
}) => {
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  await enter(phone, 'fenyang-registrar')
  await phone.goto(county('hand-overs?view=results'))
  await phone.locator('.ant-table-row').first().click()
  await expect(phone.getByRole('button', { name: '全部差异 2' })).toBeVisible()
  await expectNoEnglish(phone)
  expect(await phone.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  expect(await phone.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  const results = phone.url()

  const english = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await enter(english, 'leader', 'en')
  await english.goto(results)
  await expect(english.getByRole('button', { name: 'All differences 2' })).toBeVisible()
  await expect(english.getByRole('button', { name: 'Enter by it' })).toHaveCount(0)

  const stranger = await window(browser, 'jiaokou-clerk')
  await stranger.goto(results)
  await expect(stranger.getByText('没有找到这一页，或不在您的辖区内')).toBeVisible()
})
