import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { writeXlsx } from 'hucre'
import { samplePerson } from '../samples/people.ts'
import { product } from './product.ts'

/** An estate as a ledger tells it: its papers, and its homes, none of them registered. */
export type MadeEstate = { name: string; papers: readonly [string, string, string, string]; homes: number }

/** Brings a ledger of estates in the browser, as a clerk does, and takes it over. */
export async function bringEstates(page: Page, county: string, folder: string, estates: readonly MadeEstate[]) {
  await mkdir(folder, { recursive: true })
  const path = join(folder, '新增小区台账.xlsx')
  const owner = samplePerson(3_910_000)
  const homes = estates.flatMap(({ name, homes }) =>
    Array.from({ length: homes }, (_, at) => [name, '1#', '1单元', String(101 + at), 88.5, owner.name, owner.idNumber]),
  )
  await writeFile(
    path,
    await writeXlsx({
      sheets: [
        {
          name: '小区台账',
          merges: [
            { startRow: 0, endRow: 0, startCol: 3, endCol: 6 },
            ...[0, 1, 2].map((column) => ({ startRow: 0, endRow: 1, startCol: column, endCol: column })),
          ],
          rows: [
            ['小区名称', '项目类别', '总套数', '手续情况', '', '', ''],
            ['', '', '', '规划', '消防', '竣工验收', '人防'],
            ...estates.map(({ name, papers, homes }) => [name, '历史遗留', homes, ...papers]),
          ],
        },
        {
          name: '分户台账',
          rows: [['小区名称', '楼号', '单元', '房号', '建筑面积（㎡）', '权利人', '证件号码'], ...homes],
        },
      ],
    }),
  )
  await page.goto(`${product().address}/counties/${county}/imports`)
  await page.setInputFiles('input[type=file]', path)
  await page.getByRole('button', { name: '确认入库' }).click({ timeout: 30_000 })
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('理由').fill('新排查的小区')
  await dialog.getByRole('button', { name: /确\s*定/ }).click()
  await expect(page.getByText(/已入库 \d+ 行/)).toBeVisible({ timeout: 30_000 })
}
