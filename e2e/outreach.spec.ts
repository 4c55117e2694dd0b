import { expect } from '@playwright/test'
import { enter, expectNoEnglish, picture, product, test, window } from './product.ts'

const county = '141182'

test('the office asks after a home, plans who is asked next, and writes to many by two people', async ({
  browser,
  page,
}) => {
  const { address } = product()
  await page.setViewportSize({ width: 1440, height: 900 })
  await enter(page, 'fenyang-clerk')

  await page.goto(`${address}/regions/${county}/outreach?tries=none`)
  await page.locator('.ant-table-row').first().click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: '补记走访' }).click()
  const form = page.getByRole('dialog', { name: '补记走访' })
  await form.getByText('联系上了').click()
  await form.getByLabel('登记意愿').click()
  await page.getByTitle('不愿意').last().click()
  await form.getByLabel('原因').fill('孩子上学再说')
  await form.getByLabel('备注').click()
  await form.getByRole('button', { name: /确\s*定/ }).click()
  await expect(form).toBeHidden()
  await expect(drawer.getByText('孩子上学再说').first()).toBeVisible()
  await picture(page, 'outreach-home')

  await page.goto(`${address}/regions/${county}/outreach?view=reasons`)
  const said = page.getByRole('row', { name: /孩子上学再说/ })
  await expect(said).toContainText('清单以外的说法')
  await expectNoEnglish(page)

  await page.goto(`${address}/regions/${county}/mass-messages`)
  await page.locator('.ant-table-row', { hasText: '集中办证提醒' }).click()
  await expect(page.getByRole('button', { name: /^发\s*出$/ })).toBeDisabled()
  await expect(page.getByText('将发短信')).toBeVisible()

  const second = await window(browser, 'fenyang-checker')
  await second.goto(page.url())
  await second.getByRole('button', { name: /^发\s*出$/ }).click()
  const sending = second.getByRole('dialog')
  await sending.getByRole('button', { name: /确\s*定/ }).click()
  await expect(second.getByText('发送结果')).toBeVisible()
  await expect(second.getByRole('heading', { name: '集中办证提醒' })).toBeVisible()
  await picture(second, 'outreach-message')
})
