import { expect, type Page } from '@playwright/test'
import type { Responsibility } from '#contract/responsibility.ts'
import { enter, expectNoEnglish, picture, product, signIn, test } from './product.ts'

const fenyang = '141182'
const page = (view: string) => `${product().address}/counties/${fenyang}/responsibility?view=${view}`

/** Somebody with open tasks who does not sign in, and a colleague to take them over. */
async function twoOfOneUnit(browser: Page) {
  const answer = await browser.request.get(`${product().address}/api/counties/${fenyang}/responsibility`)
  const { people, units } = (await answer.json()) as Responsibility
  const from = people.find(({ openTasks, login }) => openTasks > 0 && login === null)
  const to = people.find(({ id, organisationId }) => id !== from?.id && organisationId === from?.organisationId)
  const unit = units.find(({ id }) => id === from?.organisationId)
  if (!from || !to || !unit) throw new Error('nobody in the sample has tasks to hand over')
  return { from, to, unit }
}

test('a hand-over moves the open tasks of an officer and keeps who held them', async ({ page: clerk }) => {
  await signIn(clerk, 'fenyang-clerk')
  await clerk.getByRole('link', { name: '责任分工' }).click()
  await expect(clerk.getByRole('tab', { name: /责任单位与专班/ })).toBeVisible()
  await expectNoEnglish(clerk)
  await picture(clerk, 'responsibility-zh')
  const { from, to, unit } = await twoOfOneUnit(clerk)

  await clerk.goto(page('people'))
  await clerk.getByRole('row', { name: from.name }).getByRole('button', { name: '工作交接' }).click()
  const dialog = clerk.getByRole('dialog')
  await expect(dialog.getByText(`未销号任务 ${from.openTasks} 件`)).toBeVisible()
  await dialog.getByLabel('移交给').fill(to.name)
  await clerk.locator('.ant-select-item-option').filter({ hasText: to.name }).click()
  await dialog.getByText('本人离任').click()
  await picture(clerk, 'hand-over-zh')
  await dialog.getByRole('button', { name: /确\s*定/ }).click()

  await expect(clerk.getByText(`已移交任务 ${from.openTasks} 件`)).toBeVisible()
  await expect(clerk.getByRole('row', { name: from.name })).toContainText('离任')
  await expect(clerk.getByRole('row', { name: from.name }).getByRole('button')).toHaveCount(0)
  await expect(
    clerk.getByRole('row', { name: to.name }).getByRole('link', { name: String(to.openTasks + from.openTasks) }),
  ).toBeVisible()

  await clerk.goto(page('units'))
  await clerk.getByRole('row', { name: unit.name }).getByRole('button').first().click()
  await expect(clerk.getByRole('listitem').filter({ hasText: from.name })).toContainText(/\d{4}-\d\d-\d\d 至 /)
})

test('an officer is given charge of an estate, and the estate’s file says so', async ({ page: clerk }) => {
  await enter(clerk, 'fenyang-clerk')
  await clerk.goto(page('charges'))
  await clerk.getByRole('button', { name: /^包\s*联$/ }).click()
  const dialog = clerk.getByRole('dialog')
  const pick = async (label: string, words: string) => {
    await dialog.getByLabel(label).fill(words)
    await clerk.locator('.ant-select-item-option').filter({ hasText: words }).first().click()
  }
  await pick('姓名', '罗原云')
  await pick('小区（可多选）', '丹曦小区')
  await dialog.getByLabel('理由').fill('明确包联责任')
  await dialog.getByRole('button', { name: /确\s*定/ }).click()
  await expect(dialog).toBeHidden()

  await clerk.getByPlaceholder('地点 / 姓名').fill('罗原云')
  await clerk.getByRole('link', { name: '丹曦小区' }).click()
  const card = clerk.locator('.ant-card', { hasText: '谁负责这个小区' })
  await expect(card).toContainText('罗原云')
})

test('the clearance office makes a draft of the charter with one press', async ({ page: clerk }) => {
  await enter(clerk, 'fenyang-clerk')
  await clerk.goto(page('units'))
  await clerk.getByRole('button', { name: '拟成公文' }).click()
  await clerk
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await expect(clerk).toHaveURL(/\/documents\//)
  await expect(clerk.getByRole('heading', { level: 1 })).toContainText('汾阳市清零行动成员名单及职责分工')
  await expectNoEnglish(clerk)
})

test('who may only look has the page without buttons, and the charter', async ({ page: inspector }) => {
  await enter(inspector, 'inspector')
  await inspector.goto(page('people'))
  await expect(inspector.getByRole('row').nth(1)).toBeVisible()
  await expect(inspector.getByRole('button', { name: /工作交接|对应账号|登记人员|增设|^包\s*联$/ })).toHaveCount(0)
  await expect(inspector.getByRole('button', { name: '拟成公文' })).toHaveCount(0)
  const [charter] = await Promise.all([
    inspector.waitForEvent('download'),
    inspector.getByRole('button', { name: /职责分工/ }).click(),
  ])
  expect(charter.suggestedFilename()).toMatch(/汾阳市.*\.docx$/)
})
