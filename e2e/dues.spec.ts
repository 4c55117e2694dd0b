import { expect, type Locator, type Page } from '@playwright/test'
import type { DuesOverview } from '#contract/due-shapes.ts'
import type { Unit } from '#contract/units.ts'
import { expectNoEnglish, picture, product, test, window } from './product.ts'

const fenyang = '141182'
const debtor = '某欠缴房地产公司'
const list = () => `${product().address}/regions/${fenyang}/dues?view=list`

/** Writes a form and confirms it; the form stays where something is refused. */
async function fill(form: Locator, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await form.getByLabel(label, { exact: true }).fill(value)
  await form.getByRole('button', { name: /确\s*定/ }).click()
}

/** A line of the list, which draws its rows itself. */
const line = (page: Page, words: string) => page.locator('.ant-table-row').filter({ hasText: words })

/** Opens the debt of the journey and gives its drawer. */
async function debt(page: Page): Promise<Locator> {
  await page.goto(list())
  await line(page, debtor).click()
  return page.getByRole('dialog', { name: debtor })
}

const press = (within: Locator, name: string) =>
  within.getByRole('button', { name: new RegExp(`^${[...name].join('\\s*')}$`) })

const overview = async (page: Page): Promise<DuesOverview> =>
  (await (await page.request.get(`${product().address}/api/regions/${fenyang}/dues`)).json()) as DuesOverview

/** A dwelling of the sample whose area is known. */
async function dwelling(page: Page): Promise<Unit> {
  const answer = await page.request.post(`${product().address}/api/regions/${fenyang}/units/search`, {
    data: { limit: 50 },
  })
  const { rows } = (await answer.json()) as { rows: { id: string }[] }
  for (const { id } of rows) {
    const unit = (await (
      await page.request.get(`${product().address}/api/counties/${fenyang}/units/${id}`)
    ).json()) as Unit
    if (unit.use === '住宅' && unit.areaM2 !== null && unit.areaM2 <= 90) return unit
  }
  throw new Error('the sample has no dwelling on its first page')
}

test('a developer’s debt is recorded, paid in part, taken back and put off; who only looks has no buttons', async ({
  browser,
}) => {
  const [clerk, desk, inspector] = [
    await window(browser, 'fenyang-clerk'),
    await window(browser, 'fenyang-window'),
    await window(browser, 'inspector'),
  ]
  const before = await overview(clerk)

  await clerk.goto(list())
  await clerk.getByRole('button', { name: '登记应缴' }).click()
  const form = clerk.getByRole('dialog')
  await form.getByLabel('税费种类').press('Enter')
  await form.getByLabel('税费种类').press('Enter')
  await fill(form, { 缴纳主体: debtor, '金额（元）': '$100', 依据: '国有建设用地使用权出让合同' })
  await expect(form.getByText(/只收人民币/)).toBeVisible()
  await fill(form, { '金额（元）': '9,000,000.50' })
  await expect(line(clerk, debtor)).toContainText('9,000,000.50')
  await expectNoEnglish(clerk)

  const atDesk = await debt(desk)
  await expect(press(atDesk, '缓缴')).toHaveCount(0)
  await press(atDesk, '收款').press('Enter')
  const payment = desk.getByRole('dialog', { name: /^收款$/ })
  await fill(payment, { '金额（元）': '9,000,000.51' })
  await expect(payment.getByText('多于尚欠金额，收不了这么多')).toBeVisible()
  await payment.getByLabel('金额（元）').fill('4,000,000.50')
  await payment.getByLabel('金额（元）').press('Enter')
  await expect(desk.getByText(/已收款，收据 收（\d{4}）汾阳市第\d{7}号/)).toBeVisible()
  await expect(atDesk.getByRole('cell', { name: '5,000,000.00' })).toBeVisible()
  await picture(desk, 'due-zh')

  await press(atDesk, '冲销').click()
  await fill(desk.getByRole('dialog', { name: /^冲销$/ }), { 理由: '刷错卡' })
  await expect(atDesk.getByText('-4,000,000.50')).toBeVisible()
  await expect(atDesk.getByText('已冲销')).toBeVisible()

  const atOffice = await debt(clerk)
  await press(atOffice, '缓缴').click()
  const deferral = clerk.getByRole('dialog', { name: /^缓缴$/ })
  await deferral.getByLabel('缓缴至').fill('2099-12-31')
  await deferral.getByLabel('缓缴至').press('Enter')
  await fill(deferral, { 依据: '县政府常务会议纪要' })
  await expect(atOffice.getByText('缓缴至 2099-12-31').first()).toBeVisible()

  const seen = await debt(inspector)
  await expect(seen.getByText('9,000,000.50').first()).toBeVisible()
  await expect(seen.getByRole('toolbar')).toHaveCount(0)
  await expect(press(seen, '冲销')).toHaveCount(0)

  const after = await overview(clerk)
  expect(after.assessedFen - before.assessedFen).toBe(9_000_000_50)
  expect(after.collectedFen).toBe(before.collectedFen)
  expect(after.deferredFen - before.deferredFen).toBe(9_000_000_50)
  expect(after.arrearsFen).toBe(after.assessedFen - after.collectedFen - after.reducedFen)
  expect(after.kinds.reduce((sum, { owedFen }) => sum + owedFen, 0)).toBe(after.arrearsFen)
  await clerk.goto(`${product().address}/regions/${fenyang}/dues`)
  await expect(clerk.getByText('欠缴最多的单位')).toBeVisible()
  const flow = clerk.getByRole('table').filter({ hasText: '占应缴' })
  await expect(flow.getByRole('row', { name: '缓缴中' })).toContainText(
    (after.deferredFen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 }),
  )
  await expectNoEnglish(clerk)
  await picture(clerk, 'dues-zh')
})

test('the window works out what a home owes, with its rule, and says what must be asked first', async ({ browser }) => {
  const clerk = await window(browser, 'fenyang-clerk')
  const home = await dwelling(clerk)
  await clerk.goto(`${product().address}/counties/${fenyang}/units/${home.id}`)
  await clerk.getByRole('button', { name: '测算应缴' }).click()
  const form = clerk.getByRole('dialog')
  await expect(form.getByText('先问清购房合同签订日期')).toBeVisible()
  await expect(form.getByText(/本县交存标准尚未录入/)).toBeVisible()
  await form.getByLabel('购房合同签订日期').fill('2020-05-01')
  await form.getByLabel('购房合同签订日期').press('Enter')
  await form.getByLabel('家庭第几套住房').press('Enter')
  await form.getByLabel('家庭第几套住房').press('Enter')
  await form.getByLabel(/合同价/).fill('300,000')
  await expect(form.getByText('财税〔2016〕23号')).toBeVisible()
  await expect(form.getByText('待核实')).toBeVisible()
  await picture(clerk, 'home-dues-zh')
  await form.getByLabel('不动产登记费').check()
  await press(form, '登记').click()
  await expect(form).toBeHidden()
  await expect(clerk.getByRole('button', { name: '不动产登记费' })).toBeVisible()

  await clerk.goto(`${product().address}/counties/${fenyang}/estates/${home.estateId}`)
  await clerk.getByRole('link', { name: '应缴明细' }).click()
  await expect(clerk.getByText(`小区 ${home.estateName}`)).toBeVisible()
  await expect(line(clerk, '不动产登记费')).toBeVisible()

  await clerk.goBack()
  await clerk.getByRole('link', { name: '小区税费' }).click()
  await expect(clerk.getByText('没有登记不等于不欠：先测算、核定')).toBeVisible()
  await expectNoEnglish(clerk)
  await clerk
    .locator('.ant-table-row')
    .filter({ hasText: `-${home.room}` })
    .click()
  await expect(clerk.getByText('期末尚欠')).toBeVisible()
  await clerk.getByRole('button', { name: '缴费告知单' }).click()
  const slip = clerk.waitForEvent('download')
  await clerk.getByRole('menuitem', { name: 'A5' }).click()
  expect((await slip).suggestedFilename()).toMatch(/^缴费告知单 .*\.pdf$/)
  await expectNoEnglish(clerk)
  await picture(clerk, 'due-account-zh')
})
