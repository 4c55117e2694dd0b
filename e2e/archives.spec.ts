import { expect, type Page } from '@playwright/test'
import sharp from 'sharp'
import { enter, expectNoEnglish, product, test } from './product.ts'

const archive = () => `${product().address}/counties/141182/archive`

/** A scan as the archive takes it by its first bytes; large enough to go in several parts. */
function scan(megabytes: number, word: string) {
  const buffer = Buffer.alloc(megabytes * 1024 * 1024 + 500, `扫描件${word} `)
  buffer.write('%PDF-1.7\n')
  return { name: `${word}.pdf`, mimeType: 'application/pdf', buffer }
}

const photo = async (name: string, width = 900) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width, height: 600, channels: 3, background: '#7a9' } })
    .jpeg()
    .toBuffer(),
})

async function openEstate(page: Page, login = 'fenyang-clerk') {
  await enter(page, login)
  await page.goto(archive())
  await page.getByLabel('选择小区').click()
  await page.locator('.ant-select-item-option').first().click()
  await expect(page.locator('.files-panel')).toBeVisible()
}

const bring = (page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  page.locator('.ant-upload-drag input[type=file]').setInputFiles(files)
const line = (page: Page, name: string) => page.locator('.uploads li').filter({ hasText: name })

test('papers come in many at once; what is not what its name says is refused at its file', async ({ page }) => {
  await openEstate(page)
  await expect(page.getByText('应有材料')).toBeVisible()
  await expectNoEnglish(page)

  const picture = await photo('土地使用证正本.jpg')
  await bring(page, picture, scan(1, '土地出让合同'), { ...picture, name: '假的.pdf', mimeType: 'application/pdf' })

  await expect(line(page, '土地使用证正本.jpg').getByText('已归档')).toBeVisible()
  await expect(line(page, '土地出让合同.pdf').getByText('已归档')).toBeVisible()
  await expect(line(page, '假的.pdf').getByRole('alert')).toHaveText(
    '“假的.pdf”的内容其实是 JPG，与文件名不符，请核对后再传',
  )
  await expect(page.locator('.files li').filter({ hasText: '土地使用证正本.jpg' }).locator('img')).toBeVisible()
  await expect(page.getByRole('heading', { name: /土地权属来源材料 已有/ })).toBeVisible()

  await page.getByRole('button', { name: '查看 土地使用证正本.jpg' }).click()
  await expect(page.locator('.ant-image-preview img')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '共享与查阅 土地使用证正本.jpg' }).click()
  await expect(page.getByRole('dialog').getByText('查看', { exact: false }).first()).toBeVisible()
  await expect(page.getByRole('dialog').locator('.openings li')).toHaveCount(1)
})

test('an upload that was paused, then broken off by a reload, goes on when the same file is chosen again', async ({
  page,
}) => {
  await openEstate(page)
  let parts = 0
  await page.route('**/part?**', async (route) => {
    parts += 1
    if (parts > 1) await new Promise((resolve) => setTimeout(resolve, 2000)) // a slow line: time to press the button
    await route.continue().catch(() => {}) // given up by the page meanwhile
  })
  const file = scan(12, '竣工图纸')
  await bring(page, file)
  await expect(line(page, '竣工图纸.pdf').getByRole('progressbar')).not.toHaveAttribute('aria-valuenow', '0')
  await page.getByRole('button', { name: '暂停 竣工图纸.pdf' }).click()
  await expect(line(page, '竣工图纸.pdf').getByText('已暂停')).toBeVisible()

  await page.reload()
  await expect(page.getByText('上次没有传完')).toBeVisible()
  await page.unroute('**/part?**')
  const offsets: number[] = []
  page.on('request', (request) => {
    const offset = new URL(request.url()).searchParams.get('offset')
    if (offset !== null) offsets.push(Number(offset))
  })
  await bring(page, file)

  await expect(line(page, '竣工图纸.pdf').getByText('已归档')).toBeVisible({ timeout: 30_000 })
  expect(Math.min(...offsets)).toBeGreaterThan(0)
})

test('a paper shared with a unit is seen there until it is taken back; a stranger sees nothing', async ({
  page,
  browser,
}) => {
  await openEstate(page)
  await bring(page, await photo('消防意见.jpg', 901))
  await expect(line(page, '消防意见.jpg').getByText('已归档')).toBeVisible()
  await page.getByRole('button', { name: '共享与查阅 消防意见.jpg' }).click()
  const drawer = page.locator('.ant-drawer')
  await drawer.getByRole('button', { name: '共享给单位' }).click()
  const form = page.locator('.ant-modal')
  await form.getByLabel('责任单位').click()
  await page.getByTitle('汾阳市住房和城乡建设局', { exact: true }).click()
  await form.getByLabel('用途').fill('核对消防手续')
  await form.getByLabel('共享到').fill('2999-12-31')
  await form.getByLabel('共享到').press('Enter')
  await form.getByRole('button', { name: /确\s*定/ }).click()
  await expect(drawer.getByText('到 2999-12-31')).toBeVisible()

  const other = await browser.newPage()
  await enter(other, 'fenyang-housing')
  await other.goto(`${archive()}?view=shared`)
  const row = other.locator('.ant-table-row').filter({ hasText: '消防意见.jpg' })
  await expect(row).toContainText('核对消防手续')
  const [content] = await Promise.all([other.waitForResponse(/\/content\?how=shown/), row.click()])
  expect(content.status()).toBe(200)

  await drawer.getByRole('button', { name: /收\s*回/ }).click()
  const reason = page.locator('.ant-modal').filter({ hasText: '理由' })
  await reason.getByRole('textbox').fill('已用完')
  await reason.getByRole('button', { name: /确\s*定/ }).click()
  await expect(drawer.locator('.share-line .ant-tag')).toContainText('收回')
  expect((await other.request.get(content.url())).status()).toBe(404)
  await other.close()
  const stranger = await browser.newPage()
  await enter(stranger, 'jiaokou-clerk')
  expect((await stranger.request.get(content.url())).status()).toBe(404)
  await stranger.close()
})

test('on a phone the camera is at hand and nothing is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openEstate(page)

  await expect(page.locator('input[type=file][capture=environment]')).toHaveCount(1)
  await expect(page.getByRole('button', { name: '拍照上传' })).toBeVisible()
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
})
