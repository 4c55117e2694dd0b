import { expect, type Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { applyFirst, confirm, inspect } from './first-steps.ts'
import { byOpinion, recordFacts, sound } from './known-estate.ts'
import { bringEstates } from './made-ledger.ts'
import { act, button, enter, expectNoEnglish, picture, product, test, window } from './product.ts'

const fenyang = '141182'

/** The land lies a little beyond its approval: surveyed along its walls, and only the notice is left. */
const beyondApproval = {
  surveyed_land_m2: 1010,
  excess_land_is_small: true,
  boundary_survey_done: true,
  taxes_settled: true,
}

const places: Record<string, string> = {}
test.beforeAll(async ({ browser }, info) => {
  const clerk = await browser.newPage()
  await enter(clerk, 'fenyang-clerk')
  await bringEstates(clerk, fenyang, info.outputDir, [
    { name: '朝阳里小区', papers: ['有', '无', '有', '有'], homes: 6 },
    { name: '映月里小区', papers: ['有', '有', '有', '有'], homes: 4 },
    { name: '缺件里小区', papers: ['有', '无', '有', '有'], homes: 3 },
  ])
  places.opinion = `${await recordFacts(clerk, fenyang, '朝阳里小区', { ...sound, ...byOpinion })}?view=first`
  places.notice = `${await recordFacts(clerk, fenyang, '映月里小区', { ...sound, ...beyondApproval })}?view=first`
  places.missing = `${await recordFacts(clerk, fenyang, '缺件里小区', { ...sound, taxes_settled: true })}?view=first`
  await clerk.close()
})

/** Waits until nothing passing is said any more. */
const quiet = (page: Page) => expect(page.locator('.ant-message-notice')).toHaveCount(0)

test('an estate whose fire acceptance is substituted by an opinion is first-registered, with its 附记', async ({
  page: desk,
  browser,
}) => {
  await enter(desk, 'fenyang-window')
  await desk.goto(places.opinion ?? '')
  await expect(desk.getByText('以替代材料具备')).toBeVisible()
  await expect(desk.getByText(/证缴分离/).first()).toBeVisible()
  await picture(desk, 'first-registration-papers')
  await expectNoEnglish(desk)

  const address = await applyFirst(desk, places.opinion ?? '')
  await act(desk, '受理')
  await inspect(desk)
  await act(desk, '材料通过')
  await expect(button(desk, '审核通过')).toHaveCount(0)

  const registrar = await window(browser, 'fenyang-registrar')
  await registrar.goto(address)
  await registrar.getByRole('button', { name: '改附记' }).click()
  const note = registrar.getByRole('dialog').getByLabel('附记')
  await expect(note).toHaveValue(/消防以第三方检测评估合格后的认定意见作为首次登记依据/)
  await note.fill(`${await note.inputValue()}\n消防检测报告随卷归档。`)
  await confirm(registrar)
  await act(registrar, '审核通过')
  await act(registrar, '登簿')
  await expect(registrar.getByText('已登簿').first()).toBeVisible()
  await expect(registrar.getByText(/消防检测报告随卷归档/)).toBeVisible()
  await quiet(registrar)
  await expectAccessible(registrar)
  await picture(registrar, 'first-registration')

  await desk.goto(places.opinion ?? '')
  await expect(desk.getByText('所有房屋都已首次登记或已在申请中')).toBeVisible()
})

test('what is missing names the rule that opens the way and who must act, and no application is begun', async ({
  page,
}) => {
  await enter(page, 'fenyang-window')
  await page.goto(places.missing ?? '')

  await expect(page.getByText(/缺“消防验收”：可按.*下一步由/)).toBeVisible()
  await expect(page.getByRole('button', { name: '申请首次登记' })).toBeDisabled()
})

test('a notice ended early is refused with the day it may end; an objection stops it, and the registration behind it', async ({
  page: desk,
  browser,
}) => {
  await enter(desk, 'fenyang-window')
  const address = await applyFirst(desk, places.notice ?? '')
  await act(desk, '受理')
  await desk.getByRole('button', { name: '拟公示' }).click()
  const form = desk.getByRole('dialog')
  await form.getByLabel('公示事项').fill('宗地界线按现状院墙实测确定')
  await form.getByLabel('天数').fill('15')
  await form.getByLabel('依据').fill('县清零办议定十五个工作日')
  await confirm(desk)
  await desk.getByRole('button', { name: /张\s*贴/ }).click()
  await desk.getByRole('dialog').getByLabel('张贴处').fill('小区大门')
  await confirm(desk)
  await expect(desk.getByText(/公示中，自 .* 起时限暂停/)).toBeVisible()

  await desk.getByRole('button', { name: '期满办结' }).click()
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await expect(desk.getByText(/期满，最早 \d{4}-\d{2}-\d{2} 才能结束/)).toBeVisible()
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: /取\s*消/ })
    .click()

  await desk.getByRole('button', { name: '登记异议' }).click()
  await desk.getByRole('dialog').getByLabel('异议人').fill('邻居某')
  await desk.getByRole('dialog').getByLabel('异议内容和理由').fill('院墙占用巷道')
  await confirm(desk)
  await expect(desk.getByText('因异议中止').first()).toBeVisible()
  await expect(desk.getByText('公示有异议尚未处理，登记随之中止')).toBeVisible()
  await expect(button(desk, '受理')).toHaveCount(0)
  await quiet(desk)
  await picture(desk, 'public-notice')
  await expectNoEnglish(desk)

  const clerk = await window(browser, 'fenyang-clerk')
  await clerk.goto(`${product().address}/regions/${fenyang}/public-notices?state=stopped`)
  await clerk.locator('.ant-table-row').filter({ hasText: '映月里小区' }).click()
  await expect(clerk).toHaveURL(address)
  await clerk.getByRole('button', { name: '处理异议' }).click()
  const decision = clerk.getByRole('dialog')
  await decision.getByText('不成立').click()
  await decision.getByLabel('处理理由').fill('经核对调查成果，院墙在界内')
  await confirm(clerk)
  await expect(clerk.getByText('公示中').first()).toBeVisible()
})

test('on a phone and in English the page is whole', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await enter(page, 'fenyang-window', 'en')
  await page.goto(places.missing ?? '')

  await expect(page.getByText('Not yet possible; first:')).toBeVisible()
  const isWide = await page.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
  expect(isWide).toBe(false)
})
