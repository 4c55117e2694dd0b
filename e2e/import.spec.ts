import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { readXlsx, writeXlsx } from 'hucre'
import { samplePerson } from '../samples/people.ts'
import { expectNoEnglish, picture, product, signIn, test } from './product.ts'

const words = {
  zh: {
    imports: '台账导入',
    outcome: '可入库 3 行，需退回修改 1 行',
    commit: '确认入库',
    reason: '理由',
    ok: /确\s*定/,
    taken: '已入库 3 行，退回 1 行',
    returned: '下载退回修改的工作簿',
  },
  en: {
    imports: 'Import ledgers',
    outcome: '3 rows can be taken over, 1 must be corrected',
    commit: 'Take over',
    reason: 'Reason',
    ok: 'Confirm',
    taken: '3 rows taken over, 1 returned',
    returned: 'Download rows to correct',
  },
} as const

/** A small ledger as a clerk keeps it: a title, a header, one row with a fault in its area. */
async function writeLedger(folder: string, estate: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${estate}.xlsx`)
  const header = ['序号', '小区名称', '楼号', '单元', '房号', '建筑面积（㎡）', '权利人', '证件号码', '首次登记时间']
  const rows = [1, 2, 3].map((n) => {
    const { name, idNumber } = samplePerson(3_900_000 + n)
    return [n, estate, '1#', '1单元', `${n}01`, n === 3 ? -88.5 : 88.5, name, idNumber, '2022年3月1日']
  })
  const estates = [
    ['小区名称', '项目类别', '总套数', '幢数'],
    [estate, '历史遗留', 3, 1],
  ]
  await writeFile(
    path,
    await writeXlsx({
      sheets: [
        { name: '小区台账', rows: estates },
        { name: '分户台账', rows: [[`交口县${estate}分户台账`], header, ...rows] },
      ],
    }),
  )
  return path
}

for (const language of ['zh', 'en'] as const) {
  test(`a clerk brings a ledger, sees what is wrong with it, and takes the rest over (${language})`, async ({
    page,
  }, info) => {
    const text = words[language]
    const path = await writeLedger(info.outputDir, language === 'zh' ? '试验甲小区' : '试验乙小区')
    await signIn(page, 'jiaokou-clerk', language)
    const before = await page.locator('.card-figure .value').first().innerText()
    await page.getByRole('link', { name: text.imports }).click()
    await page.setInputFiles('input[type=file]', path)
    await expect(page.getByText(text.outcome)).toBeVisible({ timeout: 30_000 })
    await expect(page.getByRole('code').getByText('F5')).toBeVisible()
    await picture(page, `import-preview-${language}`)
    if (language === 'zh') await expectNoEnglish(page)

    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: text.returned }).click()
    const returned = join(info.outputDir, 'returned.xlsx')
    await (await waiting).saveAs(returned)
    const sheet = (await readXlsx(await readFile(returned))).sheets.find(({ name }) => name === '分户台账')
    expect(sheet?.rows.at(-1)?.[4]).toBe('301')

    await page.getByRole('button', { name: text.commit }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(text.reason).fill('试验导入')
    await dialog.getByRole('button', { name: text.ok }).click()
    await expect(page.getByText(text.taken)).toBeVisible({ timeout: 30_000 })

    await page.goto(product().address)
    await expect(page.locator('.card-figure .value').first()).toHaveText(String(Number(before) + 1))
  })
}

test('a file that is no spreadsheet is refused in the clerk’s words', async ({ page }, info) => {
  await mkdir(info.outputDir, { recursive: true })
  const path = join(info.outputDir, '会议纪要.xlsx')
  await writeFile(path, 'not a workbook')
  await signIn(page, 'jiaokou-clerk')
  await page.getByRole('link', { name: '台账导入' }).click()
  await page.setInputFiles('input[type=file]', path)
  await expect(page.getByText('没有存入任何数据')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('会议纪要.xlsx').first()).toBeVisible()
})
