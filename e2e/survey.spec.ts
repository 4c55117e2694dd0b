import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { readXlsx } from 'hucre'
import { boundaryRows, type MadeSurvey, madeSurvey, madeWorkbook } from '../test/surveys/made-survey.ts'
import { enter, expectNoEnglish, picture, product, signIn, test, window } from './product.ts'

const north = 4_125_000
const east = 37_565_000
const ring = (points: readonly (readonly [number, number])[]) =>
  [...points, ...points.slice(0, 1)].map(([x, y]) => [north + y, east + x] as const)

/** A new building 91 on a parcel that its walls have moved beyond the approval. */
function surveyBeyondApproval(): MadeSurvey {
  const survey = madeSurvey('91', 6)
  survey.parcels = [{ ...survey.parcels[0], areaM2: null, approvedM2: 5600 }]
  survey.boundaries = [
    ...boundaryRows(
      ring([
        [0, 0],
        [98, -3],
        [104, 55],
        [60, 63],
        [2, 60],
      ]),
    ),
    ...boundaryRows(
      ring([
        [0, 0],
        [98, -3],
        [103, 50],
        [2, 54],
      ]),
      { kind: '批准' },
    ),
    ...boundaryRows(
      ring([
        [20, 15],
        [70, 15],
        [70, 30],
        [20, 30],
      ]),
      { kind: null, building: '91' },
    ),
  ]
  return survey
}

const file = async (survey: MadeSurvey, naming: 'own' | 'national' = 'own') => ({
  name: '测绘成果.xlsx',
  mimeType: 'application/octet-stream',
  buffer: await madeWorkbook(survey, naming),
})

async function handIn(page: Page, survey: MadeSurvey, naming: 'own' | 'national' = 'own') {
  await page.getByRole('button', { name: /提交成果|改好后再次提交/ }).click()
  await page.locator('.ant-modal input[type=file]').setInputFiles(await file(survey, naming))
  await page.getByRole('button', { name: '提交并检查' }).click()
}

async function decide(page: Page, name: string, reason: string) {
  await page.getByRole('button', { name }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('理由').fill(reason)
  await dialog.getByRole('button', { name: /确\s*定/ }).click()
  await expect(dialog).toBeHidden()
}

test('a survey on its way: commissioned, sent back at its cells, corrected, returned, taken over by a second person', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000)
  await enter(page, 'fenyang-clerk')
  const list = await page.request.get(`${product().address}/api/regions/141182/estates?sort=open&order=desc&limit=2`)
  const [{ id, name, units }, other] = (await list.json()).rows
  const place = `${product().address}/counties/141182/estates/${id}/surveys`
  await page.goto(place)
  await page.getByRole('button', { name: '委托测绘' }).click()
  await page.getByLabel('测绘机构或账号').click()
  await page.getByText('示例汾阳测绘（账号）').click()
  await page.getByLabel('理由').fill('竣工后实测')
  await page.getByRole('button', { name: /确\s*定/ }).click()
  await expect(page.getByText('示例汾阳测绘', { exact: true })).toBeVisible()
  await expectNoEnglish(page)

  const surveyor = await window(browser, 'fenyang-surveyor')
  await surveyor.goto(`${product().address}/regions/141182/surveys`)
  await surveyor.getByText(name, { exact: true }).click()
  const broken = surveyBeyondApproval()
  Object.assign(broken.units[1] ?? {}, { room: '101' })
  await handIn(surveyor, broken)
  await expect(surveyor.getByRole('cell', { name: '检查未通过' })).toBeVisible()
  await expect(surveyor.getByText('同幢同单元的 101 室在 D2 已经填过')).toBeVisible()
  await picture(surveyor, 'survey-faults-zh')
  const [faults] = await Promise.all([
    surveyor.waitForEvent('download'),
    surveyor.getByRole('button', { name: '检查清单' }).click(),
  ])
  const rows = (await readXlsx(readFileSync(await faults.path()))).sheets[0]?.rows ?? []
  expect(rows.some((row) => row.includes('D3') && row.includes('房号重复'))).toBe(true)

  await handIn(surveyor, surveyBeyondApproval(), 'national')
  await expect(surveyor.getByRole('cell', { name: '待验收' })).toBeVisible()
  await surveyor.getByRole('tab', { name: '版本比较' }).click()
  await expect(surveyor.getByText('新增 1 户，减少 0 户，变化 0 户')).toBeVisible()
  await surveyor.getByRole('tab', { name: '宗地图' }).click()
  await expect(surveyor.getByText(/超出 [\d.]+ ㎡（[\d.]+ %）/)).toBeVisible()
  await expect(surveyor.getByRole('img', { name: '宗地图' }).getByText('J5')).toBeVisible()
  await picture(surveyor, 'survey-plan-zh')

  const stranger = await surveyor.request.get(`${product().address}/api/counties/141182/estates/${other.id}/surveys`)
  expect(stranger.status()).toBe(404)
  await surveyor.goto(`${product().address}/counties/141182/estates/${other.id}/surveys`)
  await expect(surveyor.getByText('没有找到这一页，或不在您的辖区内')).toBeVisible()

  await page.reload()
  await decide(page, '退 回', '请补充分摊说明')
  await surveyor.goto(place)
  await expect(surveyor.getByText(/请补充分摊说明/)).toBeVisible()
  await handIn(surveyor, surveyBeyondApproval())
  await expect(surveyor.getByRole('cell', { name: '待验收' })).toBeVisible()

  await page.reload()
  await decide(page, '验收入库', '核对无误')
  await expect(page.getByText('已入库：新增 24 户，更新 0 户，1 幢')).toBeVisible()
  await page.getByRole('tab', { name: '宗地图' }).click()
  await page.getByRole('button', { name: '91幢的楼盘表' }).click()
  await expect(page.getByRole('link', { name: /91号楼 .*24 户/ })).toBeVisible()
  await expect(page.getByText(String(units + 24), { exact: true }).first()).toBeVisible()
})

test('the surveyor’s desk on a phone, and in English', async ({ browser }) => {
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  await signIn(phone, 'fenyang-surveyor', 'en')
  await expect(phone.getByRole('heading', { name: 'Surveys' })).toBeVisible()
  await phone.locator('.survey-desk a', { hasText: 'Taken over' }).first().click()
  await phone.getByRole('tab', { name: 'Plan' }).click()
  await expect(phone.getByText('CGCS2000, 3-degree belt, central meridian 111°')).toBeVisible()
  expect(await phone.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  expect(await phone.locator('html').evaluate(({ scrollWidth }) => scrollWidth)).toBeLessThanOrEqual(390)
  await picture(phone, 'survey-phone-en')
})
