import { expect, type Page } from '@playwright/test'
import { enter, expectNoEnglish, picture, product, signIn, test } from './product.ts'

const fenyang = '141182'
const letter = { name: '开票核对.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n核对结果\n%%EOF\n') }

/** A button of the task's acts; short names are set with a space between their characters. */
const button = (page: Page, name: string) =>
  page.getByRole('toolbar').getByRole('button', { name: new RegExp(`^${[...name].join('\\s*')}$`) })

/** Does an act of the task page, with the reason the page suggests or the one given. */
async function act(page: Page, name: string, reason?: string): Promise<void> {
  await button(page, name).click()
  const dialog = page.getByRole('dialog')
  if (reason) await dialog.getByLabel('理由').fill(reason)
  await dialog.getByRole('button', { name: /确\s*定/ }).click()
  await expect(dialog).toBeHidden()
}

/** An estate without open tasks whose diagnosis leaves a step to the tax office. */
async function estateWithInvoiceStep(page: Page): Promise<string> {
  const { address } = product()
  const estates = await (await page.request.get(`${address}/api/regions/${fenyang}/estates?limit=100`)).json()
  for (const { id } of estates.rows as { id: string }[]) {
    const steps = await (
      await page.request.get(`${address}/api/counties/${fenyang}/estates/${id}/proposed-tasks`)
    ).json()
    if (!(steps as { title: string }[]).some((step) => step.title.includes('开具购房发票'))) continue
    const open = await page.request.get(`${address}/api/regions/${fenyang}/tasks?estate=${id}&state=open`)
    if ((await open.json()).rows.length === 0) return id
  }
  throw new Error('no estate lacks invoices')
}

/** What the wall says of the estate's tasks and of its county, as somebody in the meeting room reads it. */
function wallOf(page: Page, estate: string) {
  const county = page.getByRole('region', { name: '汾阳市' })
  return {
    light: page.locator(`a[href*="${estate}"] .task-mark`),
    writtenOffToday: page.locator('.battle-count', { hasText: '今日销号' }).locator('strong'),
    county: county.locator('.wall-tasks'),
    ofCounty: async () => {
      const said = /在办 (\d+).*已销号 (\d+)/.exec(await county.locator('.wall-tasks').innerText())
      return { open: Number(said?.[1]), writtenOff: Number(said?.[2]) }
    },
  }
}

test('a step of a diagnosis is given, done, sent back, done again, and written off by a second person', async ({
  browser,
}) => {
  const [clerk, officer, checker, inspector, leader] = await Promise.all(
    Array.from({ length: 5 }, async () =>
      (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage(),
    ),
  )
  if (!clerk || !officer || !checker || !inspector || !leader) throw new Error('five people, five windows')
  const { address } = product()
  await enter(clerk, 'fenyang-clerk')
  const estate = await estateWithInvoiceStep(clerk)
  await leader.setViewportSize({ width: 1920, height: 1080 })
  await enter(leader, 'leader')
  await leader.goto(`${address}/regions/141100/wall`)
  const wall = wallOf(leader, estate)
  await expect(wall.county).toBeVisible()
  const before = await wall.ofCounty()

  await clerk.goto(`${address}/counties/${fenyang}/estates/${estate}?view=tasks`)
  const proposed = clerk.locator('.ant-card', { hasText: '按诊断可下达的任务' }).last()
  await proposed.getByRole('checkbox').first().uncheck()
  await proposed.getByRole('row', { name: '开具购房发票' }).first().getByRole('checkbox').check()
  await clerk.getByRole('button', { name: /^下达/ }).click()
  await clerk
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await expect(clerk.getByRole('link', { name: '已下达' }).first()).toBeVisible()
  await picture(clerk, 'estate-tasks-zh')
  await expect.poll(wall.ofCounty).toEqual({ ...before, open: before.open + 1 }) // live, without a reload
  await expect(wall.light).toHaveClass(/light-(green|yellow)/)

  await signIn(officer, 'fenyang-tax')
  await officer.getByRole('link', { name: '我的工作台' }).click()
  await expect(officer.getByRole('tab', { name: /待签收/ })).toBeVisible()
  await expectNoEnglish(officer)
  await picture(officer, 'desk-zh')
  await officer.goto(`${address}/counties/${fenyang}/estates/${estate}?view=tasks`)
  await officer
    .getByRole('link', { name: /开具购房发票/ })
    .first()
    .click()
  await act(officer, '签收')
  await officer.locator('input[type=file]').first().setInputFiles(letter)
  await expect(officer.getByRole('button', { name: /开票核对.pdf/ })).toBeVisible()
  await act(officer, '提交')
  const task = officer.url()

  await enter(checker, 'fenyang-checker')
  await checker.goto(task)
  await act(checker, '退回', '缺三户发票')
  await expect(button(officer, '开始办理')).toBeVisible() // live, without a reload
  await officer
    .locator('input[type=file]')
    .first()
    .setInputFiles({ ...letter, name: '补充核对.pdf' })
  await expect(officer.getByRole('button', { name: /补充核对.pdf/ })).toBeVisible()
  await act(officer, '提交')
  await expect(button(officer, '销号')).toHaveCount(0)

  await expect(button(checker, '销号')).toBeVisible()
  const writtenOffToday = Number(await wall.writtenOffToday.innerText())
  await act(checker, '销号')
  await expect(wall.writtenOffToday).toHaveText(String(writtenOffToday + 1)) // live, on the wall of another room
  await expect.poll(wall.ofCounty).toEqual({ open: before.open, writtenOff: before.writtenOff + 1 })
  await expect(wall.light).toHaveClass(/light-blue/)
  await expect(checker.getByText('已销号').first()).toBeVisible()
  await expectNoEnglish(checker)
  await picture(checker, 'task-zh')

  await enter(inspector, 'inspector')
  await inspector.goto(task)
  await expect(inspector.getByText('这件任务现在没有您要办的事。')).toBeVisible()
  await expect(inspector.locator('input[type=file]')).toHaveCount(0)
})

test('desk and task fit a phone, and the list shows what is open first', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await enter(page, 'fenyang-tax')
  const { address } = product()
  await page.goto(`${address}/desk`)
  await expect(page.getByRole('tab', { name: /已逾期/ })).toBeVisible()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  await picture(page, 'desk-phone-zh')
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`${address}/regions/${fenyang}/tasks`)
  await expect(page.locator('.ant-table-row').first()).toBeVisible()
  await expect(page.getByText('已销号')).toHaveCount(0)
  await picture(page, 'tasks-zh')
})
