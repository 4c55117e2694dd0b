/*
 * Keeps the visiting officer's program on the phone, and nothing else: no answer of the API and nothing of an owner ever
 * comes in here. What the officer records lies in the program's own store, which this worker does not touch, so a new
 * release cannot lose it.
 */
const kept = 'visit-program'
const page = '/visit'
const alongside = ['/visit.webmanifest', '/visit-icon.svg']

self.addEventListener('install', (event) => {
  event.waitUntil(keepProgram().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') {
    event.respondWith(fromPhone(page, request))
    event.waitUntil(keepProgram().catch(() => {})) // without a line the program stays as it is
    return
  }
  if (pathname.startsWith('/assets/') || alongside.includes(pathname)) event.respondWith(fromPhone(pathname, request))
})

async function fromPhone(path, request) {
  const cache = await caches.open(kept)
  return (await cache.match(path)) ?? fetch(request)
}

/** Brings the program as the office has it now. The page is replaced last, when all it needs is here. */
async function keepProgram() {
  const cache = await caches.open(kept)
  const fresh = await fetch(page, { cache: 'no-cache' })
  if (!fresh.ok) throw new Error(`the program could not be fetched: ${fresh.status}`)
  const text = await fresh.clone().text()
  const before = await cache.match(page)
  const textBefore = before ? await before.text() : ''
  if (text === textBefore) return
  const needed = [...partsOf(text), ...alongside]
  await Promise.all(needed.map((path) => keepPart(cache, path)))
  await cache.put(page, fresh)
  await forgetOthers(cache, [page, ...needed, ...partsOf(textBefore)])
  if (textBefore !== '') await tell({ kind: 'new_program' })
}

const partsOf = (text) => [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path)

/** Parts of the program carry a hash of their content in their name: what is here already is right. */
async function keepPart(cache, path) {
  if (path.startsWith('/assets/') && (await cache.match(path))) return
  const part = await fetch(path, { cache: 'no-cache' })
  if (!part.ok) throw new Error(`a part of the program could not be fetched: ${path}`)
  await cache.put(path, part)
}

/** The release before stays, for a page opened with it; older ones go. */
async function forgetOthers(cache, paths) {
  for (const request of await cache.keys()) {
    if (!paths.includes(new URL(request.url).pathname)) await cache.delete(request)
  }
}

async function tell(message) {
  for (const client of await self.clients.matchAll()) client.postMessage(message)
}
