import { expect, type Locator, type Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { product, test, window } from './product.ts'
import { codeSentTo } from './sent-codes.ts'

const county = '141182'

/** The owner of an open home, as a clerk reads him from the records. */
async function someOwner(clerk: Page) {
  const { address } = product()
  const ask = async (path: string, data: object) => {
    const answer = await clerk.request.post(`${address}${path}`, { data })
    expect(answer.status()).toBe(200)
    return answer.json()
  }
  const { rows } = await ask(`/api/regions/${county}/units/search`, { state: 'open', limit: 1 })
  const unit = await (await clerk.request.get(`${address}/api/counties/${county}/units/${rows[0].id}`)).json()
  const [owner] = unit.owners
  const path = `/api/counties/${county}/units/${unit.id}/owners/${owner.ownerNo}/open`
  return { name: owner.name, ...(await ask(path, { reason: '现场核对' })) } as {
    name: string
    idNumber: string
    phone: string
  }
}

/** Goes from control to control until the one wanted has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let n = 0; n < 40; n += 1) {
    if ((await wanted.and(page.locator(':focus')).count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error('no way there by the keyboard')
}

/** Nothing that keeps anybody out, nothing wider than the phone, in usual and in large type. */
async function isKind(page: Page): Promise<void> {
  for (const isLarge of ['yes', 'no']) {
    await page.evaluate(`document.documentElement.dataset.large = '${isLarge}'`)
    await expectAccessible(page)
  }
}

test('an owner looks up his home by the keyboard alone, on a phone, with little to load', async ({ browser }) => {
  const owner = await someOwner(await window(browser, 'fenyang-clerk'))
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  const scripts: Promise<number>[] = []
  page.on('response', (answer) => {
    if (/\.js$/.test(answer.url()))
      scripts.push(
        answer
          .request()
          .sizes()
          .then(({ responseBodySize }) => responseBodySize),
      )
  })

  await page.goto(`${product().address}/people`)
  const look = page.getByRole('link', { name: '查我的房子' })
  await look.waitFor()
  await isKind(page)
  await tabTo(page, look)
  await page.keyboard.press('Enter')
  const [name, idNumber] = [page.getByLabel('姓名'), page.getByLabel('身份证号')]
  await name.waitFor()
  await tabTo(page, name)
  await page.keyboard.press('Enter')
  await expect(name).toBeFocused()
  await expect(name).toHaveAccessibleDescription(/请填写姓名/)
  await isKind(page)
  await page.keyboard.type(owner.name)
  await tabTo(page, idNumber)
  await page.keyboard.type(owner.idNumber)
  await page.keyboard.press('Enter')
  const code = page.getByRole('textbox', { name: '验证码' })
  await expect(code).toBeFocused()
  await isKind(page)
  await page.keyboard.type(await codeSentTo(owner.phone))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/people\/homes/)
  const several = page.getByRole('link', { name: /室/ }).first()
  await expect(several.or(page.getByRole('region', { name: '现在到哪一步' }))).toBeVisible()
  if (await several.isVisible()) {
    await tabTo(page, several)
    await page.keyboard.press('Enter')
  }
  await expect(page.getByRole('region', { name: '现在到哪一步' })).toContainText('谁来办')
  await expect(page.getByRole('region', { name: '到哪里办' })).toContainText('汾阳市')
  await isKind(page)
  await tabTo(page, page.getByRole('button', { name: '退出' }))
  await page.keyboard.press('Enter')
  await look.waitFor()
  await page.goto(`${product().address}/people/homes`)
  await expect(page.getByText('登录已到时')).toBeVisible()

  const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0)
  expect(bytes).toBeGreaterThan(20_000)
  expect(bytes).toBeLessThan(150 * 1024)
})
