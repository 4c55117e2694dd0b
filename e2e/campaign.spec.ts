import { expect, type Page } from '@playwright/test'
import { enter, expectNoEnglish, picture, product, test } from './product.ts'

const fenyang = '141182'
const city = '141100'

/** A day as an input of dates takes it, so many days from today in the office's own time. */
const inDays = (days: number) => new Date(Date.now() + 8 * 3600_000 + days * 86_400_000).toISOString().slice(0, 10)

async function fillDay(page: Page, label: string, day: string): Promise<void> {
  const field = page.getByRole('dialog').getByLabel(label)
  await field.fill(day)
  await field.press('Enter')
}

async function confirm(page: Page, reason: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('理由').fill(reason)
  await dialog.getByRole('button', { name: /确\s*定/ }).click()
}

test('the city sets targets and corrects a day, a county runs its sprint and leaves an estate out', async ({
  browser,
}) => {
  const [office, clerk] = await Promise.all(
    Array.from({ length: 2 }, async () =>
      (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage(),
    ),
  )
  if (!office || !clerk) throw new Error('two people, two windows')
  const { address } = product()
  await enter(office, 'city-office')
  await office.goto(`${address}/regions/${city}/campaign`)
  await office.getByRole('button', { name: '设定目标' }).click()
  await fillDay(office, '首次登记清零', inDays(60))
  await fillDay(office, '转移登记清零', inDays(30))
  await confirm(office, '市政府工作部署')
  await expect(office.getByRole('dialog').getByText('转移登记的清零日期不能早于首次登记')).toBeVisible()
  await fillDay(office, '转移登记清零', inDays(90))
  await confirm(office, '市政府工作部署')
  await expect(office.getByRole('main').getByText(inDays(90))).toBeVisible()

  await office.getByText('工作日历', { exact: true }).click()
  const worked = office.getByRole('button', { name: /^\d{4}-\d{2}-\d{2} 工作日$/ }).first()
  const day = ((await worked.getAttribute('title')) ?? '').slice(0, 10)
  await worked.click()
  await office.getByRole('dialog').getByLabel('名称').fill('全市停工')
  await confirm(office, '市政府通知')
  await expect(office.getByRole('button', { name: `${day} 休息日 全市停工` })).toBeVisible()
  await expectNoEnglish(office)
  await picture(office, 'calendar-zh')

  await enter(clerk, 'fenyang-clerk')
  await clerk.goto(`${address}/regions/${fenyang}/campaign`)
  await expect(clerk.getByRole('main').getByText(inDays(90))).toBeVisible()
  await clerk.getByRole('button', { name: '开展攻坚' }).click()
  await clerk.getByRole('dialog').getByLabel('名称').fill('百日攻坚')
  await clerk.getByRole('dialog').getByText('转移登记').click()
  await fillDay(clerk, '开始日期', '2022-08-01')
  await fillDay(clerk, '结束日期', '2022-11-08')
  await clerk.getByRole('dialog').getByLabel('目标户数').fill('1500')
  await confirm(clerk, '县政府部署')
  await expect(clerk.getByRole('img', { name: /百日攻坚/ })).toBeVisible()

  const estates = await (await clerk.request.get(`${address}/api/regions/${fenyang}/estates?limit=1`)).json()
  await clerk.goto(`${address}/counties/${fenyang}/estates/${estates.rows[0].id}`)
  await clerk.getByRole('button', { name: '移出清零范围' }).click()
  await clerk.getByRole('dialog').getByLabel(/^依据/).fill('市政府征收决定〔2022〕3 号')
  await confirm(clerk, '整体征收拆除，不再登记')
  await expect(clerk.getByRole('alert').getByText(/起不在清零范围/)).toBeVisible()
  await clerk.goto(`${address}/regions/${fenyang}/campaign`)
  await expect(clerk.getByText('整体征收拆除，不再登记')).toBeVisible()
  await expectNoEnglish(clerk)
  await picture(clerk, 'campaign-zh')

  await clerk.getByText('工作日历', { exact: true }).click()
  await expect(clerk.getByText('工作日历由吕梁市统一维护')).toBeVisible()
  await expect(clerk.getByRole('button', { name: day })).toHaveCount(0)
})
