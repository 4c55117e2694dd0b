import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { enter, expectNoEnglish, picture, product, signIn, test } from './product.ts'

const words = {
  zh: {
    diagnosis: '诊断',
    unsettled: /^结论未定/,
    requirements: /首次登记要件/,
    showWhy: '看判断理由',
    hideWhy: '收起理由',
    recordFacts: '记录事实',
    fact: '事实',
    seized: '查封',
    yes: '是',
    document: '文件材料',
    reason: '理由',
    ok: /确\s*定/,
    recorded: '已记录，诊断已更新',
    history: '历次诊断',
    factsCause: '记录了事实',
    policyCause: '政策发布',
    look: '看这一次',
    old: /您在看第 1 次诊断/,
    latest: '回到现在的诊断',
    sheet: '下载诊断表',
    nothingTried: '还没有改动参数',
    completedBefore: '建成于此日之前',
    canDo: '能马上办的户数',
    took: /用时 \d+ 毫秒/,
    take: '带到政策库起草',
    save: '保存草稿',
    publish: '发 布',
    notOwn: '草稿须由另一人发布，起草人自己不能发布',
    published: /已发布。重新诊断/,
  },
  en: {
    diagnosis: 'Diagnosis',
    unsettled: /^Not settled/,
    requirements: /Requirements of first registration/,
    showWhy: 'Show the reasons',
    hideWhy: 'Hide the reasons',
    recordFacts: 'Record facts',
    fact: 'Fact',
    seized: 'Seized',
    yes: 'Yes',
    document: 'A document',
    reason: 'Reason',
    ok: 'Confirm',
    recorded: 'Recorded; the diagnosis is renewed',
    history: 'Earlier diagnoses',
    factsCause: 'Facts recorded',
    policyCause: 'Policy published',
    look: 'Open',
    old: /You are looking at diagnosis no. 1/,
    latest: 'Back to the present one',
    sheet: 'Download the sheet',
    nothingTried: 'No parameter changed yet',
    completedBefore: 'Completed before this day',
    canDo: 'Homes that can be done now',
    took: /took \d+ ms/,
    take: 'Take it to a draft',
    save: 'Save draft',
    publish: 'Publish',
    notOwn: 'A second person must publish it; who drafted it cannot',
    published: /Published\. [\d,]+ estates diagnosed anew/,
  },
} as const

type Words = (typeof words)['zh' | 'en']

/** The clerk and county of each language, so that the two journeys do not meet. */
const places = {
  zh: { login: 'fenyang-clerk', county: '141182' },
  en: { login: 'jiaokou-clerk', county: '141130' },
} as const

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(`${product().address}${path}`)
}

/** Opens the first estate whose verdict is not settled, from the board, as a clerk would. */
async function openUnsettled(page: Page, text: Words): Promise<void> {
  await page.getByRole('link', { name: text.diagnosis, exact: true }).click()
  await page.getByRole('button', { name: text.unsettled }).click()
  await expect(page).toHaveURL(/unsettled=yes/)
  await page.locator('#estates .ant-table-row').first().click()
  await expect(page.getByRole('heading', { level: 2 })).toBeVisible()
}

/** Records an answer to the first question asked that takes yes or no. */
async function answerFirst(page: Page, text: Words, reason: string): Promise<void> {
  await page.getByRole('button', { name: text.recordFacts }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(text.fact).first().fill(text.seized)
  await page.keyboard.press('Enter')
  await dialog.getByText(text.yes, { exact: true }).click()
  await dialog.getByText(text.document, { exact: true }).click()
  await dialog.getByLabel(text.reason).fill(reason)
  await dialog.getByRole('button', { name: text.ok }).click()
}

for (const language of ['zh', 'en'] as const) {
  const text = words[language]
  const { login, county } = places[language]

  test(`an estate is diagnosed to its cells, a fact is recorded, and the diagnosis before stays readable (${language})`, async ({
    page,
  }, info) => {
    await signIn(page, login, language)
    await openUnsettled(page, text)
    await expect(page.getByText(text.requirements)).toBeVisible()
    await page.getByRole('button', { name: text.showWhy }).click()
    await page.evaluate("for (const one of document.querySelectorAll('.explanation details')) one.open = true")
    await expect(
      page
        .locator('.explanation')
        .getByText(/\[.*小区台账 [A-Z]+\d+/)
        .first(),
    ).toBeVisible()
    if (language === 'zh') await expectNoEnglish(page)
    await page.getByRole('button', { name: text.hideWhy }).click()
    await picture(page, `diagnosis-estate-${language}`)

    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: text.sheet }).click()
    const sheet = join(info.outputDir, 'sheet.docx')
    await (await waiting).saveAs(sheet)
    expect((await readFile(sheet)).subarray(0, 2).toString()).toBe('PK')

    const entries = page.locator('.ant-card', { hasText: text.history }).last().locator('.ant-table-row')
    await expect(entries.first()).toBeVisible()
    const before = await entries.count()
    await answerFirst(page, text, '查封登记簿')
    await expect(page.getByText(text.recorded)).toBeVisible()
    await expect(entries).toHaveCount(before + 1)
    await expect(entries.first()).toContainText(text.factsCause)

    await entries.last().getByRole('button', { name: text.look }).click()
    await expect(page.getByText(text.old)).toBeVisible()
    await expect(page.getByRole('button', { name: text.recordFacts })).toHaveCount(0)
    await picture(page, `diagnosis-old-${language}`)
    await page.getByRole('button', { name: text.latest }).click()
    await expect(page.getByText(text.old)).toHaveCount(0)
  })

  test(`a parameter tried in a what-if becomes a draft, a second person publishes it, and estates are diagnosed anew (${language})`, async ({
    page,
    browser,
  }) => {
    await enter(page, login, language)
    await goTo(page, `/regions/${county}/whatif?pack=luliang-qingling`)
    const canDo = page.locator('.card-figure', { hasText: text.canDo }).locator('.value')
    await expect(page.getByText(text.nothingTried)).toBeVisible()
    const today = Number((await canDo.innerText()).replaceAll(',', ''))
    const day = page.getByLabel(text.completedBefore)
    await day.fill('2024-01-01')
    await day.press('Tab')
    await expect(page.getByText(text.took)).toBeVisible()
    await expect(canDo).not.toHaveText(today.toLocaleString('en-US'))
    const tried = Number((await canDo.innerText()).replaceAll(',', ''))
    expect(tried).toBeGreaterThan(today)
    const changed = page.locator('.ant-table-row').first()
    const estate = await changed.locator('td').first().innerText()
    await picture(page, `whatif-${language}`)
    if (language === 'zh') await expectNoEnglish(page)

    await page.getByRole('button', { name: text.take }).click()
    await expect(page.getByText('2013-01-01')).toBeVisible()
    await page.getByRole('button', { name: text.save }).click()
    await page.getByRole('dialog').getByLabel(text.reason).fill('放宽人防缓缴的时间')
    await page.getByRole('dialog').getByRole('button', { name: text.ok }).click()
    await expect(page).toHaveURL(/view=diff/)
    await expect(page.getByText('2024-01-01')).toBeVisible()
    await expect(page.getByText(text.notOwn)).toBeVisible()
    await expect(page.getByRole('button', { name: text.publish, exact: true })).toBeDisabled()
    await picture(page, `policy-draft-${language}`)
    const draft = page.url()

    const second = await (await browser.newContext()).newPage()
    await enter(second, 'city-office', language)
    await second.goto(draft)
    await second.getByRole('button', { name: text.publish, exact: true }).click()
    await second.getByRole('dialog').getByLabel(text.reason).fill('专班会议同意')
    await second.getByRole('dialog').getByRole('button', { name: text.ok }).click()
    await expect(second.getByText(text.published)).toBeVisible({ timeout: 30_000 })

    await goTo(page, `/regions/${county}/estates?name=${encodeURIComponent(estate)}`)
    await page.locator('.ant-table-row').first().click()
    await page.getByRole('tab', { name: text.diagnosis }).click()
    const entries = page.locator('.ant-card', { hasText: text.history }).last().locator('.ant-table-row')
    await expect(entries.first()).toContainText(text.policyCause)
    await entries.last().getByRole('button', { name: text.look }).click()
    await expect(page.getByText(text.old)).toBeVisible()
  })
}

test('a rule built in the editor counts what it matches and says what it would free', async ({ page }) => {
  await enter(page, 'city-office')
  await goTo(page, '/regions/141100/policies/luliang-qingling')
  await picture(page, 'policy-pack-zh')
  await expectNoEnglish(page)
  await page.getByRole('button', { name: '起草修改' }).click()
  await page.getByRole('button', { name: /小区建成至今未办理过土地手续/ }).click()
  const counts = page.locator('.match-counts')
  const counted = /符合 \d[\d,]* 个小区/
  await expect(counts).toHaveText(counted)
  const alone = await counts.innerText()
  await page.locator('.condition-builder').getByRole('button', { name: '加一个条件' }).click()
  const field = page.locator('.condition-builder .rule').last().getByRole('combobox').first()
  await field.fill('套数')
  await page.keyboard.press('Enter')
  await page.locator('.condition-builder .rule').last().getByLabel('内容').fill('100')
  await expect(counts).not.toHaveText(alone)
  await expect(counts).toHaveText(counted)
  await page.getByLabel('效果', { exact: true }).click()
  await page.locator('.ant-select-item-option', { hasText: '补办' }).last().click()
  await picture(page, 'policy-editor-zh')
  await page.getByRole('button', { name: '保存草稿' }).click()
  await page.getByRole('dialog').getByLabel('理由').fill('小的项目按补办处理')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await page.getByRole('button', { name: '推演这份草稿' }).click()
  const freed = page.locator('.card-figure', { hasText: '放行的户数' }).locator('.value')
  await expect(freed).not.toHaveText('0')
  await picture(page, 'whatif-draft-zh')
})

test('who was slower keeps what was written and sees that somebody was faster', async ({ page, browser }) => {
  const text = words.zh
  await signIn(page, 'fangshan-clerk')
  await openUnsettled(page, text)
  const estate = page.url()
  await page.getByRole('button', { name: text.recordFacts }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(text.fact).first().fill(text.seized)
  await page.keyboard.press('Enter')
  await dialog.getByText(text.yes, { exact: true }).click()
  await dialog.getByLabel(text.reason).fill('现场走访')

  const second = await (await browser.newContext()).newPage()
  await enter(second, 'city-office')
  await second.goto(estate)
  await answerFirst(second, text, '查封登记簿')
  await expect(second.getByText(text.recorded)).toBeVisible()

  await dialog.getByRole('button', { name: text.ok }).click()
  await expect(dialog.getByText('您填写的时候，别人改过这个小区的事实')).toBeVisible()
  await dialog.getByRole('button', { name: '读取最新内容，保留我填的' }).click()
  await expect(dialog.getByText('您填写的时候，别人改过这个小区的事实')).toHaveCount(0)
  await expect(dialog.getByLabel(text.reason)).toHaveValue('现场走访')
  await dialog.getByRole('button', { name: text.ok }).click()
  await expect(page.getByText(text.recorded)).toBeVisible()
})

test('an inspector reads diagnoses and policies and changes neither; a window clerk sees no diagnosis', async ({
  page,
}) => {
  await signIn(page, 'inspector')
  await openUnsettled(page, words.zh)
  await expect(page.getByText(words.zh.requirements)).toBeVisible()
  await expect(page.getByRole('button', { name: '记录事实' })).toHaveCount(0)
  await goTo(page, '/regions/141100/policies/luliang-qingling')
  await expect(page.getByText('土地权属来源材料不全').first()).toBeVisible()
  await expect(page.getByRole('button', { name: '起草修改' })).toHaveCount(0)

  await page.context().clearCookies()
  await signIn(page, 'fenyang-window')
  await expect(page.getByRole('link', { name: '分户台账' })).toBeVisible()
  await expect(page.getByRole('link', { name: '诊断', exact: true })).toHaveCount(0)
  await goTo(page, '/regions/141182/diagnosis')
  await expect(page.getByText('没有找到这一页')).toBeVisible()
})

test('the diagnosis can be read on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await enter(page, 'fangshan-clerk')
  await goTo(page, '/regions/141128/diagnosis')
  await page.locator('#estates .ant-table-row').first().click()
  await expect(page.getByText(words.zh.requirements)).toBeVisible()
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  await picture(page, 'diagnosis-phone')
})
