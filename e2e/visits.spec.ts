import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  chromium,
  expect,
  type Page,
} from '@playwright/test'
import sharp from 'sharp'
import { picture, product, test, window } from './product.ts'

const fenyang = '141182'
const phoneScreen = { width: 390, height: 844 }
const allSent = '本机没有未送达的内容'

type Home = { unitId: string; state: string; attempts: number }
type Estate = { estateId: string; name: string; open: number }

/** A phone in an officer's hand, open and with its homes; the day on it begins at eight. */
async function pickUp(phone: BrowserContext, login: string): Promise<Page> {
  await phone.clock.install({ time: dayAt(8) })
  const page = phone.pages()[0] ?? (await phone.newPage())
  await page.goto(`${product().address}/visit`)
  await signIn(page, login)
  const estates = await answerOf<Estate[]>(page.request, '/api/visit/estates')
  await expect(page.getByText('更新于')).toHaveCount(estates.length)
  await page.evaluate('navigator.serviceWorker.ready.then(() => null)')
  return page
}

async function signIn(page: Page, login: string): Promise<void> {
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(product().passwords[login] ?? '')
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('heading', { name: '我的小区' })).toBeVisible()
}

const dayAt = (hour: number) => new Date(`2026-05-08T${String(hour).padStart(2, '0')}:00:00+08:00`)

type Told = { hour: number; contact: string; willingness?: string; photos?: number }

/** Records a visit as an officer at the door would. */
async function visit(page: Page, estate: string, home: string, { hour, contact, willingness, photos = 0 }: Told) {
  await page.clock.setSystemTime(dayAt(hour))
  await page.goto(`${product().address}/visit/estates/${estate}/homes/${home}`)
  await page.getByLabel(contact).check()
  if (willingness) await page.getByLabel(willingness, { exact: true }).check()
  if (photos > 0) await page.getByLabel('拍照或选照片').setInputFiles(await madePhotos(photos, hour))
  await expect(page.getByRole('img')).toHaveCount(photos)
  await page.getByRole('button', { name: '存到本机' }).click()
  await expect(page.getByLabel('查找房号、姓名、尾号')).toBeVisible()
}

const madePhotos = (count: number, hour: number) =>
  Promise.all(
    Array.from({ length: count }, async (_, at) => ({
      name: `门口${at + 1}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await sharp({
        create: { width: 800, height: 600, channels: 3, background: { r: 9 * hour, g: 99 * at, b: 0 } },
      })
        .jpeg()
        .toBuffer(),
    })),
  )

/** Photos full of detail, which no phone can make small. */
const largePhotos = (count: number) =>
  Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const noise = { type: 'gaussian', mean: 90 + at, sigma: 60 } as const
      const picture = sharp({ create: { width: 1600, height: 1200, channels: 3, noise, background: 'grey' } })
      return { name: `客厅${at + 1}.jpg`, mimeType: 'image/jpeg', buffer: await picture.jpeg().toBuffer() }
    }),
  )

/** What the officer's homes take on a phone: a browser asks for the room there is before the first is kept. */
async function usageOfHomes(browser: Browser): Promise<number> {
  const phone = await browser.newContext({ viewport: phoneScreen })
  const page = await pickUp(phone, 'fenyang-visitor')
  const { usage } = await page.evaluate<{ usage: number }>('navigator.storage.estimate()')
  await phone.close()
  return usage
}

const held = (page: Page) => page.locator('.held')

async function answerOf<T>(request: APIRequestContext, path: string): Promise<T> {
  const answer = await request.get(`${product().address}${path}`)
  expect(answer.status()).toBe(200)
  return answer.json()
}

/** Of the estates an officer looks after the one with most open homes. */
async function largestEstate(page: Page): Promise<Estate> {
  const estates = await answerOf<Estate[]>(page.request, '/api/visit/estates')
  const [estate] = estates.toSorted((one, other) => other.open - one.open)
  if (!estate) throw new Error('the visitor of the sample looks after no estate')
  return estate
}

/** An estate both officers look after: the clerk names the second one too. */
async function sharedEstate(clerk: Page, first: Page): Promise<Estate> {
  const estate = await largestEstate(first)
  const place = `/api/counties/${fenyang}/responsibility`
  const { people, charges } = await answerOf<{
    people: { id: string; login: string | null }[]
    charges: { personId: string; estateId: string | null; until: string | null }[]
  }>(clerk.request, place)
  const second = people.find(({ login }) => login === 'fenyang-second-visitor')
  const isHeld = charges.some(
    ({ personId, estateId, until }) => personId === second?.id && estateId === estate.estateId && until === null,
  )
  if (isHeld) return estate
  const answer = await clerk.request.post(`${product().address}${place}/charges`, {
    data: {
      reason: '两人分片走访',
      personId: second?.id,
      from: '2026-01-01',
      places: [{ scope: 'estate', estateId: estate.estateId }],
    },
  })
  expect(answer.status()).toBe(200)
  return estate
}

/** Why records wait at the office for somebody to look. */
async function quarantined(clerk: Page): Promise<string[]> {
  const path = `/api/regions/${fenyang}/visit-quarantine`
  const { rows } = await answerOf<{ rows: { why: string }[] }>(clerk.request, path)
  return rows.map(({ why }) => why)
}

/** Photos of a home in the archive. */
async function photosAt(request: APIRequestContext, home: string): Promise<number> {
  const { rows } = await answerOf<{ rows: { paper: string }[] }>(
    request,
    `/api/counties/${fenyang}/archive/unit/${home}`,
  )
  return rows.filter(({ paper }) => paper === 'visit_photo').length
}

test('two phones without a line for a day hand in out of order, one dies on the way: nothing lost, nothing double, what differs is shown', async ({
  browser,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'qingling-phone-'))
  const onDisk = () =>
    chromium.launchPersistentContext(folder, {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
      viewport: phoneScreen,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    })
  const firstPhone = await onDisk()
  const secondPhone = await browser.newContext({ viewport: phoneScreen })
  const clerk = await window(browser, 'fenyang-clerk')
  const first = await pickUp(firstPhone, 'fenyang-visitor')
  const { estateId, name } = await sharedEstate(clerk, first)
  const second = await pickUp(secondPhone, 'fenyang-second-visitor')
  await expect(second.getByText(name)).toBeVisible()
  const homesPath = `/api/visit/counties/${fenyang}/estates/${estateId}/homes`
  const before = await answerOf<{ rows: Home[] }>(first.request, homesPath)
  const [a = '', b = '', c = '', d = ''] = before.rows
    .filter(({ state, attempts }) => state !== 'transferred' && attempts === 0)
    .map(({ unitId }) => unitId)

  await firstPhone.setOffline(true)
  await secondPhone.setOffline(true)
  await visit(first, estateId, a, { hour: 9, contact: '见到或联系上了', willingness: '愿意', photos: 2 })
  await visit(second, estateId, a, { hour: 10, contact: '见到或联系上了', willingness: '不愿意', photos: 1 })
  await visit(second, estateId, b, { hour: 11, contact: '见到或联系上了', willingness: '愿意' })
  await visit(first, estateId, b, { hour: 14, contact: '见到或联系上了', willingness: '愿意' })
  await visit(first, estateId, c, { hour: 15, contact: '这次没见到', photos: 1 })
  await visit(second, estateId, d, { hour: 19, contact: '见到或联系上了', willingness: '没想好' })
  await expect(held(first)).toContainText('记录 3 条、照片 3 张')
  await expect(held(second)).toContainText('记录 3 条、照片 1 张')
  await picture(first, 'visit-offline')

  // the second comes back first; then the first dies when the office has its records and it has no answer
  await secondPhone.setOffline(false)
  await expect(held(second)).toContainText(allSent)
  const isTaken = Promise.withResolvers<void>()
  await firstPhone.route('**/api/visit/records', async (route) => {
    await route.fetch()
    isTaken.resolve()
  })
  await firstPhone.setOffline(false)
  await isTaken.promise
  await firstPhone.close()

  const revived = await onDisk()
  await revived.clock.install({ time: dayAt(20) })
  const again = revived.pages()[0] ?? (await revived.newPage())
  // one answer that a photo is filed is lost too
  let lost = 0
  await revived.route('**/archive-uploads/*/finish', async (route) => {
    lost += 1
    if (lost > 1) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await again.goto(`${product().address}/visit`)
  await expect(held(again)).toContainText('记录 3 条、照片 3 张')
  await again.getByRole('link', { name: '登录已过期' }).click()
  await signIn(again, 'fenyang-visitor')
  await again.getByRole('button', { name: '现在就发' }).click()
  await expect(held(again)).toContainText(allSent)

  await again.goto(`${product().address}/visit/outbox`)
  const disputed = again.getByRole('listitem').filter({ hasText: '有不一致待定' })
  await expect(disputed).toHaveCount(1)
  await expect(disputed).toContainText('您记的: 愿意')
  await expect(disputed).toContainText('现在以此为准: 不愿意')
  await picture(again, 'visit-outbox')

  const after = await answerOf<{ rows: Home[] }>(again.request, homesPath)
  const attempts = [a, b, c, d].map((id) => after.rows.find(({ unitId }) => unitId === id)?.attempts)
  expect(attempts).toEqual([2, 2, 1, 1])
  expect(await Promise.all([a, b, c, d].map((id) => photosAt(clerk.request, id)))).toEqual([3, 0, 1, 0])
  const conflicts = await answerOf<{ rows: { unitId: string; field: string }[] }>(
    clerk.request,
    `/api/regions/${fenyang}/visit-conflicts`,
  )
  expect(conflicts.rows.filter(({ unitId }) => [a, b, c, d].includes(unitId))).toMatchObject([
    { unitId: a, field: 'willingness' },
  ])
  await revived.close()
  await rm(folder, { recursive: true, force: true })
})

test('a full phone, a locked one, an expired sign-in, a revoked phone: no record is lost', async ({ browser }) => {
  const phone = await browser.newContext({ viewport: phoneScreen })
  const clerk = await window(browser, 'fenyang-clerk')
  const control = await phone.newCDPSession(await phone.newPage())
  const { origin } = new URL(product().address)
  const quotaSize = (await usageOfHomes(browser)) + 5 * 2 ** 20
  await control.send('Storage.overrideQuotaForOrigin', { origin, quotaSize })
  const page = await pickUp(phone, 'fenyang-visitor')
  const { estateId } = await largestEstate(page)
  const { rows } = await answerOf<{ rows: Home[] }>(
    page.request,
    `/api/visit/counties/${fenyang}/estates/${estateId}/homes`,
  )
  const [one = '', other = ''] = rows
    .filter(({ state }) => state !== 'transferred')
    .map(({ unitId }) => unitId)
    .slice(-2)
  await phone.setOffline(true)

  // a full phone keeps what it has and refuses the next photo; what is no photo is told
  await page.goto(`${product().address}/visit/estates/${estateId}/homes/${one}`)
  await page.getByLabel('这次没见到').check()
  await page.getByLabel('拍照或选照片').setInputFiles(await largePhotos(12))
  await expect(page.getByText('手机存储已满')).toBeVisible()
  const kept = await page.getByRole('img').count()
  expect(kept).toBeGreaterThan(0)
  expect(kept).toBeLessThan(12)
  await page
    .getByLabel('拍照或选照片')
    .setInputFiles({ name: '清单.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('不是照片') })
  await expect(page.getByText('不是照片，没有存： 清单.jpg')).toBeVisible()
  await page.reload()
  await expect(page.getByText('接着上次没填完的内容。')).toBeVisible()
  await control.send('Storage.overrideQuotaForOrigin', { origin }) // somebody cleared the phone
  await page.getByRole('button', { name: '存到本机' }).click()
  await expect(held(page)).toContainText(`记录 1 条、照片 ${kept} 张`)

  // locked without a line: opens by the password last used, and by no other
  await page.goto(`${product().address}/visit`)
  await page.getByRole('button', { name: '锁定退出' }).click()
  await page.getByLabel('密码').fill('另一个密码')
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('alert')).toContainText('与上次登录本机时的不一致')
  await signIn(page, 'fenyang-visitor')
  await expect(held(page)).toContainText(`记录 1 条、照片 ${kept} 张`)

  // the session is over: the office asks again, and then all goes on
  await phone.clearCookies()
  await phone.setOffline(false)
  await page.getByRole('link', { name: '登录已过期' }).click()
  await signIn(page, 'fenyang-visitor')
  await expect(held(page)).toContainText(allSent)

  const before = await quarantined(clerk)

  // shut out: what it still holds is handed in and kept apart, then the store is closed
  await phone.setOffline(true)
  await visit(page, estateId, other, { hour: 16, contact: '见到或联系上了', willingness: '愿意' })
  const { rows: devices } = await answerOf<{ rows: { id: string; revokedAt: string | null; records: number }[] }>(
    clerk.request,
    `/api/regions/${fenyang}/visit-devices`,
  )
  for (const { id } of devices.filter(({ revokedAt }) => revokedAt === null))
    await clerk.request.post(`${product().address}/api/counties/${fenyang}/visit-devices/${id}/revoke`, {
      data: { reason: '手机遗失' },
    })
  await phone.setOffline(false)
  await expect(page.getByText('这台手机已停用')).toBeVisible()
  expect(await quarantined(clerk)).toEqual([...before, 'device_revoked'])
  expect(await page.evaluate('indexedDB.databases().then((all) => all.map(({ name }) => name))')).toEqual([
    'visit-doors',
  ])
})
