import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { enter, product, test, window } from './product.ts'

const county = '141182'

/** Every page of the offices, as the routes in the source name them. */
const patterns = [
  ...new Set(
    execFileSync('grep', ['-rhoE', "path: '/[^']*'", resolve(import.meta.dirname, '../src/web')])
      .toString()
      .matchAll(/'([^']+)'/g)
      .map(([, path]) => path ?? ''),
  ),
]

/** Pages that show what the sample does not hold: the journey that makes it looks at them. */
const lookedAtElsewhere = [
  '/d/$code',
  '/counties/$county/documents/$document',
  '/counties/$county/first-registrations/$application',
  '/counties/$county/meetings/$meeting',
  '/counties/$county/resolutions/$resolution',
  '/counties/$county/hand-overs/$handOver',
  '/counties/$county/hand-overs/results/$results',
  '/counties/$county/payment-lists/$list',
  '/counties/$county/inspections/$inspection',
  '/regions/$region/public-notices/$notice/board',
  '/counties/$county/developer/letters/$ownLetter',
]

/** Whose page it is, where it is not the clerk's. */
const readers: Readonly<Record<string, string>> = {
  '/regions/$region/inspector': 'inspector',
  '/counties/$county/people': 'administrator',
  '/counties/$county/developer': 'fenyang-developer',
  '/counties/$county/developer/estates/$ownEstate': 'fenyang-developer',
}

test('no page of the offices has a serious or critical finding', async ({ page, browser }) => {
  test.setTimeout(240_000)
  await enter(page, 'fenyang-clerk')
  const ids = await idsIn(page, await window(browser, 'fenyang-developer'))
  const open = patterns.filter((path) => path !== '/' && !lookedAtElsewhere.includes(path))
  expect(open.length).toBeGreaterThan(50)
  const pathOf = (pattern: string) => pattern.replaceAll(/\$(\w+)/g, (_, name: string) => ids(pattern, name))
  for (const pattern of open.filter((path) => !(path in readers))) await look(page, pathOf(pattern))
  for (const [pattern, login] of Object.entries(readers)) {
    await look(await window(browser, login), pathOf(pattern))
  }
})

async function look(page: Page, path: string): Promise<void> {
  await page.goto(`${product().address}${path}`)
  await expect(page.locator('h1, form, .ant-result').first()).toBeVisible()
  await expect(page.locator('.ant-spin-spinning, .ant-skeleton')).toHaveCount(0)
  await expectAccessible(page)
}

/** So many days from today. */
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Gives for a name in a pattern the id of a record of the sample. */
async function idsIn(page: Page, developer: Page): Promise<(pattern: string, name: string) => string> {
  const { address } = product()
  const list = async (path: string, body?: object) => {
    const answer = body
      ? await page.request.post(address + path, { data: body })
      : await page.request.get(address + path)
    const found = await answer.json()
    return found.rows ?? found
  }
  const region = `/api/regions/${county}`
  const [application] = await list(`${region}/applications/search`, { kind: 'transfer', limit: 1 })
  const [unit] = await list(`${region}/units/search`, { state: 'open', limit: 1 })
  const of = async (path: string) => (await list(path))[0]?.id
  const known: Record<string, string> = {
    county,
    region: county,
    application: application.id,
    estate: unit.estateId,
    building: (await (await page.request.get(`${address}/api/counties/${county}/estates/${unit.estateId}`)).json())
      .buildings[0].id,
    unit: unit.id,
    batch: await of(`/api/counties/${county}/registration-batches`),
    import: await of(`/api/counties/${county}/imports`),
    joint: await of(`${region}/joint-acceptances`),
    recovery: await of(`${region}/recoveries`),
    session: await of(`/api/counties/${county}/sessions?from=${day(-30)}&until=${day(30)}`),
    task: await of(`${region}/tasks`),
    pack: 'luliang-qingling',
    ownEstate: (await (await developer.request.get(`${address}/api/counties/${county}/developer/estates`)).json())[0]
      .estateId,
    visitPlan: await of(`${region}/visit-plans`),
    massMessage: await of(`${region}/mass-messages`),
  }
  return (pattern, name) => {
    expect(known[name], `${name} of ${pattern}`).toBeTruthy()
    return known[name] ?? ''
  }
}
