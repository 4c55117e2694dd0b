import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Browser, expect, type Page, test as plain } from '@playwright/test'

type Product = { address: string; data: string; passwords: Record<string, string> }

/** The running product, as its start printed it. */
export function product(): Product {
  return JSON.parse(process.env.QINGLING_E2E ?? '{}') as Product // written by start-product.ts
}

/** A journey, after which every window it opened is closed: those left open would go on asking the product. */
export const test = plain.extend<{ closing: undefined }>({
  closing: [
    async ({ browser }, use) => {
      await use(undefined)
      await Promise.all(browser.contexts().map((context) => context.close()))
    },
    { auto: true },
  ],
})

/** Signs in on the sign-in page, as a user would. */
export async function signIn(page: Page, login: string, language: 'zh' | 'en' = 'zh'): Promise<void> {
  const { address, passwords } = product()
  await page.addInitScript((kept) => localStorage.setItem('language', kept), language)
  await page.goto(address)
  await page.getByLabel(language === 'zh' ? '账号' : 'Account').fill(login)
  await page.getByLabel(language === 'zh' ? '密码' : 'Password', { exact: true }).fill(passwords[login] ?? '')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/board|surveys/) // a surveyor has no board
}

/** Signs in without the page for it, for journeys that begin elsewhere; the page stays blank. */
export async function enter(page: Page, login: string, language: 'zh' | 'en' = 'zh'): Promise<void> {
  const { address, passwords } = product()
  await page.addInitScript((kept) => localStorage.setItem('language', kept), language)
  const answer = await page.request.post(`${address}/api/session`, { data: { login, password: passwords[login] } })
  expect(answer.status()).toBe(200)
}

/** A window of one's own beside others, signed in and blank. */
export async function window(browser: Browser, login: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await enter(page, login)
  return page
}

/** A button of a toolbar; short names are set with a space between their characters. */
export const button = (page: Page, name: string) =>
  page.getByRole('toolbar').getByRole('button', { name: new RegExp(`^${[...name].join('\\s*')}$`) })

/** Does an act of a toolbar, with the reason the page suggests or the one given. */
export async function act(page: Page, name: string, reason?: string): Promise<void> {
  await button(page, name).click()
  const dialog = page.getByRole('dialog')
  if (reason) await dialog.getByLabel('理由').fill(reason)
  await dialog.getByRole('button', { name: /确\s*定/ }).click()
  await expect(dialog).toBeHidden()
}

const pictures = resolve(import.meta.dirname, '../docs/screenshots')

/** Keeps a picture for the documents; only where asked, so that a test run leaves the tree as it was. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.QINGLING_PICTURES !== 'keep') return
  mkdirSync(pictures, { recursive: true })
  await page.waitForTimeout(600) // charts finish drawing
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}

/** Words of the other language on a page: none are wanted. Names and codes stay as they are. */
export async function expectNoEnglish(page: Page): Promise<void> {
  const text = await page.locator('main').innerText()
  const crumbs = text.match(/[A-Za-z]{4,}/g) ?? []
  expect(crumbs.filter((word) => !/^(xlsx|docx|English|City|qingling)$/.test(word))).toEqual([])
}
