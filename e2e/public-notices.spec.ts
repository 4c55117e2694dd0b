import { expect, type Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { recordFacts, sound } from './known-estate.ts'
import { bringEstates } from './made-ledger.ts'
import { enter, expectNoEnglish, picture, product, test, window } from './product.ts'
import { codeSentTo } from './sent-codes.ts'

const fenyang = '141182'
const estate = '望月里小区'
const beyondApproval = {
  surveyed_land_m2: 1010,
  excess_land_is_small: true,
  boundary_survey_done: true,
  taxes_settled: true,
}

let first = ''
test.beforeAll(async ({ browser }, info) => {
  const clerk = await browser.newPage()
  await enter(clerk, 'fenyang-clerk')
  await bringEstates(clerk, fenyang, info.outputDir, [{ name: estate, papers: ['有', '有', '有', '有'], homes: 4 }])
  const place = await recordFacts(clerk, fenyang, estate, { ...sound, ...beyondApproval })
  first = await postNotice(clerk, new URL(place).pathname)
  await clerk.close()
})

/** Applies for the estate's first registration and posts the notice it needs; gives the application's path. */
async function postNotice(clerk: Page, place: string): Promise<string> {
  const { address } = product()
  const ask = async (path: string, data?: object) => {
    const answer = await (data ? clerk.request.post(address + path, { data }) : clerk.request.get(address + path))
    expect([path, answer.status()]).toEqual([path, 200])
    return answer.json()
  }
  const county = `/api/counties/${fenyang}`
  const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)
  const { diagnosisNo, note, notices } = await ask(`/api${place}/first-registration`)
  const about = { covered: { scope: 'estate' }, applicantKind: 'developer', submittedOn: today, diagnosisNo, note }
  const { id } = await ask(`/api${place}/first-registrations`, { reason: '申请首次登记', ...about })
  await ask(`${county}/applications/accept`, { ids: [id], on: today, reason: '材料齐全' })
  const path = `${county}/first-registrations/${id}/notices`
  const matter = '宗地界线按现状院墙实测确定，超出批准面积 10 平方米按实测登记'
  const days = { days: 15, dayKind: 'working', basis: '县清零办议定' }
  const drafted = await ask(path, { reason: '公示', rule: notices[0].rule, matter, ...days })
  const posted = { reason: '张贴', postedOn: today, postedWhere: '小区大门公示栏' }
  await ask(`${path}/${drafted.notices[0].id}/post`, posted)
  return `/counties/${fenyang}/first-registrations/${id}`
}

/** Types the code that was sent to a phone. */
async function typeCode(page: Page, phone: string): Promise<void> {
  const field = page.getByRole('textbox', { name: '验证码' })
  await expect(field).toBeVisible()
  await field.fill(await codeSentTo(phone))
  await page.keyboard.press('Enter')
}

test('an objection from the public page stops a notice and its registration; its decision is seen by who made it', async ({
  browser,
}) => {
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  await phone.goto(`${product().address}/people/${fenyang}/notices`)
  await expectAccessible(phone)
  await phone.getByRole('link', { name: new RegExp(estate) }).click()
  await expect(phone.getByText('正在公示', { exact: true })).toBeVisible()
  await expectAccessible(phone)
  await picture(phone, 'public-notice-phone')
  await phone.getByRole('link', { name: '我要提出异议' }).click()

  await phone.getByLabel('姓名').fill('张某某')
  await phone.getByLabel('手机号').fill('13900001234')
  await phone.keyboard.press('Enter')
  await typeCode(phone, '13900001234')
  await expect(phone.getByRole('heading', { name: '您的异议' })).toBeVisible()
  await expectAccessible(phone)
  await phone.getByRole('button', { name: '提交异议' }).click()
  await expect(phone.getByLabel('姓名')).toBeFocused()
  await phone.getByLabel('姓名').fill('张某某')
  await phone.getByLabel('手机号').fill('13900001234')
  await phone.getByText('我是相邻的住户或单位').click()
  await phone.getByLabel('哪里不对？').fill('院墙占了我家的巷道')
  await phone.getByRole('button', { name: '提交异议' }).click()
  await expect(phone.getByText('已收到，正在核实')).toBeVisible()
  const photo = { name: '巷道.jpg', mimeType: 'image/jpeg', buffer: await phone.screenshot({ type: 'jpeg' }) }
  await phone.getByLabel('补交证明材料').setInputFiles(photo)
  await phone.getByRole('button', { name: '上传这份材料' }).click()
  await expect(phone.getByText('已交 1 份')).toBeVisible()
  await expectAccessible(phone)
  await picture(phone, 'public-objection-phone')
  await expectNoEnglish(phone)

  const clerk = await window(browser, 'fenyang-clerk')
  await clerk.goto(product().address + first)
  await expect(clerk.getByText('公示有异议尚未处理，登记随之中止')).toBeVisible()
  await expect(clerk.getByText('异议材料1.jpg')).toBeVisible()
  await clerk.getByRole('button', { name: '查看姓名电话' }).click()
  await clerk
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await expect(clerk.getByText('张某某 13900001234')).toBeVisible()
  await picture(clerk, 'public-objection')
  await clerk.getByRole('button', { name: '处理异议' }).click()
  const decision = clerk.getByRole('dialog')
  await decision.getByText('不成立').click()
  await decision.getByLabel('处理理由').fill('经复测，院墙在批准的界线以内')
  await decision.getByRole('button', { name: /确\s*定/ }).click()
  await expect(decision).toBeHidden()

  await phone.goto(`${product().address}/people/objections`)
  await expect(phone.getByText('异议不成立')).toBeVisible()
  await expect(phone.getByText('经复测，院墙在批准的界线以内')).toBeVisible()
  await phone.getByRole('link', { name: '看公示内容' }).click()
  await expect(phone.getByText('正在公示', { exact: true })).toBeVisible()
})

test('a notice is printed for the board with a code that leads to its public page', async ({ browser }) => {
  const clerk = await window(browser, 'fenyang-clerk')
  await clerk.goto(product().address + first)
  await clerk.getByRole('button', { name: '打印张贴件' }).click()
  await expect(clerk.getByText('扫码看公示、提异议')).toBeVisible()
  await expect(clerk.getByRole('cell', { name: estate })).toBeVisible()
  await picture(clerk, 'notice-board')
})

test('what one person drafts another publishes, and then everybody sees it as counted on the day', async ({
  browser,
}) => {
  const clerk = await window(browser, 'fenyang-clerk')
  await clerk.goto(`${product().address}/regions/${fenyang}/publication`)
  await clerk.getByRole('button', { name: '拟公开内容' }).click()
  const draft = clerk.getByRole('dialog')
  await draft.getByLabel(/转移登记率/).check()
  await draft.getByPlaceholder('单位').fill('汾阳市清零行动办公室')
  await draft.getByPlaceholder('电话').fill('0358-7220000')
  await draft.getByRole('button', { name: /确\s*定/ }).click()
  await expect(clerk.getByText('草稿由您拟，请另一人核对后发布')).toBeVisible()
  await expect(clerk.getByRole('button', { name: /发\s*布/, exact: true })).toHaveCount(0)

  const leader = await window(browser, 'leader')
  await leader.goto(`${product().address}/regions/${fenyang}/publication`)
  await leader.getByRole('button', { name: /^发\s*布$/ }).click()
  await leader
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await expect(leader.getByText('还没有公开任何内容')).toBeHidden()
  await picture(leader, 'publication')

  const { figures } = await (await clerk.request.get(`${product().address}/api/regions/${fenyang}/board`)).json()
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  await phone.goto(`${product().address}/people/${fenyang}/campaign`)
  await expect(phone.getByText(figures.units.toLocaleString('en'), { exact: true })).toBeVisible()
  await expect(phone.getByRole('link', { name: '0358-7220000' })).toBeVisible()
  await expectAccessible(phone)
  await picture(phone, 'public-campaign-phone')
})
