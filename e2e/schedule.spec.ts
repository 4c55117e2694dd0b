import { expect, test } from '@playwright/test'
import { expectNoEnglish, picture, signIn } from './product.ts'

test('the schedule orders a county’s estates and shows one in time', async ({ page }) => {
  await signIn(page, 'fenyang-clerk')
  await page.goto(page.url().replace(/[^/]+$/, 'schedule?transfer=2099-12-31'))
  const rows = page.locator('.ant-table-tbody .ant-table-row')
  await expect(rows.first()).toContainText('来得及')
  const first = await rows.first().locator('button').innerText()

  await page.goto(`${page.url()}&size=0&nearness=0&ease=5`)
  await expect(rows.first().locator('button')).not.toHaveText(first)
  await expectNoEnglish(page)
  await picture(page, 'schedule')

  await page.goto(page.url().replace(/\?.*$/, ''))
  await rows.first().locator('button').click()
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByRole('img', { name: '工期横道图' })).toBeVisible()
  await expect(drawer.getByText('关键步骤').first()).toBeVisible()
})

test('a list goes to paper whole, however little of it the screen shows', async ({ page }) => {
  await signIn(page, 'fenyang-clerk')
  await page.goto(page.url().replace(/[^/]+$/, 'schedule'))
  const shown = page.getByText(/^共 \d+ 条/)
  const total = Number(/\d+/.exec(await shown.innerText())?.[0])

  const paper = await page.pdf({ format: 'A4', landscape: true })

  const sheets = paper.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []
  expect(sheets.length).toBeGreaterThanOrEqual(total / 18) // no sheet holds more lines than that
})

test('the schedule can be read on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'fenyang-clerk')
  await page.goto(page.url().replace(/[^/]+$/, 'schedule'))
  await expect(page.locator('.ant-table-tbody .ant-table-row').first()).toBeVisible()
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
})
