import { expect, type Page } from '@playwright/test'
import { enter, expectNoEnglish, picture, product, signIn, test } from './product.ts'

const fenyang = '141182'
/** A county in which no journey registers anything: its pace is the sample's. */
const untouched = '141181'

type Row = { estateId: string; name: string; stepsOpen: number }
type Step = { id: string; title: string; needs: string[] } & Record<string, unknown>

/** The estate with most steps still open. */
async function busiestEstate(page: Page): Promise<Row> {
  const answer = await page.request.get(`${product().address}/api/regions/${fenyang}/schedule?limit=500`)
  const { rows } = (await answer.json()) as { rows: Row[] }
  const [busiest] = rows.toSorted((one, other) => other.stepsOpen - one.stepsOpen)
  if (!busiest) throw new Error('no estate is planned')
  return busiest
}

/** As a browser does before and after it prints. */
async function turnTo(page: Page, place: 'paper' | 'screen'): Promise<void> {
  await page.emulateMedia({ media: place === 'paper' ? 'print' : 'screen' })
  await page.evaluate(`dispatchEvent(new Event('${place === 'paper' ? 'beforeprint' : 'afterprint'}'))`)
}

const names = (page: Page) => page.locator('.ant-table-row > :nth-child(3)').allInnerTexts()

test('the order of work follows its weights, and an estate opens as a Gantt chart in which a step slips', async ({
  page,
}) => {
  await signIn(page, 'fenyang-clerk')
  await page.getByRole('link', { name: '倒排工期' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('倒排工期') // the board has rows too
  await expect(page.locator('.ant-table-row').first()).toBeVisible()
  const before = await names(page)
  await page.getByRole('slider', { name: '先近后远的权重' }).focus()
  await page.keyboard.press('End')
  await expect(page).toHaveURL(/nearness=(%22)?5/)
  await expect.poll(() => names(page)).not.toEqual(before)
  await expectNoEnglish(page)
  await picture(page, 'schedule-zh')

  const { name } = await busiestEstate(page)
  await page.getByRole('textbox', { name: '按小区名称查找' }).or(page.getByRole('searchbox')).first().fill(name)
  await page.keyboard.press('Enter')
  await page.getByText(name, { exact: true }).click()
  await expect(page.getByRole('img', { name: `${name}倒排工期甘特图` }).locator('canvas')).toHaveCount(1)
  await page.getByRole('combobox', { name: '哪一步' }).click()
  await page.locator('.ant-select-item-option').first().click()
  await expect(page.getByText(/个步骤往后移/)).toBeVisible()
  await expectNoEnglish(page)
  await picture(page, 'gantt-zh')

  await turnTo(page, 'paper')
  await expect(page.locator('.gantt svg')).toHaveCount(1)
  await turnTo(page, 'screen')
  await expect(page.locator('.gantt canvas')).toHaveCount(1)
})

test('the forecast says in a sentence when it is finished, and paper takes the whole list', async ({ page }) => {
  await enter(page, 'leader')
  await page.goto(`${product().address}/regions/${untouched}/schedule?view=forecast`)
  await expect(page.getByText(/^按目前进度，孝义市将于 \d{4}-\d\d-\d\d 完成转移登记$/)).toBeVisible()
  await expect(page.getByText(/转移登记未计入/)).toBeVisible()
  await expectNoEnglish(page)
  await picture(page, 'forecast-zh')
  await page.getByText('先后次序').click()
  await expect(page.getByText(/^共 \d+ 条/)).toBeVisible()
  const total = Number((await page.getByText(/^共 \d+ 条/).innerText()).match(/\d+/)?.[0])
  await turnTo(page, 'paper')
  await expect(page.locator('.ant-table-row')).toHaveCount(total)
})

test('order, chart and load fit a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await enter(page, 'fenyang-clerk')
  const { estateId } = await busiestEstate(page)
  const addresses = [
    `/regions/${fenyang}/schedule`,
    `/regions/${fenyang}/schedule?view=load`,
    `/counties/${fenyang}/estates/${estateId}?view=schedule`,
  ]
  for (const address of addresses) {
    await page.goto(product().address + address)
    await expect(page.locator('canvas, .ant-table-row').first()).toBeVisible()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  }
  await picture(page, 'gantt-phone-zh')
})

/** The steps of an estate, again and again, each waiting for the one before, up to 500. */
function manySteps(steps: readonly Step[]): Step[] {
  return Array.from({ length: 500 }, (_, n) => ({
    ...steps[n % steps.length],
    id: `step-${n}`,
    title: `${n} ${steps[n % steps.length]?.title}`,
    needs: n === 0 ? [] : [`step-${n - 1}`],
  }))
}

test('a Gantt chart of 500 bars is drawn within a second', async ({ page }) => {
  await enter(page, 'fenyang-clerk')
  const { estateId } = await busiestEstate(page)
  await page.route('**/estates/*/schedule', async (route) => {
    const response = await route.fetch()
    const schedule = (await response.json()) as { activities: Step[] }
    await route.fulfill({ response, json: { ...schedule, activities: manySteps(schedule.activities) } })
  })
  await page.goto(`${product().address}/counties/${fenyang}/estates/${estateId}?view=schedule`)
  await expect(page.locator('.gantt canvas')).toHaveCount(1)
  await page.getByRole('tab', { name: '楼盘表与台账' }).click()
  await expect(page.locator('.gantt')).toHaveCount(0)
  const drawnMs = await page.evaluate<number>(`new Promise((done) => {
    const start = performance.now()
    const look = () => document.querySelector('.gantt canvas')
      ? requestAnimationFrame(() => done(performance.now() - start))
      : requestAnimationFrame(look)
    ;[...document.querySelectorAll('[role=tab]')].find((tab) => tab.textContent === '工期').click()
    look()
  })`)
  test.info().annotations.push({ type: 'drawn', description: `${Math.round(drawnMs)} ms` })
  expect(drawnMs).toBeLessThan(1000)
})
