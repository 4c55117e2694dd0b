import { readFile, writeFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { readXlsx, writeXlsx } from 'hucre'
import { sampleCounties } from '../samples/campaign.ts'
import type { UnitRow } from '../src/domain/ledgers/rows.ts'
import { enter, expectNoEnglish, picture, product, test, window } from './product.ts'

const fenyang = '141182'

type Line = Record<string, string>

/** The owners of an estate's open homes, as the developer has them in his own files. */
function ownersOf(estate: string): ReadonlyMap<string, UnitRow> {
  const county = sampleCounties('city').find(({ code }) => code === fenyang)
  const open = [...(county?.units() ?? [])].filter((unit) => unit.estate === estate && unit.transferredOn === null)
  return new Map(open.map((unit) => [[unit.building, unit.entrance, unit.room].join(), unit]))
}

async function readBook(path: string): Promise<{ head: string[]; lines: Line[] }> {
  const { sheets } = await readXlsx(await readFile(path))
  const [head = [], ...rows] = (sheets[0]?.rows ?? []).map((row) => row.map((cell) => String(cell ?? '')))
  return { head, lines: rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? '']))) }
}

async function writeBook(path: string, { head, lines }: { head: string[]; lines: readonly Line[] }): Promise<string> {
  const rows = [head, ...lines.map((line) => head.map((name) => line[name] ?? ''))]
  await writeFile(path, await writeXlsx({ sheets: [{ name: '业主', rows }] }))
  return path
}

/** A row of the template with the owners of its home. */
function filled(line: Line, homes: ReadonlyMap<string, UnitRow>): Line {
  const owners = homes.get([line.楼号, line.单元, line.房号].join())?.owners ?? []
  return {
    ...line,
    权利人姓名: owners.map(({ name }) => name).join('、'),
    证件号码: owners.map(({ idNumber }) => idNumber).join('、'),
    共有方式: owners.length > 1 ? '共同共有' : '',
    合同编号: line.合同编号 || `XS-${line.楼号}-${line.房号}`,
    合同签订日期: '2012-06-18',
  }
}

async function save(page: Page, name: string, path: string): Promise<string> {
  const taking = page.waitForEvent('download')
  await page.getByRole('button', { name }).click()
  await (await taking).saveAs(path)
  return path
}

async function checkBook(page: Page, path: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(path)
}

test('a developer goes from the list of papers to the bulk hand-in of its homes, which the window sees', async ({
  browser,
}, info) => {
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  await enter(phone, 'fenyang-developer')
  await phone.goto(product().address)
  await expect(phone.getByRole('heading', { name: '我的小区' })).toBeVisible()
  const card = phone.locator('.own-estates a').first()
  const estate = await card.locator('.ant-card-head-title').innerText()
  await card.click()
  await expect(phone.getByRole('heading', { name: estate })).toBeVisible()
  await expect(phone.getByText('土地权属来源材料')).toBeVisible()
  await expectNoEnglish(phone)
  await picture(phone, 'developer-checklist-zh')

  await phone.getByRole('button', { name: '提交其他材料' }).click()
  const paper = { name: '共有部分说明.txt', mimeType: 'text/plain', buffer: Buffer.from('公用部分已移交') }
  await phone.getByRole('dialog').locator('input[type=file]').setInputFiles(paper)
  await phone.getByRole('dialog').getByRole('button', { name: '提交材料' }).click()
  await expect(phone.getByText('共有部分说明.txt')).toBeVisible()

  await phone.getByRole('tab', { name: /业主材料/ }).click()
  const template = await readBook(await save(phone, '下载模板', info.outputPath('template.xlsx')))
  const homes = ownersOf(estate)
  const lines = template.lines.map((line) => filled(line, homes))
  expect(lines.length).toBeGreaterThan(10)
  const [first, ...others] = lines
  const wrong = { ...first, 证件号码: '141199197001010019' }
  await checkBook(phone, await writeBook(info.outputPath('业主材料.xlsx'), { ...template, lines: [wrong, ...others] }))
  const status = phone.getByRole('status')
  await expect(status).toHaveText(/\d+ 户可以提交，\d+ 户需要改正/)
  const before = Number((await status.innerText()).match(/^(\d+)/)?.[1])
  await expect(phone.locator('.own-faults')).toContainText('身份证号校验码不符')
  await picture(phone, 'developer-owners-zh')
  const faults = await readBook(await save(phone, '下载需要改正的行', info.outputPath('faults.xlsx')))
  expect(faults.lines.some((line) => line.退回原因?.includes('身份证号校验码不符'))).toBe(true)

  await checkBook(phone, await writeBook(info.outputPath('业主材料-改正.xlsx'), { ...template, lines }))
  await expect(phone.getByRole('button', { name: `提交 ${before + 1} 户给窗口` })).toBeVisible()
  expect(await phone.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await phone.getByRole('button', { name: `提交 ${before + 1} 户给窗口` }).click()
  await phone
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await expect(phone.getByText('已提交窗口').first()).toBeVisible()

  const desk = await window(browser, 'fenyang-window')
  await desk.goto(`${product().address}/counties/${fenyang}/registration-batches`)
  await desk.getByText('业主材料-改正').first().click()
  await expect(desk.getByText(/开发有限公司提交/)).toBeVisible()
  await expect(desk.getByText(new RegExp(`待办理 ${before + 1}|${before + 1} 户可以办理`)).first()).toBeVisible()
  const clerk = await window(browser, 'fenyang-clerk')
  await clerk.goto(`${product().address}/counties/${fenyang}/developer-papers`)
  await clerk.getByText('共有部分说明.txt').click()
  await clerk.getByRole('button', { name: '收下并归档' }).click()
  await clerk
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await expect(clerk.getByText('已收下，已归入小区档案')).toBeVisible()
})
