import { expect, type Page } from '@playwright/test'
import type { DueLine } from '#contract/due-shapes.ts'
import { expectAccessible } from './accessible.ts'
import { expectNoEnglish, picture, product, test, window } from './product.ts'

const fenyang = '141182'
const lists = () => `${product().address}/counties/${fenyang}/payment-lists`

/** Homes of the sample that still owe deed tax. */
async function owing(page: Page): Promise<DueLine[]> {
  const answer = await page.request.post(`${product().address}/api/regions/${fenyang}/dues/search`, {
    data: { kind: 'deed_tax', debtorKind: 'owner', state: 'owed', limit: 100 },
  })
  const { rows } = (await answer.json()) as { rows: DueLine[] }
  return rows.filter(({ home }) => home !== null)
}

const owedNow = async (page: Page, { id }: DueLine): Promise<number> => {
  const answer = await page.request.get(`${product().address}/api/counties/${fenyang}/dues/${id}`)
  return ((await answer.json()) as DueLine).owedFen
}

const button = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${[...name].join('\\s*')}$`) })

async function bring(page: Page, content: string): Promise<void> {
  await page.goto(lists())
  const file = { name: '税务入库清单.csv', mimeType: 'text/csv', buffer: Buffer.from(content) }
  await page.locator('input[type=file]').setInputFiles(file)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('税务入库清单.csv')
}

test('a list of the tax office is matched, its doubtful line chosen by keyboard, booked once, and what is too much given back', async ({
  browser,
}) => {
  const [desk, inspector] = [await window(browser, 'fenyang-window'), await window(browser, 'inspector')]
  const [exact, over, other] = await owing(desk)
  if (!exact || !over || !other) throw new Error('the sample has too few homes that owe deed tax')
  const run = `晋税${Date.now()}`
  const line = (due: DueLine, payer: string, yuan: number, no: number) =>
    [payer, due.estateName, due.home, '契税', yuan.toFixed(2), '2022-11-03', `${run}-${no}`].join(',')
  const content = [
    '纳税人,小区,楼号-房号,税费种,金额,缴款日期,凭证号',
    line(exact, exact.debtorName, exact.owedFen / 100, 1),
    line(over, over.debtorName, over.owedFen / 100 + 10, 2),
    line(other, '某代缴人', other.owedFen / 100, 3),
    line(exact, exact.debtorName, -5, 4),
    line(other, other.debtorName, 1, 1),
  ].join('\n')

  await bring(desk, content)
  await expect(desk.getByText('比对完毕：2 行可以入账')).toBeVisible()
  await expect(desk.getByText(/凭证号与第 2 行相同/)).toBeVisible()
  await expect(desk.getByText(/金额须大于 0.*单元格 E5/)).toBeVisible()
  await expectNoEnglish(desk)
  await expectAccessible(desk)
  await picture(desk, 'payment-list-zh')

  await desk.getByRole('button', { name: /^存疑/ }).click()
  await desk.locator('.ant-table-row').press('Enter')
  const drawer = desk.getByRole('dialog')
  await expect(drawer.getByText(other.debtorName).first()).toBeVisible()
  await expect(drawer.getByRole('radio').first()).toBeFocused()
  await desk.keyboard.press('1')
  await desk.keyboard.press('Enter')
  await expect(desk.getByText('比对完毕：3 行可以入账')).toBeVisible()

  await button(desk, '入账').click()
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await expect(desk.getByText('能入账的都已入账')).toBeVisible()
  expect(await Promise.all([exact, over, other].map((due) => owedNow(desk, due)))).toEqual([0, 0, 0])

  await desk.goto(`${lists()}?view=held`)
  const held = desk.locator('.ant-table-row').filter({ hasText: `${run}-2` })
  await expect(held).toContainText('多缴 10.00 元')
  await held.getByRole('button', { name: /退\s*还/ }).click()
  const form = desk.getByRole('dialog', { name: '退还 10.00 元' })
  await form.getByLabel('理由').fill('退多缴')
  await form.getByRole('button', { name: /确\s*定/ }).click()
  await expect(held).toHaveCount(0)

  await bring(desk, content)
  await expect(desk.getByRole('button', { name: /^此前已入账 3 行/ })).toBeVisible()
  await expect(button(desk, '入账')).toBeDisabled()

  await inspector.goto(lists())
  await inspector.locator('.ant-table-row').first().click()
  await expect(inspector.getByText('能入账的都已入账')).toBeVisible()
  await expect(button(inspector, '入账')).toHaveCount(0)
  await expect(button(inspector, '对账报告')).toBeVisible()
})
