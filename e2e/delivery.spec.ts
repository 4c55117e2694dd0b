import { type Browser, expect, type Page } from '@playwright/test'
import { expectNoEnglish, picture, product, test, window } from './product.ts'

const fenyang = '141182'
const county = () => `${product().address}/api/counties/${fenyang}`
/** Tracking numbers of this run: none is used twice. */
const run = String(Date.now()).slice(-9)
const today = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })

test.setTimeout(240_000) // a window, a registrar and a hall

async function post(page: Page, path: string, data: object) {
  const answer = await page.request.post(`${county()}${path}`, { data })
  expect([path, answer.status(), answer.ok() ? '' : await answer.text()]).toEqual([path, 200, ''])
  return answer.json()
}

/** Takes open homes of one estate up to their printed certificates: handed in, passed by every desk, entered by a second person. */
async function certify(browser: Browser, many: number): Promise<{ clerk: Page; certificates: string[] }> {
  const clerk = await window(browser, 'fenyang-window')
  const registrar = await window(browser, 'fenyang-registrar')
  const answer = await clerk.request.post(`${product().address}/api/regions/${fenyang}/units/search`, {
    data: { state: 'open', limit: 400 },
  })
  const open = (await answer.json()).rows.filter(
    ({ state, obstacle, owners }: { state: string; obstacle: string | null; owners: string }) =>
      state === 'first_registered' && obstacle !== 'blocked_by_law' && owners !== '',
  )
  const units = open.slice(0, many * 4).map(({ id }: { id: string }) => id)
  const on = today()
  const batch = { name: '现场收件', idempotencyKey: `e2e-${run}`, units, terms: { on } }
  const { id } = await post(clerk, '/registration-batches/submit', batch)
  await post(clerk, `/registration-batches/submit/${id}/run`, { reason: '集中收件' })
  const made = async () =>
    (await (await clerk.request.get(`${county()}/registration-batches/${id}?limit=100`)).json()).rows.flatMap(
      ({ applicationId, state }: { applicationId: string | null; state: string }) =>
        applicationId && state === 'done' ? [applicationId] : [],
    )
  await expect.poll(async () => (await made()).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(many)
  const ids = (await made()).slice(0, many)
  const moved = { ids, on, reason: '按程序办理' }
  await post(clerk, '/applications/accept', moved)
  for (const gate of ['papers', 'tax', 'fund'])
    await post(clerk, '/applications/pass', { ...moved, gate, state: 'passed' })
  await post(registrar, '/applications/review', moved)
  await post(registrar, '/applications/enter', moved)
  await post(registrar, '/applications/certify', moved)
  const list = await clerk.request.get(`${product().address}/api/regions/${fenyang}/undelivered?limit=500`)
  const certificates = (await list.json()).rows
    .filter(({ applicationId }: { applicationId: string }) => ids.includes(applicationId))
    .map(({ certificateNo }: { certificateNo: string }) => certificateNo)
  expect(certificates).toHaveLength(many)
  return { clerk, certificates }
}

const row = (page: Page, certificate = '') => page.locator('.ant-table-row', { hasText: certificate })
const choose = (page: Page, certificate = '') => row(page, certificate).getByRole('checkbox').check()
const press = (page: Page, name: string) =>
  page
    .getByRole('toolbar')
    .getByRole('button', { name: new RegExp(`^${[...name].join('\\s*')}$`) })
    .click()

async function confirm(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^确\s*定$/ }).click()
  await expect(dialog).toBeHidden()
}

test('certificates go out by post, on site and by a carrier’s list, and the list of undelivered ones shrinks', async ({
  browser,
}) => {
  const { clerk, certificates } = await certify(browser, 3)
  const [posted, signed, listed] = certificates
  await clerk.goto(`${product().address}/regions/${fenyang}/delivery`)
  for (const certificate of certificates) await expect(row(clerk, certificate)).toHaveCount(1)
  const before = await row(clerk).count()
  await expectNoEnglish(clerk)
  await picture(clerk, 'delivery-zh')

  await choose(clerk, posted)
  await press(clerk, '安排发证')
  const dialog = clerk.getByRole('dialog')
  await dialog.getByLabel('方式').click()
  await clerk.getByTitle('邮寄', { exact: true }).click()
  await dialog.getByLabel('邮寄地址').fill('山西省汾阳市英雄中路1号楼101')
  await confirm(clerk)
  await expect(row(clerk, posted)).toContainText('已安排')
  await choose(clerk, posted)
  await press(clerk, '寄出')
  await dialog.getByLabel('单号').fill(`EA${run}CN`)
  await confirm(clerk)
  await expect(row(clerk, posted)).toContainText(`EA${run}CN`)
  await choose(clerk, posted)
  await press(clerk, '签收发证')
  await dialog.getByLabel('页码或编号').fill(`EA${run}CN`)
  await confirm(clerk)
  await expect(row(clerk, posted)).toHaveCount(0)
  await expect(row(clerk)).toHaveCount(before - 1)

  await choose(clerk, signed)
  await press(clerk, '签收发证')
  await dialog.getByLabel('方式').click()
  await clerk.getByTitle('现场发证', { exact: true }).click()
  const pad = await dialog.getByLabel('请领证人在此签名').boundingBox()
  if (!pad) throw new Error('there is no field to sign in')
  await clerk.mouse.move(pad.x + 40, pad.y + 60)
  await clerk.mouse.down()
  await clerk.mouse.move(pad.x + 160, pad.y + 90, { steps: 6 })
  await clerk.mouse.move(pad.x + 220, pad.y + 40, { steps: 6 })
  await clerk.mouse.up()
  await picture(clerk, 'delivery-signature-zh')
  await confirm(clerk)
  await expect(row(clerk, signed)).toHaveCount(0)

  await clerk.getByRole('button', { name: '按快递清单寄出' }).click()
  await dialog
    .getByLabel('快递清单')
    .fill(`证号\t单号\n${listed}\tEB${run}CN\n晋（2022）汾阳市不动产权第9999999号\tEC${run}CN`)
  await expect(dialog.getByText('读到 2 行')).toBeVisible()
  await dialog.getByRole('button', { name: /^确\s*定$/ }).click()
  const refused = clerk.getByRole('dialog').filter({ hasText: '没有办成的' })
  await expect(refused).toContainText('没有这个证号的登记申请')
  await refused.getByRole('button', { name: '知道了' }).click()
  await expect(row(clerk, listed)).toContainText(`EB${run}CN`)
  await expect(row(clerk)).toHaveCount(before - 2)

  await clerk.goto(`${product().address}/regions/${fenyang}/delivery?view=estates`)
  await expect(clerk.getByText('邮寄 1').first()).toBeVisible()
  await expectNoEnglish(clerk)
  await leaderOnlyReads(await window(browser, 'leader'), listed)
})

/** A leader sees what is undelivered; nothing of it is his to do. */
async function leaderOnlyReads(leader: Page, waiting = ''): Promise<void> {
  await leader.goto(`${product().address}/regions/${fenyang}/delivery`)
  await expect(row(leader, waiting)).toHaveCount(1)
  await expect(leader.getByRole('checkbox')).toHaveCount(0)
  await expect(leader.getByRole('button', { name: '按快递清单寄出' })).toHaveCount(0)
  const refused = await leader.request.post(`${county()}/delivery-parcels`, {
    data: {
      reason: '越权',
      on: today(),
      carrier: 'EMS',
      items: [{ certificateNo: '无', trackingNo: 'EA000000000CN' }],
    },
  })
  expect(refused.status()).toBe(404)
}

test('a temporary point is set up, homes are booked, numbers are called and shown in the hall', async ({ browser }) => {
  const place = `城南登记点${run.slice(-4)}`
  const clerk = await window(browser, 'fenyang-window')
  await clerk.goto(`${product().address}/counties/${fenyang}/registration-places?view=places`)
  await clerk.getByRole('button', { name: '设立场所' }).click()
  const dialog = clerk.getByRole('dialog')
  await dialog.getByLabel('名称').fill(place)
  await dialog.getByLabel('地址').fill('城南社区服务站')
  for (const day of ['周六', '周日']) await dialog.getByLabel(day).check()
  await confirm(clerk)
  const card = clerk.locator('.ant-card', { hasText: place })
  await card.getByRole('button', { name: '安排场次' }).click()
  await dialog.getByLabel('节假日照常开放').check()
  await confirm(clerk)
  await expect(card).toContainText(`下一场 ${today()}`)
  await clerk.goto(`${product().address}/counties/${fenyang}/registration-places`)
  await clerk.getByRole('list', { name: today() }).getByRole('link', { name: place }).click()
  await expect(clerk.getByRole('heading', { name: `${place} · ${today()}` })).toBeVisible()
  const session = clerk.url()

  await clerk.getByRole('button', { name: /^预\s*约$/ }).click()
  await dialog.getByLabel('房屋').fill('101')
  await clerk.locator('.ant-select-item-option').first().click()
  await clerk.keyboard.press('Escape')
  await confirm(clerk)
  await expect(row(clerk)).toHaveCount(1)
  await expectNoEnglish(clerk)
  await picture(clerk, 'session-zh')

  await clerk.goto(`${session}/caller`)
  await clerk.getByLabel('姓名（只显示姓）').fill('王小明')
  await clerk
    .getByRole('button', { name: /^取\s*号$/ })
    .first()
    .click()
  await clerk.locator('.booked-list').getByRole('button').click()
  await expect(clerk.locator('.waiting-list li')).toHaveCount(2)
  await expect(clerk.locator('.waiting-list')).toContainText('王**')
  await clerk.getByRole('button', { name: '叫下一号' }).click()
  await expect(clerk.locator('.counter-now strong')).toBeVisible()
  await picture(clerk, 'caller-zh')

  const wall = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage()
  await wall.context().addCookies(await clerk.context().cookies())
  await wall.goto(`${session.replace('/registration-places', '')}/board`)
  await expect(wall.locator('.queue-call')).toContainText(/请 \d+ 号到 1 号窗口/)
  await expect(wall.locator('.queue-waiting li')).toHaveCount(1)
  await expect(wall.locator('main')).not.toContainText('王小明')
  const called = await wall.locator('.queue-call').innerText()
  await clerk.getByRole('button', { name: '叫下一号' }).click()
  await expect(wall.locator('.queue-call')).not.toHaveText(called)
  await expect(wall.locator('.queue-waiting li')).toHaveCount(0)
  await expectNoEnglish(wall)
  await picture(wall, 'queue-board-zh')
})

test('a new project is accepted jointly, and the homes ready for hand-over are counted', async ({ browser }) => {
  const clerk = await window(browser, 'fenyang-clerk')
  const answer = await clerk.request.get(`${product().address}/api/regions/${fenyang}/estates?limit=60`)
  const { rows } = (await answer.json()) as { rows: { name: string }[] }
  const estate = rows.find(({ name }) => rows.filter((other) => other.name.includes(name)).length === 1)
  if (!estate) throw new Error('every name of an estate is part of another')
  await clerk.goto(`${product().address}/regions/${fenyang}/joint-acceptances`)
  await clerk.getByRole('button', { name: '受理联合验收' }).click()
  const dialog = clerk.getByRole('dialog')
  await dialog.getByLabel('小区').fill(estate.name)
  await clerk.locator('.ant-select-item-option').first().click()
  await dialog.getByLabel('项目名称').fill('一期竣工联合验收')
  await confirm(clerk)
  await row(clerk, estate.name).filter({ hasText: '一期竣工联合验收' }).click()
  await expect(clerk.getByRole('heading', { name: /一期竣工联合验收/ })).toBeVisible()

  const give = clerk.getByRole('button', { name: '记意见' })
  for (let at = 0; at < 7; at++) {
    await give.nth(at).click()
    await dialog.getByLabel('经办人').fill('丁某')
    await dialog.getByLabel('文书编号').fill(`汾验〔2026〕${at + 1}号`)
    await confirm(clerk)
  }
  await expect(clerk.locator('.card-figure', { hasText: '单位意见' })).toContainText('7／7')
  await clerk.getByRole('button', { name: '出具意见书' }).click()
  await dialog.getByLabel('意见书编号').fill('汾联验〔2026〕1号')
  await confirm(clerk)
  await expect(clerk.locator('.page-head')).toContainText('已验收')
  await expect(clerk.locator('.card-figure', { hasText: '备好证书' })).toContainText('户')
  await expectNoEnglish(clerk)
  await picture(clerk, 'joint-acceptance-zh')
  await clerk.getByRole('link', { name: estate.name }).click()
  await expect(clerk.getByText('房证同交 · 一期竣工联合验收')).toBeVisible()
})
