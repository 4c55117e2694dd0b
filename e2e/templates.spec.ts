import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import PizZip from 'pizzip'
import { enter, expectNoEnglish, picture, product, test } from './product.ts'

test('a clerk changes the template of a kind: the broken one is refused at its place, the good one is put to use', async ({
  page,
}) => {
  await enter(page, 'fenyang-clerk')
  await page.goto(`${product().address}/regions/141182/documents`)
  await page.getByRole('button', { name: '公文模板' }).click()
  const row = page.locator('tr[data-row-key="notice"]')

  const [shipped] = await Promise.all([
    page.waitForEvent('download'),
    row.getByRole('button', { name: '下载模板' }).click(),
  ])
  const template = new PizZip(readFileSync(await shipped.path()))
  const edited = (name: string, change: (xml: string) => string) => {
    const zip = new PizZip(template.generate({ type: 'nodebuffer' }))
    zip.file('word/document.xml', change(zip.file('word/document.xml')?.asText() ?? ''))
    return { name, mimeType: 'application/octet-stream', buffer: zip.generate({ type: 'nodebuffer' }) }
  }
  await expectNoEnglish(page)
  await row.getByRole('button', { name: '上传本县模板' }).click()
  const chosen = page.locator('.ant-modal input[type=file]')
  await chosen.setInputFiles(edited('坏模板.docx', (xml) => xml.replace('{标题}', '{题目}')))
  await expect(page.getByText('正文第 3 段“{题目}”：不认识占位符“题目”')).toBeVisible()
  await expect(page.getByRole('button', { name: '启 用' })).toBeDisabled()
  await picture(page, 'template-faults-zh')

  await chosen.setInputFiles(edited('汾阳通知.docx', (xml) => xml.replace('{主送}：', '致　{主送}：')))
  await expect(page.getByText('检查通过')).toBeVisible()
  const [example] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载填好的示例' }).click(),
  ])
  expect(new PizZip(readFileSync(await example.path())).file('word/document.xml')?.asText()).toContain(
    '致　各乡镇人民政府',
  )
  await page.getByRole('button', { name: '启 用' }).click()
  await expect(row.getByText('汾阳通知.docx')).toBeVisible()

  await row.getByRole('button', { name: '改用标准版式' }).click()
  await page.getByLabel('理由').fill('恢复标准版式')
  await page.getByRole('button', { name: '确 定' }).click()
  await expect(row.getByText('标准版式', { exact: true })).toBeVisible()
})

test('a leader signs, and keeps no templates', async ({ page }) => {
  await enter(page, 'leader')
  await page.goto(`${product().address}/regions/141182/documents`)
  await expect(page.getByRole('heading', { name: /公文/ })).toBeVisible()
  await expect(page.getByRole('button', { name: '公文模板' })).toHaveCount(0)
})
