import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { readXlsx } from 'hucre'
import { defaultLimits } from '../src/server/ledgers/reading/limits.ts'
import { openZip } from '../src/server/ledgers/reading/zip.ts'
import { expectNoEnglish, picture, product, signIn, test } from './product.ts'

type Figures = { estates: number; units: number; firstRegistered: number; transferred: number; open: number }

/** The figures as the command line gives them, from the same running database. */
function figuresOf(region: string, asOf: string): Figures {
  const args = ['run', '-s', 'qingling', '--', 'figures', '--region', region, '--as-of', asOf, '--json']
  const env = { ...process.env, QINGLING_DATA: product().data }
  return JSON.parse(execFileSync('npm', args, { cwd: resolve(import.meta.dirname, '..'), env }).toString()) as Figures // the command's own shape
}

async function downloaded(page: Page, button: string, folder: string): Promise<string> {
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).first().click()
  const path = join(folder, (await waiting).suggestedFilename())
  await (await waiting).saveAs(path)
  return path
}

async function wordsOf(docx: string): Promise<string> {
  const zip = await openZip(docx, docx, defaultLimits)
  const entry = zip.find('word/document.xml')
  const text = entry ? await zip.readText(entry) : ''
  await zip.close()
  return text.replaceAll(/<[^>]+>/g, '')
}

for (const language of ['zh', 'en'] as const) {
  test(`a county issues its month and its numbers are the figures (${language})`, async ({ page }, info) => {
    const words =
      language === 'zh'
        ? {
            page: '报告',
            freeze: '冻结数据',
            issue: /^签\s*发$/,
            ok: /确\s*定/,
            docx: '报告文档 .docx',
            xlsx: '附表 .xlsx',
          }
        : {
            page: 'Reports',
            freeze: 'Freeze numbers',
            issue: 'Issue',
            ok: 'Confirm',
            docx: 'Document .docx',
            xlsx: 'Workbook .xlsx',
          }
    const [region, login] = language === 'zh' ? ['141182', 'fenyang-clerk'] : ['141130', 'jiaokou-clerk']
    await signIn(page, login as string, language)
    await page.getByRole('link', { name: words.page, exact: true }).click()
    await page.goto(`${page.url()}?kind=month&period=2022-11`)
    for (const act of [words.freeze, words.issue]) {
      await page.getByRole('button', { name: act }).click()
      await page.getByRole('dialog').getByRole('button', { name: words.ok }).click()
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    await expect(page.getByRole('button', { name: words.docx })).toHaveCount(1)
    await picture(page, `bulletins-${language}`)
    if (language === 'zh') await expectNoEnglish(page)

    const figures = figuresOf(region as string, '2022-11-30')
    const text = await wordsOf(await downloaded(page, words.docx, info.outputDir))
    expect(text).toContain(`小区${figures.estates}个、房屋${figures.units}套`)
    expect(text).toContain(`已办理首次登记${figures.firstRegistered}套`)
    expect(text).toContain(`已办理转移登记${figures.transferred}套`)
    expect(text).toContain(`尚未办理转移登记${figures.open}套`)

    const book = await readXlsx(await readFile(await downloaded(page, words.xlsx, info.outputDir)))
    const total = book.sheets[0]?.rows.at(-1)
    expect(total?.slice(1, 7)).toEqual([
      '合计',
      figures.estates,
      figures.units,
      figures.firstRegistered,
      figures.transferred,
      figures.open,
    ])
  })
}
