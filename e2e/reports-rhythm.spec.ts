import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { enter, expectNoEnglish, picture, product, test } from './product.ts'

const unit = '汾阳市住房和城乡建设局'
/** A ten-day period nobody else in these journeys reports. */
const period = '2022-11-T2'
const reports = (view: string) =>
  `${product().address}/regions/141182/reports?view=${view}&kind=ten_days&period=${period}`

async function confirm(page: Page, reason?: string) {
  const dialog = page.getByRole('dialog').last()
  if (reason) await dialog.getByLabel('理由').fill(reason)
  await dialog.getByRole('button', { name: /确\s*定/ }).click()
}

/** Opens what the unit hands in for the period, from the matrix of who has and who has not. */
async function openHandIn(page: Page) {
  await page.goto(reports('hand_ins'))
  await page.getByRole('button', { name: `${unit} 2022年11月中旬` }).click()
}

async function takeDocument(page: Page, folder: string, name: string): Promise<Buffer> {
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: '报告文档 .docx' }).first().click()
  const path = join(folder, name)
  await (await waiting).saveAs(path)
  return readFile(path)
}

test('a report from the units’ hand-ins to the issued file', async ({ browser }, info) => {
  test.setTimeout(180_000)
  const open = async (login: string) => {
    const page = await (await browser.newContext()).newPage()
    await enter(page, login)
    return page
  }
  const [clerk, officer, inspector] = [
    await open('fenyang-clerk'),
    await open('fenyang-housing'),
    await open('inspector'),
  ]

  await test.step('the office asks for hand-ins', async () => {
    await clerk.goto(reports('hand_ins'))
    await expect(clerk.getByText('这个期间不要求报送')).toBeVisible()
    await clerk.getByRole('button', { name: '设定报告节奏' }).click()
    await clerk.getByLabel('从哪一天的期间起要求报送').fill('2022-11-20')
    await clerk.keyboard.press('Enter')
    await confirm(clerk)
    await expect(clerk.getByText('应报 9 个，已报 0 个，未报 9 个')).toBeVisible()
    await expectNoEnglish(clerk)
  })

  await test.step('an officer hands in, the clerk returns it with the reason', async () => {
    await openHandIn(officer)
    await officer
      .getByRole('button', { name: /报\s*送/ })
      .last()
      .click()
    await expect(officer.getByText('进展情况不能空着')).toBeVisible()
    await officer.getByLabel('进展情况').fill('完成 3 个小区的竣工资料核对')
    await officer
      .getByRole('button', { name: /报\s*送/ })
      .last()
      .click()
    await expect(officer.getByText('已报送，记为迟报')).toBeVisible()

    await openHandIn(clerk)
    await expect(clerk.getByText('完成 3 个小区的竣工资料核对')).toBeVisible()
    await clerk.getByRole('button', { name: /退\s*回/ }).click()
    await confirm(clerk, '请补充本期销号任务数')
    await expect(clerk.getByText('已退回 · 请补充本期销号任务数')).toBeVisible()
  })

  await test.step('the officer hands in again, and it is accepted', async () => {
    await openHandIn(officer)
    await expect(officer.getByText('已退回：请补充本期销号任务数')).toBeVisible()
    await officer.getByLabel('本期销号任务').fill('4')
    await officer
      .getByRole('button', { name: /报\s*送/ })
      .last()
      .click()
    await expect(officer.getByText('示例汾阳住建 于')).toBeVisible()

    await openHandIn(clerk)
    await clerk.getByRole('button', { name: /采\s*纳/ }).click()
    await confirm(clerk)
    await expect(clerk.getByText('已采纳 · 内容完整，予以采纳')).toBeVisible()
    await clerk.goto(reports('hand_ins'))
    await expect(clerk.getByText('应报 9 个，已报 1 个，未报 8 个')).toBeVisible()
    await picture(clerk, 'hand-ins')
  })

  await test.step('words go around the numbers, which are frozen once', async () => {
    await clerk.goto(reports('current'))
    await clerk.getByRole('button', { name: '写文字' }).click()
    await clerk.getByLabel('写在本节之前').first().fill('经县政府同意，现将旬调度情况通报如下。')
    await clerk.getByRole('button', { name: '保存文字' }).click()
    await confirm(clerk)
    await expect(clerk.locator('article')).toContainText('经县政府同意，现将旬调度情况通报如下。')
    await expect(clerk.locator('article')).toContainText('完成 3 个小区的竣工资料核对')
    const second = await open('fenyang-checker')
    await second.goto(reports('current'))
    await second.getByRole('button', { name: '冻结数据' }).click() // both are about to
    await clerk.getByRole('button', { name: '冻结数据' }).click()
    await confirm(clerk)
    await expect(clerk.getByText('示例汾阳经办 于')).toBeVisible()
    await confirm(second)
    await expect(second.getByText('的数据已由示例汾阳经办冻结（截至2022-11-20），不能再冻结')).toBeVisible()
    await expectNoEnglish(clerk)
    await picture(clerk, 'report-frozen')
  })

  await test.step('issued, the archive gives the same file to whoever reads', async () => {
    await clerk.getByRole('button', { name: /^签\s*发$/ }).click()
    await confirm(clerk)
    await expect(clerk.getByText('已签发', { exact: true })).toBeVisible()
    const first = await takeDocument(clerk, info.outputDir, 'first.docx')
    await clerk.goto(`${product().address}/regions/141182/reports?view=archive&kind=ten_days`)
    await inspector.goto(`${product().address}/regions/141182/reports?view=archive&kind=ten_days`)
    const fingerprint = createHash('sha256').update(first).digest('hex')
    await expect(inspector.getByTitle(fingerprint)).toBeVisible()
    expect((await takeDocument(inspector, info.outputDir, 'archived.docx')).equals(first)).toBe(true)
  })

  await test.step('the inspector reads only', async () => {
    await inspector.goto(reports('current'))
    await expect(inspector.locator('article')).toContainText('经县政府同意')
    await expect(inspector.getByRole('button', { name: /冻结|签\s*发|写文字/ })).toHaveCount(0)
    await openHandIn(inspector)
    await expect(inspector.getByText('完成 3 个小区的竣工资料核对')).toBeVisible()
    await expect(inspector.getByRole('button', { name: /采\s*纳|退\s*回|存草稿|节奏/ })).toHaveCount(0)
  })
})
