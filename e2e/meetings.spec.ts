import { expect, type Page, test } from '@playwright/test'
import { expectNoEnglish, signIn } from './product.ts'

const meetingsOf = (page: Page) => page.url().replace(/[^/]+$/, 'meetings')

test('a clerk plans a meeting, deals with its matter and closes it', async ({ page }) => {
  await signIn(page, 'fenyang-clerk')
  await page.goto(meetingsOf(page))
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

  await page.getByRole('button', { name: '这项办完' }).click()
  await expect(page.getByRole('button', { name: '这项办完' })).toHaveCount(0)
  await page.getByRole('button', { name: '结束会议' }).click()
  const closing = page.getByRole('dialog')
  await closing.getByRole('textbox').fill('会议开完')
  await closing.getByRole('button', { name: /确\s*定/ }).click()
  await expect(page.locator('.page-head').getByText('已结束')).toBeVisible()
})

test('an inspector reads the meetings and can plan none', async ({ page }) => {
  await signIn(page, 'inspector')
  await page.goto(meetingsOf(page))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('会议与坐诊')
  await expect(page.getByRole('button', { name: '安排会议' })).toHaveCount(0)
})
