import { type Browser, expect, type Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { act, button, expectNoEnglish, picture, product, test, window } from './product.ts'

const fenyang = '141182'
const proof = { name: '办结证明.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n已办结\n%%EOF\n') }

const supervision = (query = '') => `${product().address}/regions/${fenyang}/supervision${query}`
const ladder = (page: Page) => page.locator('.ant-card', { hasText: '督办阶梯' })

test.setTimeout(180_000) // five people, one after the other

test('an overdue task leads to a notice that is proposed, signed by the head, served, answered with evidence, accepted', async ({
  browser,
}) => {
  const clerk = await window(browser, 'fenyang-clerk')
  await clerk.goto(supervision())
  const proposals = clerk.locator('.ant-table-row')
  const overdue = proposals.filter({ hasText: '税务局' }).first()
  await expect(overdue).toContainText('限时办结')
  const title = await overdue.locator('td, .ant-table-cell').nth(2).innerText()
  await expectNoEnglish(clerk)
  await picture(clerk, 'supervision-zh')

  await overdue.getByRole('checkbox').check()
  await act(clerk, '采纳，拟函')
  await expect(proposals.filter({ hasText: title })).toHaveCount(0)
  await clerk.goto(supervision('?stage=drafted'))
  await proposals.filter({ hasText: title }).getByRole('link', { name: '函稿' }).click()
  await expect(clerk.getByRole('article')).toContainText('个工作日')
  await act(clerk, '送审')
  const letter = clerk.url()

  const head = await window(browser, 'leader')
  await head.goto(letter)
  await act(head, '签发')
  await expect(head.getByRole('article')).toContainText(/晋汾清零办限〔\d{4}〕\d+号/)
  const check = await head.getByRole('link', { name: /\/d\/[0-9A-Z]{20}$/ }).getAttribute('href')
  await clerk.goto(letter)
  await act(clerk, '系统内送达')

  const officer = await window(browser, 'fenyang-tax')
  await officer.goto(letter)
  await button(officer, '回复').click()
  const answering = officer.getByRole('dialog')
  await answering.getByLabel('回复内容').fill('已于今日办结，附证明。')
  await answering.locator('input[type=file]').first().setInputFiles(proof)
  await answering.getByRole('button', { name: /提\s*交/ }).click()
  await expect(answering).toBeHidden()
  await clerk.goto(letter)
  await act(clerk, '认可回复')

  await clerk.goto(supervision('?stage=drafted'))
  await proposals.filter({ hasText: title }).click()
  await expect(ladder(clerk)).toContainText('答复已认可')
  const task = clerk.url()
  await inspectorWatches(await window(browser, 'inspector'), task, letter)
  await paperIsGenuine(browser, `${product().address}${check}`)

  await head.goto(`${product().address}/regions/141100/wall`)
  await expect(head.locator('.battle-line', { hasText: '督办' })).toContainText('限时办结通知书')
})

/** The inspector reads the task, its ladder and its letter; he urges, and nothing of the work is his to change. */
async function inspectorWatches(inspector: Page, task: string, letter: string): Promise<void> {
  await inspector.goto(task)
  await expect(ladder(inspector)).toContainText('答复已认可')
  await expect(inspector.getByRole('toolbar')).toHaveCount(0)
  await inspector.goto(letter)
  await expect(inspector.getByRole('toolbar')).toHaveCount(0)
  await inspector.goto(supervision())
  await expect(inspector.locator('.ant-table-row').first()).toBeVisible()
  await expect(inspector.getByRole('checkbox')).toHaveCount(0)
  const refused = await inspector.request.post(`${product().address}/api/counties/${fenyang}/ladder-steps/pass-over`, {
    data: { reason: '越权', steps: [{ id: '00000000-0000-7000-8000-000000000000', revision: 1 }] },
  })
  expect(refused.status()).toBe(404)

  await inspector.goto(`${product().address}/regions/${fenyang}/inspector`)
  await inspector
    .getByRole('button', { name: /^催\s*办$/ })
    .first()
    .click()
  await inspector.getByRole('dialog').getByLabel('内容').fill('请于本周内办结并报告。')
  await inspector
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await expect(inspector.locator('.desk-line', { hasText: '请于本周内办结并报告。' })).toBeVisible()
  await expectNoEnglish(inspector)
  await picture(inspector, 'inspector-desk-zh')
}

/** Whoever holds the paper sees without an account that it is genuine, and nothing of what it says. */
async function paperIsGenuine(browser: Browser, address: string): Promise<void> {
  const holder = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  await holder.goto(address)
  await expect(holder.getByText('真实有效')).toBeVisible()
  await expect(holder.getByText('税务局')).toHaveCount(0)
}

test('a special inspection finds something, has it put right and is closed', async ({ browser }) => {
  const inspector = await window(browser, 'inspector')
  await inspector.goto(`${product().address}/regions/${fenyang}/inspector`)
  await inspector.getByRole('button', { name: '开展专项检查' }).click()
  const opening = inspector.getByRole('dialog')
  await opening.getByLabel('检查名称').fill('维修资金归集专项检查')
  await opening.getByLabel('检查内容').fill('是否开设专户\n是否按户归集')
  await opening.getByRole('button', { name: /确\s*定/ }).click()
  await inspector.getByRole('link', { name: '维修资金归集专项检查' }).click()

  const press = async (name: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>) => {
    await inspector.getByRole('button', { name, exact: true }).click()
    const dialog = inspector.getByRole('dialog')
    await fill(dialog)
    await dialog.getByRole('button', { name: /确\s*定/ }).click()
    await expect(dialog).toBeHidden()
  }
  await press('提出问题', async (dialog) => {
    await dialog.getByLabel('内容').fill('未按户归集')
    await dialog.getByLabel('单位').fill('税务局')
    await dialog.getByLabel('单位').press('Enter')
    await dialog.getByLabel('整改期限').fill('2030-01-10')
    await dialog.getByLabel('整改期限').press('Enter')
  })
  await expect(inspector.getByText('待整改 1')).toBeVisible()
  await press('填写检查表', async (dialog) => {
    for (const line of [0, 1])
      await dialog.locator('.ant-radio-group').nth(line).getByText('符合', { exact: true }).click()
  })
  await press('确认整改到位', (dialog) => dialog.getByLabel('怎样整改').fill('已补建分户账'))
  await press('办结检查', (dialog) => dialog.getByLabel('检查结论').fill('已整改到位'))
  await expect(inspector.locator('.page-head').getByText(/办结/)).toBeVisible()
  await expectNoEnglish(inspector)
  await expectAccessible(inspector)
  await picture(inspector, 'inspection-zh')
})
