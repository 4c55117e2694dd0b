import type { visitsEndpoints } from '#contract/visits.ts'
import { callAt } from '../../people/platform/call.ts'
import { ProblemError } from '../../platform/send.ts'
import { keepAsks, keepEstates, keepHomes, listEstates, listHomes, withNews } from '../store/homes.ts'
import type { PhoneEstate, PhoneHome } from '../store/shapes.ts'
import type { Store } from '../store/store.ts'
import { told } from '../told.ts'
import { line } from './sender.ts'

/** The estate whose homes are being brought, and how many are here. */
export const bringing = told<{ estateId: string; homes: number } | null>(null)

/** Brings the estates looked after and what has changed in their homes since the last time. One window at a time. */
export async function bringAll(store: Store): Promise<void> {
  await navigator.locks.request(`visit-bringing ${store.accountId}`, async () => {
    try {
      for (const estate of await bringEstates(store)) await bringEstate(store, estate)
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) line.set({ ...line.get(), isSignedIn: false })
      throw error
    } finally {
      bringing.set(null)
    }
  })
}

async function bringEstates(store: Store): Promise<PhoneEstate[]> {
  const known = await callAt<typeof visitsEndpoints.visitEstates>('GET', '/api/visit/estates', {})
  const held = new Map((await listEstates(store)).map((estate) => [estate.estateId, estate]))
  const estates = known.map((estate) => {
    const { heldAt = null, mark = null } = held.get(estate.estateId) ?? {}
    return { ...estate, heldAt, mark }
  })
  await keepEstates(store, estates)
  return estates
}

async function bringEstate(store: Store, estate: PhoneEstate): Promise<void> {
  const params = { county: estate.countyCode, visitEstate: estate.estateId }
  const { news, mark } = await readNews(params, estate)
  const held = estate.heldAt === null ? [] : await listHomes(store, estate.estateId)
  await keepHomes(store, { ...estate, heldAt: Date.now(), mark }, withNews(held, news))
  const asks = await callAt<typeof visitsEndpoints.visitFacts>(
    'GET',
    '/api/visit/counties/:county/estates/:visitEstate/facts',
    { params },
  )
  await keepAsks(store, estate.estateId, asks)
}

/** Homes that changed since the phone last asked, page by page; all of them where it holds none. */
async function readNews(params: { county: string; visitEstate: string }, { estateId, mark: since }: PhoneEstate) {
  const news: PhoneHome[] = []
  let mark: number | null = null
  let after: string | undefined
  do {
    bringing.set({ estateId, homes: news.length })
    const page: HomesPage = await callAt<typeof visitsEndpoints.visitHomes>(
      'GET',
      '/api/visit/counties/:county/estates/:visitEstate/homes',
      { params, query: { limit: 1000, ...(after && { after }), ...(since !== null && { since }) } },
    )
    news.push(...page.rows)
    mark ??= page.mark // of the first page: what changes while the others are read is asked for again
    after = page.next ?? undefined
  } while (after)
  return { news, mark }
}

type HomesPage = { rows: PhoneHome[]; next: string | null; mark: number }
