import { expect, type Page } from '@playwright/test'
import type { Visit } from '#contract/cash-desk-shapes.ts'
import type { Due } from '#contract/due-shapes.ts'
import type { Recovery } from '#contract/recoveries.ts'
import type { ApplicationLine } from '#contract/registrations.ts'
import { picture, product, test, window } from './product.ts'

const fenyang = '141182'
const county = () => `${product().address}/api/counties/${fenyang}`
const desk = () => `${product().address}/counties/${fenyang}/cash-desk`

/** A name that is used once, so that no other journey's day is closed with this one's. */
const deskName = '清点专用窗口'

async function posted<T>(page: Page, path: string, data: object): Promise<T> {
  const answer = await page.request.post(`${county()}${path}`, { data })
  expect(answer.status(), await answer.text()).toBe(200)
  return (await answer.json()) as T // the shape of the contract, which the server serialises by
}

/** An accepted transfer of the sample whose tax and fund gates are open. */
async function waiting(page: Page): Promise<ApplicationLine> {
  const query = { kind: 'transfer', state: 'accepted', gateOpen: 'fund', limit: 100 }
  const answer = await page.request.post(`${product().address}/api/regions/${fenyang}/applications/search`, {
    data: query,
  })
  const { rows } = (await answer.json()) as { rows: ApplicationLine[] }
  const isOpen = ({ gates }: ApplicationLine, gate: string) =>
    gates.some((standing) => standing.gate === gate && standing.state === 'open')
  const found = rows.find((row) => isOpen(row, 'tax') && isOpen(row, 'fund'))
  if (!found) throw new Error('the sample has no accepted transfer whose gates are open')
  return found
}

/** What the home's owners and the estate's developer owe beside what the sample says; the developer's debt is pursued. */
async function recordDues(clerk: Page, { estateId, unitId, applicants }: ApplicationLine): Promise<Recovery> {
  const owner = { debtorKind: 'owner', debtorName: applicants, estateId, unitId }
  const because = { basis: '窗口核定', reason: '窗口核定' }
  const known = await clerk.request.post(`${product().address}/api/regions/${fenyang}/dues/search`, {
    data: { unit: unitId, kind: 'deed_tax' },
  })
  if ((await known.json()).rows.length === 0)
    await posted(clerk, '/dues', { ...owner, ...because, kind: 'deed_tax', amountFen: 4_200_00 })
  await posted(clerk, '/dues', { ...owner, ...because, kind: 'maintenance_fund', amountFen: 5_236_50 })
  const pursued = await clerk.request.get(`${product().address}/api/regions/${fenyang}/recoveries`)
  const [party] = (await pursued.json()).rows as { debtor: { id: string; name: string } }[]
  const developer = { debtorKind: 'organisation', debtorName: party?.debtor.name, organisationId: party?.debtor.id }
  const debt = { ...developer, estateId, ...because, kind: 'land_price', amountFen: 12_640_123_45 }
  const { id } = await posted<Due>(clerk, '/dues', debt)
  return posted(clerk, '/recoveries', { estateId, dueIds: [id], basis: '会议纪要', reason: '立案追缴' })
}

test('one visit at one window pays tax, fund and fee, the gates open side by side, the developer’s debt stays', async ({
  browser,
}) => {
  const [clerk, page] = [await window(browser, 'fenyang-clerk'), await window(browser, 'fenyang-window')]
  const application = await waiting(clerk)
  const recovery = await recordDues(clerk, application)

  await page.goto(desk())
  await page.getByRole('combobox', { name: '窗口' }).fill(deskName)
  await page.getByRole('searchbox').fill(application.acceptanceNo ?? '')
  await page.getByRole('searchbox').press('Enter')
  await expect(page.getByText('12,640,123.45').first()).toBeVisible()
  await expect(page.getByText('○ 税费')).toBeVisible()

  const fund = page.getByLabel('住宅专项维修资金本次缴（元）')
  await fund.fill('$5,236.50')
  await expect(page.getByText('只收人民币')).toBeVisible()
  await fund.fill('5,236.51')
  await expect(page.getByText('尚欠 5,236.50 元，收不了这么多')).toBeVisible()
  await fund.fill('5,236.50')
  await page.getByRole('button', { name: '另加一种方式' }).click()
  await page.getByLabel('金额（元）', { exact: true }).fill('1,000')
  await page.getByLabel('实收现金（元）').fill('1,100')
  await picture(page, 'cash-desk-zh')

  const taken = page.waitForResponse((answer) => answer.url().endsWith('/cash-desk/visits'))
  const receipts = page.waitForEvent('popup')
  await page.getByLabel('实收现金（元）').press('Enter')
  const visit = (await (await taken).json()) as Visit
  await (await receipts).close()
  await expect(page.getByText('找零 100.00 元')).toBeVisible()
  await expect(page.getByText('“税费”环节已通过')).toBeVisible()
  await expect(page.getByText('“维修资金”环节已通过')).toBeVisible()
  await expect(page.getByText('● 税费')).toBeVisible()
  await expect(page.getByText('○ 审核')).toBeVisible()
  expect(visit.receipts.map(({ way }) => way)).toEqual(['pos', 'cash'])
  const paper = await page.request.get(`${county()}/cash-desk/visits/${visit.visitId}/receipts.pdf`)
  expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-')
  const stands = (await (await page.request.get(`${county()}/recoveries/${recovery.id}`)).json()) as Recovery
  expect([stands.owedFen, stands.paidFen, stands.endedOn]).toEqual([12_640_123_45, 0, null])
  const matters = `${product().address}/api/regions/${fenyang}/developer-matters?open=true&limit=200`
  const running = (await (await clerk.request.get(matters)).json()).rows as { id: string }[]
  expect(running.map(({ id }) => id)).toContain(stands.matterId) // what its ladder stands on

  await page.getByRole('tab', { name: '今日账与日结' }).click()
  const booked = visit.receipts.reduce((sum, { fen }) => sum + fen, 0) / 100
  await page.getByLabel('现金清点（元）').fill('1,000')
  await page.getByLabel('POS 刷卡清点（元）').fill(String(booked - 1000 - 80))
  await page.getByRole('button', { name: '提交差额，待复核' }).click()
  await expect(page.getByText('不能带着没有说明的差额日结').first()).toBeVisible()
  await page.getByLabel('差额原因').fill('签购单漏打一张')
  await page.getByRole('button', { name: '提交差额，待复核' }).click()
  await expect(page.getByText('有差额，待另一人复核')).toBeVisible()
  await picture(page, 'cash-desk-day-zh')

  await clerk.goto(`${desk()}?view=closings`)
  const line = clerk.locator('.ant-table-row').filter({ hasText: deskName })
  await line.getByRole('button', { name: '复核认可' }).click()
  await clerk
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await expect(line.getByText('已日结')).toBeVisible()

  await page.getByRole('tab', { name: '收款' }).click()
  await page
    .getByRole('button', { name: /^冲\s*销$/ })
    .first()
    .click()
  await page.getByRole('dialog').getByLabel('理由').fill('刷错卡')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await expect(page.getByText('这个窗口今天已经日结').first()).toBeVisible()
})
