import { writeFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { writeXlsx } from 'hucre'
import { ownerColumns } from '../src/domain/registrations/transfer/workbook-columns.ts'
import { button, product } from './product.ts'

const fenyang = '141182'

/** A row of a developer's workbook, by the fields of its columns. */
export type ToldOwner = Partial<Record<(typeof ownerColumns)[number]['field'], string>>

/** A developer's workbook: each home with its owner. */
export async function writeOwnersBook(path: string, owners: readonly ToldOwner[]): Promise<string> {
  const rows = [
    ownerColumns.map(({ label }) => label),
    ...owners.map((told) => ownerColumns.map(({ field }) => told[field] ?? '')),
  ]
  await writeFile(path, await writeXlsx({ sheets: [{ name: '业主', rows }] }))
  return path
}

/** Hands the workbook in at the window, which leads to the page of its batch. */
export async function bringOwners(page: Page, path: string): Promise<void> {
  await page.goto(`${product().address}/counties/${fenyang}/registration-batches`)
  await page.getByRole('button', { name: '上传业主工作簿' }).click()
  await page.getByRole('dialog').locator('input[type=file]').setInputFiles(path)
  await expect(page).toHaveURL(/registration-batches\/[0-9a-f-]{36}/)
}

/** Presses the one button of a batch's page that carries it out, and confirms with the reason it suggests. */
export async function carryOut(page: Page, count: number): Promise<void> {
  await page.getByRole('button', { name: `办理 ${count} 户` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /确\s*定/ }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText(`已办理 ${count} 户`)).toBeVisible()
}

/** Chooses everything a filter finds, does one act with it as a batch, and sees all of it done. */
export async function actOnAll(page: Page, filter: string, act: string, count: number): Promise<void> {
  await page.goto(`${product().address}/regions/${fenyang}/registrations?${filter}`)
  await expect(page.getByText(`已显示 ${count} 条`)).toBeVisible()
  await page
    .getByRole('checkbox', { name: /Select all|全选/ })
    .or(page.locator('thead input[type=checkbox]'))
    .first()
    .check()
  await button(page, act).click()
  await page.getByRole('dialog').getByRole('button', { name: '先试办，看每一户能不能办' }).click()
  await expect(page).toHaveURL(/registration-batches\/[0-9a-f-]{36}/)
  await expect(page.getByText(`核对完毕：${count} 户可以办理，0 户退回`)).toBeVisible()
  await carryOut(page, count)
}
