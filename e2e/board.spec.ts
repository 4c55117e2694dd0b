import { expect } from '@playwright/test'
import { expectNoEnglish, picture, signIn, test } from './product.ts'

const words = {
  zh: { transferred: '转移登记', history: '历史' },
  en: { transferred: 'Transferred', history: 'History' },
} as const

for (const language of ['zh', 'en'] as const) {
  test(`every number of the board opens down to its rows, and to one home with its history (${language})`, async ({
    page,
  }) => {
    const text = words[language]
    await signIn(page, 'city-office', language)
    await expect(page.locator('.card-figure .value').first()).toHaveText('1,614')
    await expect(page.getByText('219,200').first()).toBeVisible()
    await picture(page, `board-city-${language}`)
    if (language === 'zh') await expectNoEnglish(page)

    await page.getByRole('button', { name: '2022-09-30' }).click()
    await expect(page.locator('.card-figure', { hasText: text.transferred }).locator('.value').first()).toHaveText(
      '218,700',
    )
    await expect(page.getByText('99.77%').first()).toBeVisible()

    await page.goto(page.url().replace('141100', '141182').replace('2022-09-30', '2022-11-30'))
    await expect(page.getByText('8,649').first()).toBeVisible()
    await picture(page, `board-county-${language}`)
    await page
      .locator('.card-figure')
      .filter({ has: page.getByText('357', { exact: true }) })
      .click()
    await expect(page.getByText(/357/).last()).toBeVisible()
    await page.locator('.ant-table-row').first().click()
    await expect(page.getByText(text.history, { exact: true })).toBeVisible()
    await picture(page, `unit-${language}`)
    if (language === 'zh') await expectNoEnglish(page)
  })
}

test('the building table shows every home and leads to it', async ({ page }) => {
  await signIn(page, 'fenyang-clerk')
  await page.getByRole('link', { name: '小区台账' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('小区台账') // the board has rows too
  await page.locator('.ant-table-row').nth(3).click()
  await expect(page.locator('.building-card').first()).toBeVisible()
  await picture(page, 'estate-zh')
  await expectNoEnglish(page)
  await page.locator('.building-card').first().click()
  const home = page.getByRole('gridcell').first()
  await home.click()
  await home.press('Enter')
  await expect(page).toHaveURL(/units\//)
})

test('the wall fills the meeting room’s screen, and a clerk sees only the own county', async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 })
  await signIn(page, 'city-office')
  await page.goto(page.url().replace('board', 'wall'))
  await expect(page.locator('.wall-county')).toHaveCount(13)
  await expect(page.locator('.wall-tiles .tile')).toHaveCount(1614)
  expect(await page.evaluate<number>('document.documentElement.scrollHeight')).toBeLessThanOrEqual(1090)
  await expect(page.getByRole('complementary', { name: '攻坚作战图' }).getByRole('listitem')).not.toHaveCount(0)
  await page.getByRole('button', { name: /深\s*色/ }).click()
  await picture(page, 'wall')
  await page.setViewportSize({ width: 1440, height: 900 })
  // the wall follows the new size a moment later
  await expect.poll(() => page.evaluate<number>('document.documentElement.scrollHeight')).toBeLessThanOrEqual(910)
  await expect.poll(() => page.evaluate<number>('document.documentElement.scrollWidth')).toBe(1440)

  await page.context().clearCookies()
  await signIn(page, 'jiaokou-clerk')
  await page.goto(page.url().replace('board', 'wall'))
  await expect(page.locator('.wall-card')).toHaveCount(71)
  await page.goto(page.url().replace('141130', '141182'))
  await expect(page.getByText('没有找到这一页')).toBeVisible()
})

test('the ledgers can be read on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'fenyang-clerk')
  await expect(page.getByText('9,006').first()).toBeVisible()
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  await picture(page, 'board-phone')
})
