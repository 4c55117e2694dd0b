import { expect, test } from '@playwright/test'
import { expectNoEnglish, picture, signIn } from './product.ts'

test('a clerk finds the county’s meetings, and an inspector can plan none', async ({ page }) => {
  await signIn(page, 'fenyang-clerk')
  await page.goto(page.url().replace(/[^/]+$/, 'meetings'))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('会议与坐诊')
  await expect(page.locator('main').locator('.ant-btn-primary')).toHaveCount(1)
  await expectNoEnglish(page)
  await picture(page, 'meetings')
  const address = page.url()

  await page.context().clearCookies()
  await signIn(page, 'inspector')
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('会议与坐诊')
  await expect(page.locator('main').locator('.ant-btn-primary')).toHaveCount(0)
})
