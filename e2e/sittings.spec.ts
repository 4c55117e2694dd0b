import { expect, type Locator, type Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { bringEstates } from './made-ledger.ts'
import { enter, expectNoEnglish, picture, product, signIn, test } from './product.ts'

const fenyang = '141182'
const confirm = (page: Page) =>
  page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()

/** Picks the option of a select that has these words, and sees that it is taken; again where a list was still moving. */
async function pick(form: Locator, label: string | RegExp, words: string): Promise<void> {
  const list = form.page().locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
  await expect(async () => {
    await form.getByLabel(label).click({ timeout: 5000 })
    await expect(list).toHaveCount(1, { timeout: 5000 })
    await list.locator('.ant-select-item-option').filter({ hasText: words }).first().click({ timeout: 5000 })
    await form.locator('.ant-modal-title').click()
    await expect(list).toHaveCount(0, { timeout: 5000 })
    await expect(form.locator('.ant-select').filter({ hasText: words }).first()).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 45_000 })
}

/** Plans a meeting of today in the browser; `fill` puts in what this one deals with. */
async function plan(page: Page, kind: string, title: string, fill: (form: Locator) => Promise<void>): Promise<void> {
  await page.goto(`${product().address}/regions/${fenyang}/meetings`)
  await page.getByRole('button', { name: '安排会议' }).click()
  const form = page.getByRole('dialog')
  if (kind !== '坐诊') await pick(form, '类型', kind) // what the form begins with
  await form.getByLabel('会议名称').fill(title)
  await fill(form)
  await confirm(page)
  await page.locator('.ant-table-row').filter({ hasText: title }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title)
}

/** The five estates brought here, the largest first; other journeys leave theirs in the county's queue too. */
const brought = [
  { name: '梧桐里小区', papers: ['有', '无', '有', '有'], homes: 12 },
  { name: '南薰里小区', papers: ['有', '有', '无', '有'], homes: 9 },
  { name: '望岳里小区', papers: ['有', '有', '有', '有'], homes: 8 },
  { name: '听泉里小区', papers: ['有', '有', '有', '有'], homes: 5 },
  { name: '抱朴里小区', papers: ['有', '有', '有', '有'], homes: 3 },
] as const

const assess = '聘请第三方资质单位检测评估质量安全'

test.beforeAll(async ({ browser }, info) => {
  const clerk = await browser.newPage()
  await enter(clerk, 'fenyang-clerk')
  await bringEstates(clerk, fenyang, info.outputDir, brought)
  await clerk.close()
})

test('a clinic goes over its queue, corrects a fact and assigns a step to a person until a day; the officer receives it', async ({
  page: clerk,
  browser,
}) => {
  await enter(clerk, 'fenyang-clerk')
  await plan(clerk, '坐诊', '十二月坐诊', async (form) => {
    await form.getByLabel('主持人').fill('李某')
    await form.getByLabel('会议编号').fill('坐诊〔2026〕1 号')
    await form.getByRole('button', { name: /按顺序取前 \d+ 项/ }).click()
    await picture(clerk, 'clinic-plan-zh')
  })
  await expect(clerk.locator('main')).toContainText('主持人 李某')
  const queue = clerk.getByRole('navigation', { name: '议程' }).getByRole('link')
  const ours = queue.filter({ hasText: new RegExp(brought.map(({ name }) => name).join('|')) })
  await expect(ours).toHaveText(brought.map(({ name }) => new RegExp(name)))
  await queue.filter({ hasText: '南薰里小区' }).click()
  const requirements = clerk.locator('.ant-card', { hasText: '首次登记要件' }).last()
  const papers = clerk.locator('.ant-card', { hasText: '事实与来源' }).last()
  await expect(requirements).toBeVisible()
  await expect(papers.getByText(/新增小区台账/).first()).toBeVisible() // each fact with the cell it is known from
  await expectNoEnglish(clerk)
  await picture(clerk, 'clinic-zh')

  await papers
    .getByRole('row', { name: /消防/ })
    .first()
    .getByRole('button', { name: /记\s*录/ })
    .click()
  const recording = clerk.getByRole('dialog')
  await recording.getByText('否', { exact: true }).click()
  await recording.getByText('文件材料', { exact: true }).click()
  await recording.getByLabel('理由').fill('核对原件，台账所记消防手续不实')
  await confirm(clerk)
  await expect(clerk.getByText('已记录，诊断已更新')).toBeVisible()
  await expect(requirements).toContainText('消防')

  const proposed = clerk.locator('.ant-card', { hasText: '按诊断可下达的任务' }).last()
  await proposed.getByRole('checkbox').first().uncheck()
  await proposed.getByRole('row', { name: assess }).getByRole('checkbox').check()
  await clerk.getByRole('button', { name: '下达 1 件' }).click()
  const giving = clerk.getByRole('dialog')
  await pick(giving, '责任人', '冯江林')
  await giving.getByLabel('到期日').fill('2099-12-31')
  await giving.getByLabel('到期日').press('Enter')
  await picture(clerk, 'clinic-assign-zh')
  await confirm(clerk)
  const assigned = clerk.locator('.ant-card', { hasText: '会上下达的任务' }).last()
  await expect(assigned).toContainText(/住房和城乡建设局 · 2099-12-31/)
  await clerk.getByRole('button', { name: '这项办完' }).click()
  await expect(queue.filter({ hasText: '南薰里小区' })).toContainText('已办')

  const officer = await (await browser.newContext()).newPage()
  await signIn(officer, 'fenyang-housing')
  await officer.getByRole('link', { name: '我的工作台' }).click()
  await officer.getByRole('tab', { name: /待签收/ }).click()
  await officer
    .getByRole('link', { name: new RegExp(assess) })
    .first()
    .click()
  await expect(officer.getByText('十二月坐诊')).toBeVisible()
  await officer
    .getByRole('toolbar')
    .getByRole('button', { name: /签\s*收/ })
    .click()
  await confirm(officer)
  await expect(assigned).toContainText('已签收') // live, at the sitting's table

  await clerk.getByRole('button', { name: '结束会议' }).click()
  await confirm(clerk)
  await expect(clerk.locator('.page-head').getByText('已结束')).toBeVisible()
  await expect(clerk.getByRole('button', { name: /^下达/ })).toHaveCount(0)
})

/** A picture as a camera takes it: one red point, with the bytes by which a PNG is known. */
const photo = {
  name: '单元门.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  ),
}

test('a round goes its route on a phone: what is found becomes a fact, a problem for its unit, and photos', async ({
  page: clerk,
  browser,
}) => {
  await enter(clerk, 'fenyang-clerk')
  await plan(clerk, '巡诊', '十二月第一次巡诊', async (form) => {
    await form.getByRole('button', { name: /按顺序取前 \d+ 项/ }).click()
  })
  const round = clerk.url()

  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  const visitor = await context.newPage()
  await enter(visitor, 'fenyang-visitor')
  await visitor.goto(round)
  const route = visitor.getByRole('navigation', { name: '议程' }).getByRole('link')
  const stop = route.filter({ hasText: '梧桐里小区' })
  await expect(stop).toContainText(/要问 \d+ 项/)
  expect(await visitor.evaluate('document.documentElement.scrollWidth')).toBe(390)
  await expectNoEnglish(visitor)
  await picture(visitor, 'round-phone-zh')
  await stop.click()

  const asked = visitor.locator('.ant-card', { hasText: '下次走访要问' }).last().getByRole('listitem')
  const before = await asked.count()
  await asked.filter({ hasText: '土地权属来源材料' }).first().getByRole('button').click()
  const recording = visitor.getByRole('dialog')
  await pick(recording, '内容', '齐全')
  await recording.getByLabel('理由').fill('现场看过土地证原件')
  await picture(visitor, 'round-fact-phone-zh')
  await confirm(visitor)
  await expect(visitor.getByText('已记录，诊断已更新')).toBeVisible()
  await expect(asked).not.toHaveCount(before)

  const chooser = visitor.waitForEvent('filechooser')
  await visitor.getByRole('button', { name: '拍照' }).click()
  await (await chooser).setFiles(photo)
  await expect(visitor.getByRole('img', { name: '单元门.png' })).toBeVisible()
  await visitor.getByLabel('看到的情况、存在的问题').fill('3 单元消防通道被占用')
  await visitor.getByRole('button', { name: '到达并记录' }).click()
  await expect(visitor.getByText('3 单元消防通道被占用').first()).toBeVisible()
  await expect(stop).toContainText('已办')
  expect(await visitor.evaluate('document.documentElement.scrollWidth')).toBe(390)
  await picture(visitor, 'round-stop-phone-zh')
  await expect(visitor.getByRole('button', { name: '交办问题' })).toHaveCount(0) // a visitor finds, the office gives out

  await clerk.reload()
  await clerk.getByRole('button', { name: '交办问题' }).click()
  const giving = clerk.getByRole('dialog')
  await expect(giving.getByLabel('议定内容')).toHaveValue('3 单元消防通道被占用')
  await giving.getByLabel('办结标准').fill('通道清空的照片')
  await pick(giving, '责任单位', '消防救援大队')
  await giving.getByLabel('时限').fill('2099-12-31')
  await giving.getByLabel('时限').press('Enter')
  await confirm(clerk)
  await expect(clerk.getByRole('link', { name: /\d+ 3 单元消防通道被占用/ })).toBeVisible()
})

/** Records facts that leave the rules without a way: no papers on the land. */
async function lackLandPapers(page: Page, name: string): Promise<void> {
  const { address } = product()
  await page.goto(`${address}/regions/${fenyang}/estates?name=${encodeURIComponent(name)}`)
  await page.locator('.ant-table-row').first().click()
  await page.getByRole('tab', { name: '诊断' }).click()
  await page.getByRole('button', { name: '记录事实' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('事实').first().fill('土地权属来源材料')
  await page.keyboard.press('Enter')
  await pick(dialog, '内容', '从未办理')
  await dialog.getByRole('button', { name: '再记一项' }).click()
  await dialog.getByLabel('事实').last().fill('已入住')
  await page.keyboard.press('Enter')
  await dialog.getByText('是', { exact: true }).last().click()
  await dialog.getByLabel('理由').fill('走访核实')
  await confirm(page)
  await expect(page.getByText('已记录，诊断已更新')).toBeVisible()
}

/** How many estates of the county the board sends to a consultation, as it says on the screen. */
async function sentToConsultation(page: Page): Promise<number> {
  await page.goto(`${product().address}/regions/${fenyang}/diagnosis`)
  const verdict = page.locator('.verdict-legend').first().getByRole('listitem').filter({ hasText: '提交会诊' })
  await expect(verdict).toBeVisible()
  return Number(/(\d+) 个小区/.exec(await verdict.innerText())?.[1])
}

test('what a consultation resolves as a rule, a second person publishes: like estates are diagnosed anew and their requirement is closed', async ({
  page: clerk,
  browser,
}) => {
  test.slow() // five people, four looks at the board
  await enter(clerk, 'fenyang-clerk')
  const before = await sentToConsultation(clerk)
  await lackLandPapers(clerk, '望岳里小区')
  await lackLandPapers(clerk, '听泉里小区')
  expect(await sentToConsultation(clerk)).toBe(before + 2)

  await plan(clerk, '会诊', '十二月会诊：土地来源', async (form) => {
    await pick(form, '主持单位', '清零行动办公室')
    await pick(form, '参会单位', '住房和城乡建设局')
    await pick(form, '参会单位', '税务局')
    await form.getByText('或签').click()
    await pick(form, /从待办中选/, '望岳里小区')
  })
  await expect(clerk.locator('main')).toContainText('主持单位 汾阳市清零行动办公室')
  const attendance = clerk.locator('.attendance-row').getByRole('combobox')
  for (const row of await attendance.all()) {
    await row.click()
    await row.press('ArrowDown')
    await row.press('Enter')
  }
  await clerk.getByRole('button', { name: '保存到会情况' }).click()
  await expect(clerk.getByRole('button', { name: '保存到会情况' })).toHaveCount(0)
  await expect(clerk.getByRole('button', { name: '形成议定事项' })).toBeDisabled()
  const meeting = clerk.url()

  for (const [login, stance, said] of [
    ['fenyang-housing', '同意', '可按实际入住情况认定'],
    ['fenyang-tax', '不同意', '应先补缴土地出让金'],
  ] as const) {
    const officer = await (await browser.newContext()).newPage()
    await enter(officer, login)
    await officer.goto(meeting)
    await officer.getByLabel('责任单位').click()
    await expect(officer.locator('.ant-select-item-option')).toHaveCount(1) // his own unit's opinion and no other's
    await officer.keyboard.press('Escape')
    await officer.getByText(stance, { exact: true }).first().click()
    await officer.getByLabel(/理由或补充/).fill(said)
    await officer.getByRole('button', { name: '记意见' }).click()
    await expect(officer.getByText(said)).toBeVisible()
    await officer.context().close()
  }

  await clerk.reload()
  await clerk.getByRole('button', { name: '形成议定事项' }).click()
  const resolving = clerk.getByRole('dialog')
  await pick(resolving, '怎么办', '成为规则')
  await resolving.getByLabel('议定内容').fill('土地从未办理手续而已入住的，凭乡镇证明认定土地来源')
  await pick(resolving, '解决哪一要件', '土地权属来源材料')
  await pick(resolving, '怎样解决', '以其他材料替代')
  await pick(resolving, '哪些情形适用', '土地权属来源材料: 从未办理')
  await pick(resolving, '哪些情形适用', '已入住: 是')
  await expect(resolving.locator('.match-counts')).toContainText('符合 2 个小区')
  await picture(clerk, 'consultation-rule-zh')
  await confirm(clerk)
  const resolution = clerk.locator('.ant-card', { hasText: '议定事项' }).last()
  await expect(resolution).toContainText('或签 · 同意 1，不同意 1，弃权 0')
  await expect(resolution).toContainText('税务局：应先补缴土地出让金')
  await expectNoEnglish(clerk)
  await expectAccessible(clerk)
  await picture(clerk, 'consultation-zh')
  expect(await sentToConsultation(clerk)).toBe(before + 2) // a draft closes nothing

  await clerk.goto(meeting)
  await clerk.getByRole('link', { name: /政策库第 \d+ 版 · 待第二人发布/ }).click()
  await expect(clerk.getByRole('button', { name: /^发\s*布$/ })).toBeDisabled()
  const leader = await (await browser.newContext()).newPage()
  await enter(leader, 'leader')
  await leader.goto(clerk.url())
  await leader.getByRole('button', { name: /^发\s*布$/ }).click()
  await leader.getByRole('dialog').getByLabel('理由').fill('经会议研究同意')
  await confirm(leader)
  await expect(leader.getByText(/已发布。重新诊断/)).toBeVisible({ timeout: 30_000 })

  expect(await sentToConsultation(clerk)).toBe(before)
  await clerk.goto(`${product().address}/regions/${fenyang}/estates?name=${encodeURIComponent('听泉里小区')}`)
  await clerk.locator('.ant-table-row').first().click()
  await clerk.getByRole('tab', { name: '诊断' }).click() // never on an agenda: it is alike
  await expect(clerk.locator('.requirement', { hasText: '土地权属来源材料' }).first()).toContainText('替代')
  await picture(clerk, 'consultation-alike-zh')
  await clerk.goto(meeting)
  await expect(clerk.getByRole('link', { name: /已施行/ })).toBeVisible()
})
