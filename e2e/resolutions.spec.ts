import { expect, type Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { enter, expectNoEnglish, picture, product, test } from './product.ts'

const fangshan = '141128'

/** Of the suggestions of the list: how many there are, have tasks, are written off whole, became homes. */
async function becameOf(page: Page): Promise<number[]> {
  await page.goto(`${product().address}/regions/${fangshan}/meetings?view=resolutions&resolved=advice`)
  const line = page
    .getByRole('list', { name: '议定事项落实情况' })
    .getByRole('listitem')
    .filter({ hasText: '意见建议' })
  await expect(line).toBeVisible()
  return (await line.innerText()).match(/\d+/g)?.map(Number) ?? []
}

/** Opens the suggestion on contracts; the list shows only the rows in view. */
async function openSuggestion(page: Page): Promise<void> {
  await page.locator('.ant-table-row').first().hover()
  await page.mouse.wheel(0, 700)
  await page.locator('.ant-table-row').filter({ hasText: '据实补签购房合同' }).click()
  await expect(page.getByText('据实补签购房合同').first()).toBeVisible()
}

test('which of the 26 suggestions became homes: a suggestion is followed to its tasks, their estates, and back', async ({
  page: clerk,
}) => {
  await enter(clerk, 'fangshan-clerk')
  expect(await becameOf(clerk)).toEqual([26, 0, 0, 0])
  await expectNoEnglish(clerk)

  await openSuggestion(clerk)
  const suggestion = clerk.url()
  await clerk.getByRole('button', { name: '归入已有任务' }).click()
  const filing = clerk.getByRole('dialog')
  await filing.getByLabel('按内容、小区或编号查找任务').fill('合同')
  await filing.getByRole('button', { name: /选中找到的 [1-9]\d* 件/ }).click()
  await filing.getByRole('button', { name: /确\s*定/ }).click()
  const chain = clerk.getByText(/^任务 [1-9]\d* 件 · 佐证 \d+ 份 · 已销号 [1-9]\d* 件$/)
  await expect(chain).toBeVisible()
  await expect(clerk.getByText(/以后登记：首登 [1-9][\d,]* 户/)).toBeVisible()
  await expectNoEnglish(clerk)
  await expectAccessible(clerk)
  await picture(clerk, 'resolution-chain-zh')

  const [tasks, , done] = (await chain.innerText()).match(/\d+/g)?.map(Number) ?? []
  expect(await becameOf(clerk)).toEqual([26, 1, tasks === done ? 1 : 0, 1])
  await picture(clerk, 'resolutions-zh')

  await clerk.goto(suggestion) // and back, from a home's estate over its task
  await clerk.locator('.ant-table-row').getByRole('link').first().click()
  await clerk.getByRole('link', { name: '关于这个小区的议定事项' }).click()
  await clerk.locator('.ant-table-row').filter({ hasText: '据实补签购房合同' }).click()
  await expect(clerk).toHaveURL(suggestion)
  await clerk.locator('.task-link').getByRole('link').first().click()
  await clerk.getByRole('link', { name: /\d+ 据实补签购房合同/ }).click()
  await expect(clerk).toHaveURL(suggestion)
})

test('an inspector follows a suggestion and files nothing under it', async ({ page }) => {
  await enter(page, 'inspector')
  await page.goto(`${product().address}/regions/${fangshan}/meetings?view=resolutions&resolved=advice`)
  await openSuggestion(page)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('号')
  await expect(page.getByRole('button', { name: '归入已有任务' })).toHaveCount(0)
})
