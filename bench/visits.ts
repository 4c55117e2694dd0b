import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import sharp from 'sharp'
import { createServer } from 'vite'
import { openHouse } from '#server/platform/command-house.ts'
import type { Running } from './start.ts'

const root = resolve(import.meta.dirname, '..')
const login = 'fenyang-visitor'
const [homes, visits, photosEach] = [5_000, 500, 2]
const throttle = 4
const openings = 5
const estateName = '走访测速小区'

/**
 * The visiting officer's phone: how long it takes to open without a line on a processor four times slower with 5,000 homes
 * on it, and whether 500 visits with 1,000 photos arrive once each when the line is cut again and again. Milliseconds.
 */
export async function benchVisits({ address, passwords }: Running, say: (line: string) => void) {
  const estateId = await makeEstate()
  const password = passwords.get(login) ?? ''
  say(`phone with ${homes} homes opened without a line`)
  const opening = await onPhone((phone) => benchOpening(phone, address, password, estateId))
  say(`${visits} visits with ${visits * photosEach} photos over a line that breaks`)
  const sync = await benchSync(address, password, estateId)
  return { opening, sync }
}

async function onPhone<T>(act: (phone: BrowserContext) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'qingling-phone-'))
  const phone = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
  })
  try {
    return await act(phone)
  } finally {
    await phone.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByText(estateName).waitFor()
}

/** From nothing to the list of an estate's homes: page, key, 5,000 homes opened, first rows drawn. */
async function benchOpening(phone: BrowserContext, address: string, password: string, estateId: string) {
  const page = await phone.newPage()
  await page.goto(`${address}/visit`)
  await signIn(page, password)
  await page.getByRole('listitem').filter({ hasText: estateName }).getByText('更新于').waitFor({ timeout: 120_000 })
  await page.evaluate('navigator.serviceWorker.ready.then(() => null)')
  await page.close()
  await phone.setOffline(true)
  const times: Record<'estates' | 'homes', number[]> = { estates: [], homes: [] }
  for (let round = 0; round < openings; round += 1) {
    times.estates.push(await openOnce(phone, `${address}/visit`, estateName))
    times.homes.push(await openOnce(phone, `${address}/visit/estates/${estateId}`, `${homes} 户`))
  }
  return {
    homes,
    throttle,
    estatesMs: median(times.estates),
    homesMs: median(times.homes),
    worstMs: Math.max(...times.estates, ...times.homes),
    limitMs: 2_000,
  }
}

async function openOnce(phone: BrowserContext, url: string, words: string): Promise<number> {
  const page = await phone.newPage()
  const control = await phone.newCDPSession(page)
  await control.send('Emulation.setCPUThrottlingRate', { rate: throttle })
  const begun = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await page.getByText(words).first().waitFor()
  const ms = performance.now() - begun
  await page.close()
  return ms
}

/** The phone's own modules keep the records and send them; the line is cut every few seconds, once with the page closed. */
async function benchSync(address: string, password: string, estateId: string) {
  const vite = await createServer({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    server: { port: 0, proxy: { '/api': address } },
  })
  await vite.listen()
  const local = vite.resolvedUrls?.local[0] ?? ''
  try {
    return await onPhone((phone) => sync(phone, `${local}visit.html`, password, estateId))
  } finally {
    await vite.close()
  }
}

async function sync(phone: BrowserContext, url: string, password: string, estateId: string) {
  const sent = { records: 0, parts: 0, cuts: 0 }
  phone.on('request', (request) => {
    if (request.method() === 'PUT') sent.parts += 1
    if (request.method() === 'POST' && request.url().endsWith('/api/visit/records')) sent.records += 1
  })
  let page = await phone.newPage()
  await page.goto(url)
  await signIn(page, password)
  await page.getByRole('listitem').filter({ hasText: estateName }).getByText('更新于').waitFor({ timeout: 120_000 })
  await phone.setOffline(true)
  const keepBegun = performance.now()
  await page.evaluate(keepVisits, { estateId, visits, photosEach, pictures: await madePictures() })
  const keptMs = performance.now() - keepBegun
  const begun = performance.now()
  while (!(await isAllSent(page))) {
    await phone.setOffline(false)
    await page.waitForTimeout(3_000)
    if (await isAllSent(page)) break
    sent.cuts += 1
    await phone.setOffline(true)
    if (sent.cuts !== 2) continue
    await page.close()
    page = await phone.newPage()
    await phone.setOffline(false) // the page itself has to come from the server of this measurement
    await page.goto(url)
  }
  const ms = performance.now() - begun
  return { visits, photos: visits * photosEach, keptMs, ms, ...sent, ...(await countArrived(estateId)) }
}

const isAllSent = (page: Page) => page.getByText('本机没有未送达的内容').isVisible()

/** Photos of a phone's usual size, no two of one visit alike. */
const madePictures = () =>
  Promise.all(
    Array.from({ length: 10 }, async (_, at) => {
      const noise = { type: 'gaussian', mean: 100 + at, sigma: 6 } as const
      const picture = sharp({ create: { width: 1200, height: 900, channels: 3, noise, background: 'grey' } })
      return (await picture.jpeg({ quality: 60 }).toBuffer()).toString('base64')
    }),
  )

type Kept = { estateId: string; visits: number; photosEach: number; pictures: readonly string[] }

/** Runs in the page: keeps visits as the form does, each at another home and with photos of its own. */
async function keepVisits({ estateId, visits, photosEach, pictures }: Kept): Promise<void> {
  const modules = ['session.ts', 'store/homes.ts', 'store/photos.ts', 'parts/keep-record.ts'].map(
    (path) => `/visit/${path}`,
  )
  const [{ session }, { findEstate, listHomes }, { keepPhoto }, { keepFilled }] = await Promise.all(
    modules.map((path) => import(path)),
  )
  const { store } = session.get()
  const [estate, homes] = [await findEstate(store, estateId), await listHomes(store, estateId)]
  const blobs = pictures.map((picture) => {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0))
    return new Blob([bytes], { type: 'image/jpeg' })
  })
  for (let at = 0; at < visits; at += 1) {
    const { unitId, revision } = homes[at]
    const id = crypto.randomUUID()
    const about = { recordId: id, countyCode: estate.countyCode, subject: { kind: 'unit', id: unitId } }
    for (let photo = 0; photo < photosEach; photo += 1) {
      await keepPhoto(
        store,
        { ...about, id: crypto.randomUUID(), name: `${photo}.jpg` },
        blobs[(at * photosEach + photo) % blobs.length],
      )
    }
    const said = {
      unitId,
      baseRevision: revision,
      channel: 'visit',
      isContacted: true,
      fields: { contact: 'reached', willingness: 'willing' },
    }
    await keepFilled(store, { id, estate, unitId, title: unitId, kind: 'visit', note: '', said })
  }
}

/** What the office has of it: each visit and each photo once. */
async function countArrived(estateId: string) {
  const house = await openHouse()
  try {
    const { rows } = await house.owner.query<{ attempts: number; homesVisited: number; filed: number }>(
      `select count(*)::integer as attempts, count(distinct unit_id)::integer as "homesVisited",
              (select count(*) from archive_files where estate_id = $1 and paper = 'visit_photo')::integer as filed
         from visits where estate_id = $1`,
      [estateId],
    )
    return rows[0]
  } finally {
    await house.close()
  }
}

/** An estate of 5,000 homes with an owner each, looked after by the visitor of the sample. */
async function makeEstate(): Promise<string> {
  const house = await openHouse()
  try {
    const { rows } = await house.owner.query<{ id: string }>(
      `with estate as (
         insert into estates (county_code, name, name_key, category, listed_on)
         values ('141182', $1, $1, 'legacy', '2026-01-01') returning county_code, id
       ), buildings_made as (
         insert into buildings (county_code, estate_id, name)
         select e.county_code, e.id, n::text from estate as e, generate_series(1, 50) as n returning county_code, id, estate_id
       ), homes as (
         insert into units (county_code, estate_id, building_id, entrance, room, floor, area_m2, owners_digest)
         select b.county_code, b.estate_id, b.id, '1', f * 100 + r || '', f, 90, ''
           from buildings_made as b, generate_series(1, 25) as f, generate_series(1, ${homes / 50 / 25}) as r
         returning county_code, id
       ), owners as (
         insert into owners (county_code, unit_id, owner_no, name)
         select county_code, id, 1, '业主' from homes
       ), charge as (
         insert into charges (county_code, person_id, scope, estate_id, from_on)
         select p.county_code, p.id, 'estate', e.id, '2026-01-01'
           from estate as e join people as p on p.county_code = e.county_code
           join accounts as a on a.id = p.account_id where a.login = '${login}'
       )
       select id from estate`,
      [estateName],
    )
    return rows[0]?.id ?? ''
  } finally {
    await house.close()
  }
}

const median = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0
