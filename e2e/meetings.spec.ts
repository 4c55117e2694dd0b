import { expect, type Locator } from '@playwright/test'
import { enter, expectNoEnglish, product, test } from './product.ts'

const meetingsOf = (region: string) => `${product().address}/regions/${region}/meetings`

test('a clerk plans a meeting, deals with its matter and closes it', async ({ page }) => {
  await enter(page, 'fenyang-clerk')
  await page.goto(meetingsOf('141182'))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('会议与坐诊')
  await expectNoEnglish(page)

  await page.getByRole('button', { name: '安排会议' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('类型').click()
  await page.getByTitle('周例会', { exact: true }).click()
  await form.getByLabel('会议名称').fill('十二月第一次周例会')
  await form.getByLabel('其他议题，每行一项').fill('通报本周进度')
  await form.getByRole('button', { name: /确\s*定/ }).click()
  await page.locator('.ant-table-row').filter({ hasText: '十二月第一次周例会' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('十二月第一次周例会')
  await expectNoEnglish(page)

  await page.getByRole('button', { name: '改会议安排' }).click()
  const changing = page.getByRole('dialog')
  await changing.getByLabel('会议编号').fill('〔2022〕48号')
  await changing.getByLabel('主持单位').click()
  await page.getByTitle('汾阳市自然资源局', { exact: true }).click()
  await changing.getByRole('button', { name: /确\s*定/ }).click()
  await expect(page.getByText('〔2022〕48号')).toBeVisible()
  await expect(page.getByText('主持单位 汾阳市自然资源局')).toBeVisible()

  await page.getByRole('button', { name: '这项办完' }).click()
  await expect(page.getByRole('button', { name: '这项办完' })).toHaveCount(0)
  await page.getByRole('button', { name: '结束会议' }).click()
  const closing = page.getByRole('dialog')
  await closing.getByRole('textbox').fill('会议开完')
  await closing.getByRole('button', { name: /确\s*定/ }).click()
  await expect(page.locator('.page-head').getByText('已结束')).toBeVisible()
})

/** Chooses by the keyboard, so many below the one the list opens on. */
async function choose(select: Locator, below = 0) {
  await select.click()
  await expect(select).toHaveAttribute('aria-expanded', 'true')
  for (let at = 0; at < below; at++) await select.press('ArrowDown')
  await select.press('Enter')
}

test('what a consultation resolves is a task with unit and day', async ({ page }) => {
  await enter(page, 'fenyang-clerk')
  await page.goto(meetingsOf('141182'))
  await page.getByRole('button', { name: '安排会议' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('类型').click()
  await page.getByTitle('会诊', { exact: true }).click()
  await form.getByLabel('会议名称').fill('十二月会诊')
  await choose(form.getByLabel('参会单位'))
  await form.getByLabel('会议名称').click()
  await form.getByLabel(/从待办中选/).click()
  await page.locator('.ant-select-item-option').filter({ hasText: '逾期' }).first().click()
  await form.getByRole('button', { name: /确\s*定/ }).click()
  await page.locator('.ant-table-row').filter({ hasText: '十二月会诊' }).click()
  await expect(page.getByRole('button', { name: '形成议定事项' })).toBeDisabled()

  await choose(page.locator('.attendance-row').getByRole('combobox'), 1)
  await page.getByRole('button', { name: '保存到会情况' }).click()
  await choose(page.getByLabel('责任单位'))
  await page.getByRole('button', { name: '记意见' }).click()
  await page.getByRole('button', { name: '形成议定事项' }).click()
  const resolving = page.getByRole('dialog')
  await resolving.getByLabel('议定内容').fill('限期补办测绘')
  await resolving.getByLabel('办结标准').fill('测绘成果')
  await choose(resolving.getByLabel('责任单位'))
  await resolving.getByLabel('时限').fill('2099-12-31')
  await resolving.getByLabel('时限').press('Enter')
  await resolving.getByRole('button', { name: /确\s*定/ }).click()

  await page.getByRole('link', { name: /\d+ 限期补办测绘/ }).click()
  await expect(page).toHaveURL(/tasks/)
  await expect(page.getByText('十二月会诊')).toBeVisible()
})

test('an inspector reads the meetings and can plan none', async ({ page }) => {
  await enter(page, 'inspector')
  await page.goto(meetingsOf('141100'))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('会议与坐诊')
  await expect(page.getByRole('button', { name: '安排会议' })).toHaveCount(0)
})
