import { expect, type Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { act, button, expectNoEnglish, picture, product, test, window } from './product.ts'

const fenyang = '141182'
const paper = { name: '整改说明.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n已办理\n%%EOF\n') }

/** Begins a draft of a kind on the list and stands on its page. */
async function begin(page: Page, kind: string, title: string): Promise<void> {
  await page.goto(`${product().address}/regions/${fenyang}/documents`)
  await page.getByRole('button', { name: '起草公文' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('文种').fill(kind)
  await dialog.getByLabel('文种').press('Enter')
  await dialog.getByLabel('标题').fill(title)
  await dialog.getByLabel('理由').fill('任务逾期，按督办安排')
  await dialog.getByRole('button', { name: /确\s*定/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
}

/** Fills what a letter must say and keeps it. */
async function write(page: Page): Promise<void> {
  await page.getByLabel('主送机关或受送达人').fill('市税务局：')
  await page.getByLabel('收文单位').fill('税务局')
  await page.getByLabel('收文单位').press('Enter')
  await page.getByLabel('回复期限（工作日）').fill('5')
  await page.getByRole('button', { name: '加一段' }).click()
  await page.getByLabel('段落').last().fill('你局承办的开具购房发票一项已逾期十二个工作日，请立即办理。')
  await page.getByRole('button', { name: '加表格' }).click()
  await page.getByLabel('第 1 列名称').fill('小区')
  await page.getByLabel('第 2 列名称').fill('要求')
  await page.getByLabel('第 1 行第 1 列').fill('示例小区')
  await page.getByLabel('第 1 行第 2 列').fill('五个工作日内开具发票')
  await page.getByRole('button', { name: /^保\s*存$/ }).click()
  await expect(page.getByRole('article')).toContainText('示例小区')
}

const refresh = (page: Page, address: string) => page.goto(address)

test('a letter is drafted, returned, signed off, served, answered, accepted and filed', async ({ browser }) => {
  const clerk = await window(browser, 'fenyang-clerk')
  await begin(clerk, '督办函', '关于限期开具购房发票的督办函')
  await clerk.getByRole('button', { name: /^取\s*消$/ }).click()
  await button(clerk, '送审').click()
  await clerk
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await expect(clerk.getByText('请填写主送机关或受送达人').last()).toBeVisible() // at its field
  await expect(clerk.getByText('正文是空的').last()).toBeVisible()
  await write(clerk)
  await act(clerk, '送审')
  await expectNoEnglish(clerk)
  const letter = clerk.url()

  const head = await window(browser, 'leader')
  await head.goto(`${product().address}/regions/141100/documents?queue=to_sign`)
  await head.locator('.ant-table-row').filter({ hasText: '关于限期开具购房发票的督办函' }).click()
  await act(head, '退回', '请写明逾期日期')
  await refresh(clerk, letter)
  await expect(clerk.getByText('请写明逾期日期')).toBeVisible()
  await act(clerk, '送审')
  await refresh(head, letter)
  await act(head, '签发')
  await expect(head.getByRole('article')).toContainText(/晋汾清零办督〔\d{4}〕\d+号/)
  await expectAccessible(head)
  await picture(head, 'document-zh')

  await refresh(clerk, letter)
  await act(clerk, '系统内送达')
  await expect(clerk.getByText('尚未签阅')).toBeVisible()
  const officer = await window(browser, 'fenyang-tax')
  await officer.goto(`${product().address}/regions/${fenyang}/documents?queue=to_answer`)
  await officer.locator('.ant-table-row').filter({ hasText: '关于限期开具购房发票的督办函' }).click()
  await button(officer, '回复').click()
  const answering = officer.getByRole('dialog')
  await answering.getByLabel('回复内容').fill('已于今日开具全部发票。')
  await answering.locator('input[type=file]').first().setInputFiles(paper)
  await answering.getByRole('button', { name: /提\s*交/ }).click()
  await expect(answering).toBeHidden()

  await refresh(clerk, letter)
  await expect(clerk.getByText(/示例汾阳税务 于 .* 签阅/)).toBeVisible()
  await expect(clerk.getByRole('link', { name: '整改说明.pdf' })).toBeVisible()
  await act(clerk, '认可回复')
  await act(clerk, '归档')
  await expect(clerk.locator('.page-head').getByText('已归档')).toBeVisible()

  const inspector = await window(browser, 'inspector')
  await refresh(inspector, letter)
  await expect(inspector.getByText('现在没有您要办理的事项')).toBeVisible()
  await expect(inspector.getByRole('toolbar')).toHaveCount(0)
})

test('the QR code’s page opens without an account and says when a paper is withdrawn', async ({ browser }) => {
  const clerk = await window(browser, 'fenyang-clerk')
  await begin(clerk, '通知', '关于召开调度会的通知')
  await clerk.getByLabel('主送机关或受送达人').fill('各责任单位：')
  await clerk.getByRole('button', { name: '加一段' }).click()
  await clerk.getByRole('textbox', { name: '段落' }).fill('定于本周五召开调度会，请准时参加。')
  await clerk.getByRole('button', { name: /^保\s*存$/ }).click()
  await act(clerk, '送审')
  const notice = clerk.url()
  const head = await window(browser, 'leader')
  await refresh(head, notice)
  await act(head, '签发')
  const check = await head.getByRole('link', { name: /\/d\/[0-9A-Z]{20}$/ }).getAttribute('href')

  const holder = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  await holder.goto(`${product().address}${check}`)
  await expect(holder.getByText('真实有效')).toBeVisible()
  await expect(holder.getByText(/晋汾清零办〔\d{4}〕\d+号/)).toBeVisible()
  await expect(holder.getByText('调度会')).toHaveCount(0) // nothing of what it says
  await expectNoEnglish(holder)
  expect(await holder.evaluate('document.documentElement.scrollWidth')).toBe(390)
  await expectAccessible(holder)
  await picture(holder, 'document-check-phone-zh')

  await refresh(clerk, notice)
  await act(clerk, '撤回', '会期有变')
  await expect(clerk.getByRole('heading', { level: 1 })).toContainText('关于撤回')
  await act(clerk, '送审')
  await refresh(head, clerk.url())
  await act(head, '签发')
  await holder.reload()
  await expect(holder.getByRole('status')).toHaveText('已撤回')
  await refresh(clerk, notice)
  await expect(clerk.getByText('本件已撤回')).toBeVisible()
  await expect(clerk.getByRole('toolbar')).toHaveCount(0)
  await holder.goto(`${product().address}/d/NOSUCHCODE`)
  await expect(holder.getByRole('status')).toHaveText('没有查到')
})

test('many letters are signed in one act, laid out, and offered as one archive and one file to print', async ({
  browser,
}) => {
  const clerk = await window(browser, 'fenyang-clerk')
  const base = `${product().address}/api/counties/${fenyang}/documents`
  const blocks = [{ kind: 'paragraph', text: '请于五个工作日内办结。' }]
  const content = { addressee: '各责任单位：', blocks, attachments: [], copiesTo: [], contact: '' }
  const documents = ['甲', '乙', '丙'].map((one) => ({
    kind: 'brief',
    content: { ...content, title: `清零行动简报（${one}）` },
  }))
  const ids: string[] = await (await clerk.request.post(base, { data: { reason: '批量起草', documents } })).json()
  await clerk.request.post(`${base}/drafts`, {
    data: { reason: '送审', move: 'submit', documents: ids.map((id) => ({ id, revision: 1 })) },
  })

  const head = await window(browser, 'leader')
  await head.goto(`${product().address}/regions/${fenyang}/documents?queue=to_sign`)
  await head.getByRole('searchbox', { name: '文号或标题' }).fill('清零行动简报')
  await head.getByRole('searchbox', { name: '文号或标题' }).press('Enter')
  await expect(head.locator('.ant-table-row')).toHaveCount(3)
  await head.locator('thead').getByRole('checkbox').check()
  await act(head, '签发')
  await expect(head.getByText('3 件公文已套版')).toBeVisible({ timeout: 20_000 })
  await picture(head, 'documents-batch-zh')
  const [archive] = await Promise.all([
    head.waitForEvent('download'),
    head.getByRole('link', { name: /下载压缩包/ }).click(),
  ])
  expect(archive.suggestedFilename()).toBe('公文.zip')
})
