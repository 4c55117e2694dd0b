import { readFile } from 'node:fs/promises'
import { type Browser, expect, type Page } from '@playwright/test'
import sharp from 'sharp'
import { samplePerson } from '../samples/people.ts'
import { expectAccessible } from './accessible.ts'
import { picture, product, test, window } from './product.ts'
import { codeSentTo } from './sent-codes.ts'

const fenyang = '141182'
const county = () => `${product().address}/api/counties/${fenyang}`
const run = String(Date.now()).slice(-9)
const today = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })

test.setTimeout(120_000)

async function post(page: Page, path: string, data: object) {
  const answer = await page.request.post(`${county()}${path}`, { data })
  expect([path, answer.status(), answer.ok() ? '' : await answer.text()]).toEqual([path, 200, ''])
  return answer.json()
}

type Home = { unitId: string; name: string; idNumber: string; phone: string }

/** An open home that nothing blocks, the nth of those whose one owner has left a phone. */
async function homeOf(desk: Page, nth: number): Promise<Home> {
  const answer = await desk.request.post(`${product().address}/api/regions/${fenyang}/units/search`, {
    data: { state: 'open', limit: 400 },
  })
  const open = (await answer.json()).rows.filter(
    ({ state, obstacle, owners }: { state: string; obstacle: string | null; owners: string }) =>
      state === 'first_registered' && obstacle !== 'blocked_by_law' && owners !== '',
  )
  let left = nth
  for (const { id: unitId } of open.toReversed()) {
    const { owners } = await (await desk.request.get(`${county()}/units/${unitId}/window`)).json()
    if (owners.length !== 1 || !owners[0].phoneMasked) continue
    left -= 1
    if (left > 0) continue
    return {
      unitId,
      name: owners[0].name,
      ...(await post(desk, `/units/${unitId}/owners/1/open`, { reason: '核对业主身份' })),
    }
  }
  throw new Error('no open home has one owner with a phone')
}

/** The owner's phone: looks up by name and ID number, types the code that was sent, and stands before the home. */
async function lookUp(browser: Browser, { unitId, name, idNumber, phone }: Home): Promise<Page> {
  const { address } = product()
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  await page.goto(`${address}/people/find`)
  await page.getByLabel('姓名').fill(name)
  await page.getByLabel('身份证号').fill(idNumber)
  await page.getByRole('button', { name: '获取验证码' }).click()
  await expect(page.getByRole('heading', { name: '输入验证码' })).toBeVisible()
  await page.getByRole('textbox', { name: '验证码' }).fill(await codeSentTo(phone))
  await page.getByRole('button', { name: '继续' }).click()
  await expect(page).toHaveURL(/\/people\/homes/)
  await page.goto(`${address}/people/homes/${unitId}`)
  await expect(page.getByRole('heading', { name: '网上就能办' })).toBeVisible()
  return page
}

const photoFile = async (name: string, background = '#b5c7d9') => ({
  name: `${name}.jpg`,
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 1200, height: 900, channels: 3, background } })
    .jpeg()
    .toBuffer(),
})

/** From the list of acts to one of its pages. */
async function open(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: new RegExp(`^${name}`) }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

const home = (page: Page) => page.getByRole('link', { name: '回到我的房子' }).click()

test('an owner goes from the look-up to the certificate that was posted', async ({ browser }) => {
  const [desk, registrar] = [await window(browser, 'fenyang-window'), await window(browser, 'fenyang-registrar')]
  const owned = await homeOf(desk, 1)
  const owner = await lookUp(browser, owned)
  await owner.getByLabel('想办', { exact: true }).check()
  await owner.getByRole('button', { name: '告诉工作人员' }).click()
  await expect(owner.getByText('已经记下：您想办证')).toBeVisible()
  await picture(owner, 'owner-home-zh')
  await expectAccessible(owner)

  await open(owner, '传材料')
  await owner
    .getByLabel('照片或 PDF')
    .setInputFiles({ name: '合同.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('不是照片') })
  await owner.getByRole('button', { name: '上传' }).click()
  await expect(owner.getByText(/不是可收的文件/).first()).toBeVisible()
  await owner.getByLabel('哪种材料').selectOption('contract')
  await owner.getByLabel('照片或 PDF').setInputFiles(await photoFile('购房合同'))
  await owner.getByRole('button', { name: '上传' }).click()
  await expect(owner.getByText('买卖合同已经传到窗口')).toBeVisible()
  await picture(owner, 'owner-papers-zh')
  await expectAccessible(owner)

  await desk.goto(`${product().address}/counties/${fenyang}/owner-inbox?kind=paper`)
  await expect(desk.getByRole('img', { name: '购房合同.jpg' })).toBeVisible()
  await picture(desk, 'owner-inbox-zh')
  await desk.keyboard.press('a')
  await expect(desk.getByText('已收下，归入这一户的档案')).toBeVisible()
  await owner.reload()
  await expect(owner.getByText('窗口已收下')).toBeVisible()

  await home(owner)
  await open(owner, '咨询和投诉')
  await owner.getByLabel('请写清楚').fill('我家的证大概什么时候能办好？')
  await owner.getByRole('button', { name: '提交' }).click()
  await expect(owner.getByText(/收到了，编号第 \d+ 号/)).toBeVisible()
  const clerk = await window(browser, 'fenyang-clerk')
  await clerk.goto(`${product().address}/counties/${fenyang}/owner-inbox?kind=case`)
  await expect(clerk.getByText('我家的证大概什么时候能办好？')).toBeVisible()
  await clerk.keyboard.press('r')
  await clerk.getByLabel('答复业主').fill('材料齐了就受理，五个工作日内登簿，之后邮寄给您。')
  await clerk.keyboard.press('Control+Enter')
  await expect(clerk.getByText('已答复，业主可以看到')).toBeVisible()
  await owner.reload()
  await expect(owner.getByText('材料齐了就受理')).toBeVisible()
  await owner.getByLabel('解决了', { exact: true }).check()
  await owner.getByRole('button', { name: '提交' }).last().click()
  await expect(owner.getByText('已办结')).toBeVisible()
  await picture(owner, 'owner-ask-zh')
  await expectAccessible(owner)

  const { id } = await apply(desk, owned.unitId)
  await home(owner)
  await open(owner, '选领证方式')
  await owner.getByLabel('邮寄到家').check()
  await owner.getByLabel('收件地址').fill('山西省汾阳市英雄中路1号楼101')
  await owner.getByLabel('收件人手机').fill('19900001234')
  await owner.getByRole('button', { name: '就这样领' }).click()
  await expect(owner.getByText('记下了')).toBeVisible()
  await picture(owner, 'owner-delivery-zh')
  await expectAccessible(owner)

  await certify(desk, registrar, id)
  const parcel = { reason: '寄出', on: today(), carrier: 'EMS' }
  await post(desk, '/delivery-parcels', { ...parcel, items: [{ applicationId: id, trackingNo: `EO${run}CN` }] })
  await owner.reload()
  await expect(owner.getByText('证已寄出')).toBeVisible()
  await expect(owner.getByText(`EO${run}CN`)).toBeVisible()
  await home(owner)
  await expect(owner.getByText(`EO${run}CN`).first()).toBeVisible()
  await picture(owner, 'owner-posted-zh')
})

async function apply(desk: Page, unitId: string, agent: object | null = null): Promise<{ id: string }> {
  return post(desk, `/units/${unitId}/transfer-applications`, {
    reason: '窗口收件',
    submittedOn: today(),
    applicantKind: 'both',
    applicantBasis: null,
    buyers: [{ ownerNo: 1, share: null }],
    coOwnership: 'sole',
    difference: null,
    agent,
    contract: { no: null, on: null, priceFen: null, invoiceNo: null },
    held: [
      'application_form',
      'identity',
      'business_licence',
      'legal_person',
      'invoice',
      'tax_receipt',
      'fund_receipt',
    ],
    remark: null,
  })
}

/** Accepted, through every gate, entered and printed by the people whose work it is. */
async function certify(desk: Page, registrar: Page, id: string): Promise<void> {
  const moved = { ids: [id], on: today(), reason: '按程序办理' }
  await post(desk, '/applications/accept', moved)
  for (const gate of ['papers', 'tax', 'fund'])
    await post(desk, '/applications/pass', { ...moved, gate, state: 'passed' })
  await post(registrar, '/applications/review', moved)
  await post(registrar, '/applications/enter', moved)
  await post(registrar, '/applications/certify', moved)
}

test('an owner far away authorises an agent by photo, whom the window may then choose', async ({ browser }) => {
  const desk = await window(browser, 'fenyang-window')
  const owned = await homeOf(desk, 2)
  const owner = await lookUp(browser, owned)
  const agent = samplePerson(3_990_001)
  await open(owner, '委托别人办')
  await owner.getByRole('button', { name: '下一步' }).click()
  await expect(owner.getByLabel('代办人姓名')).toBeFocused()
  await owner.getByLabel('代办人姓名').fill(agent.name)
  await owner.getByLabel('代办人身份证号').fill(agent.idNumber)
  await owner.getByLabel('代办人手机').fill(agent.phone)
  await owner.getByLabel('领证').check()
  await owner.getByLabel('委托到哪一天为止').fill(today())
  await owner.getByRole('button', { name: '下一步' }).click()
  await expect(owner.getByText('还差 4 张照片')).toBeVisible()
  await expectAccessible(owner)
  const download = owner.waitForEvent('download')
  await owner.getByRole('button', { name: '下载委托书（PDF）' }).click()
  expect((await readFile(await (await download).path())).subarray(0, 5).toString()).toBe('%PDF-')
  for (const [label, left] of [
    ['您拿着身份证和委托书的照片', '还差 3 张照片'],
    ['签好字的委托书', '还差 2 张照片'],
    ['您的身份证', '还差 1 张照片'],
  ] as const) {
    await owner.getByLabel(label, { exact: true }).setInputFiles(await photoFile(label))
    await expect(owner.getByText(left)).toBeVisible()
  }
  await picture(owner, 'owner-agent-zh')
  await owner.getByLabel('代办人的身份证', { exact: true }).setInputFiles(await photoFile('代办人的身份证'))
  await owner.getByRole('button', { name: '提交委托' }).click()
  await expect(owner.getByText('已提交，等窗口核对')).toBeVisible()
  await expectAccessible(owner)

  await desk.goto(`${product().address}/counties/${fenyang}/owner-inbox?kind=authorisation`)
  await expect(desk.locator('.inbox-photos img')).toHaveCount(4)
  await picture(desk, 'owner-inbox-agent-zh')
  await desk.getByRole('button', { name: '核对无误，认可委托' }).click()
  await expect(desk.getByText('已认可')).toBeVisible()
  await owner.reload()
  await expect(owner.getByText('已生效')).toBeVisible()

  const { agents } = await (await desk.request.get(`${county()}/units/${owned.unitId}/window`)).json()
  const { id } = await apply(desk, owned.unitId, { authorisationId: agents[0].id })
  await desk.goto(`${product().address}/counties/${fenyang}/applications/${id}`)
  await expect(desk.getByText(agent.name).first()).toBeVisible()
  await owner.getByRole('button', { name: '撤销委托' }).click()
  await owner.getByRole('button', { name: '撤销委托' }).click()
  await expect(owner.getByText('已生效')).toBeHidden()
  const after = await (await desk.request.get(`${county()}/units/${owned.unitId}/window`)).json()
  expect(after.agents).toEqual([])
})
