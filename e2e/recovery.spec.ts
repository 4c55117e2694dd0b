import { expect, type Page } from '@playwright/test'
import { applyFirst, confirm, inspect } from './first-steps.ts'
import { recordFacts, sound } from './known-estate.ts'
import { bringEstates } from './made-ledger.ts'
import { act, expectNoEnglish, picture, product, test, window } from './product.ts'

const fenyang = '141182'
const estate = '分离里小区'

/** A listed developer of the sample, whom letters can reach. */
async function developer(clerk: Page): Promise<string> {
  const answer = await clerk.request.get(`${product().address}/api/regions/${fenyang}/recoveries`)
  const { rows } = (await answer.json()) as { rows: { debtor: { name: string } }[] }
  return rows[0]?.debtor.name ?? ''
}

/** Records that the developer owes taxes about the estate; its registration is parted from them by the rules. */
async function recordDebt(clerk: Page, estateAddress: string): Promise<void> {
  const data = {
    kind: 'value_added_tax',
    debtorKind: 'organisation',
    debtorName: await developer(clerk),
    estateId: estateAddress.split('/').at(-1),
    amountFen: 880_000_00,
    basis: '税务处理决定书（示例）',
    dueOn: '2022-01-01',
    reason: '移送欠缴',
  }
  expect((await clerk.request.post(`${product().address}/api/counties/${fenyang}/dues`, { data })).status()).toBe(200)
}

test('an estate’s homes go to entry while the developer’s debt stays open, is pursued, and its ladder goes on', async ({
  browser,
}, info) => {
  const [clerk, desk] = [await window(browser, 'fenyang-clerk'), await window(browser, 'fenyang-window')]
  await bringEstates(clerk, fenyang, info.outputDir, [{ name: estate, papers: ['有', '有', '有', '有'], homes: 3 }])
  const place = await recordFacts(clerk, fenyang, estate, { ...sound, taxes_settled: false })
  await recordDebt(clerk, place)

  await clerk.goto(`${product().address}/regions/${fenyang}/recoveries?search=${encodeURIComponent(estate)}`)
  const line = clerk.locator('.ant-table-row').filter({ hasText: estate })
  await expect(line).toContainText('880,000.00')
  await line.click()
  await expect(clerk.getByText('证缴分离', { exact: true })).toBeVisible()
  const recovery = clerk.url()

  const application = await applyFirst(desk, `${place}?view=first`)
  await expect(desk.getByText('880,000.00')).toBeVisible() // the debt stands beside the application
  await act(desk, '受理')
  await inspect(desk)
  await act(desk, '材料通过')
  const registrar = await window(browser, 'fenyang-registrar')
  await registrar.goto(application)
  await act(registrar, '审核通过')
  await act(registrar, '登簿')
  await expect(registrar.getByText('已登簿').first()).toBeVisible()

  await clerk.goto(recovery)
  await expect(clerk.getByText('立案以来首次登记 3 套', { exact: false })).toBeVisible()
  await expect(clerk.locator('.page-head').getByText('追缴中')).toBeVisible()
  await expectNoEnglish(clerk)
  await agreePlan(clerk)
  await picture(clerk, 'recovery-zh')
  await clerk.getByRole('link', { name: '督办事项' }).click()
  const matter = clerk.getByRole('dialog')
  await expect(matter.getByText('缴清欠缴的增值税及附加')).toBeVisible()
  await expect(matter.getByRole('link', { name: /追缴案第 \d+ 号/ })).toBeVisible()
  await expect(matter.getByRole('button', { name: /办\s*结/ })).toHaveCount(0) // only its case ends it
})

/** Instalments that are not what is owed are refused where they stand; then one that is. */
async function agreePlan(clerk: Page): Promise<void> {
  await clerk.getByRole('button', { name: '约定分期' }).click()
  const form = clerk.getByRole('dialog')
  await form.getByLabel('第 1 期 · 缴纳日期').fill('2099-12-31')
  await form.getByLabel('第 1 期 · 缴纳日期').press('Enter')
  await form.getByLabel('金额（元）').fill('1')
  await form.getByLabel('依据').fill('分期缴纳协议（示例）')
  await form.getByRole('button', { name: /确\s*定/ }).click()
  await expect(form.getByText('各期合计须等于尚欠金额')).toBeVisible()
  await form.getByLabel('金额（元）').fill('880,000')
  await confirm(clerk)
  await expect(clerk.getByText('第 1 期')).toBeVisible()
}
