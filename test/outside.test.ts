import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ZodType } from 'zod'
import { type Role, roles } from '#domain/staff/roles.ts'
import { samplePerson } from '#samples/people.ts'
import { systemActor } from '#server/platform/acts.ts'
import { outsideCookie } from '#server/platform/http/outside-sessions.ts'
import { createSampleAccount } from '#server/staff/actions.ts'
import { importMadeLedger } from './diagnosis/made-ledger.ts'
import { madeBody } from './made-body.ts'
import { createMadeHouse, fenyang, type MadeHouse } from './made-house.ts'
import { giveOwner, outsideDoor } from './outreach/made-owners.ts'

type Route = { method: string; url: string; permission: string; body: ZodType | undefined }
type Ask = (route: Route, home?: string) => Promise<{ statusCode: number; body: string }>

let house: MadeHouse
let routes: readonly Route[]
let anothers: string
let app: FastifyInstance
let door: ReturnType<typeof outsideDoor>
let [owner, visitor, developer, surveyor]: Ask[] = []
const nobodys = '00000000-0000-7000-8000-000000000000'

beforeAll(async () => {
  house = await createMadeHouse()
  await importMadeLedger(house, fenyang, [
    { name: '晨光小区', papers: ['有', '有', '有', '有'], problems: '', homes: 2, firstRegistered: 2 },
  ])
  const { rows } = await house.owner.query('select id from units order by room')
  const [own = '', other = ''] = rows.map(({ id }) => id)
  anothers = other
  await giveOwner(house, [own], 501)
  await giveOwner(house, [other], 502)
  app = (await house.open()).app
  routes = app.routes.flatMap(({ method, url, config, schema }) =>
    [method]
      .flat()
      .filter((one) => one !== 'HEAD' && one !== 'OPTIONS')
      .map((one) => ({
        method: one,
        url,
        permission: String(config?.permission),
        body: schema?.body as ZodType | undefined, // every schema of a body is the contract's
      })),
  )
  door = outsideDoor(house, app)
  const outside =
    (call: Awaited<ReturnType<typeof door.signInOwner>>): Ask =>
    (route, home) =>
      call(route.method, urlOf(route.url, home), payloadOf(route))
  owner = outside(await door.signInOwner(501))
  visitor = outside(await door.signInVisitor('来访人', samplePerson(503).phone))

  async function accountOf(role: Role): Promise<Ask> {
    const [login, password] = [`made-${role}`, house.secrets.samplePassword(role)]
    const account = { login, name: login, roles: [{ role, region: fenyang }], password }
    await createSampleAccount(house.db, systemActor([fenyang]), account)
    const signedIn = await app.inject({ method: 'POST', url: '/api/session', payload: { login, password } })
    const cookies = { qingling_session: signedIn.cookies[0]?.value ?? '' }
    return (route) => {
      const [payload, url] = [payloadOf(route), urlOf(route.url)]
      return app.inject({ method: route.method as 'GET', url, cookies, ...(payload && { payload }) })
    }
  }
  developer = await accountOf('developer')
  surveyor = await accountOf('surveyor')
})
afterAll(() => house.drop())

const urlOf = (path: string, home = nobodys) =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => {
    if (name === 'county' || name === 'region') return fenyang
    if (name === 'ownHome') return home
    if (name === 'ownerPaperKind') return 'other'
    if (name === 'authorisationPhoto') return 'form'
    return /(?:No|item|photo|version|year|row)$/i.test(name) ? '1' : nobodys
  })

const payloadOf = ({ body }: Route) => (body ? (madeBody(body) as object) : undefined) // bodies of the contract are objects

/** Every route that a caller's own permissions do not name, with what it answers him. */
async function answersTo(ask: Ask | undefined, isHis: (permission: string) => boolean) {
  const shut = routes.filter(({ permission }) => permission !== 'open' && !isHis(permission))
  const answers: string[] = []
  for (const route of shut) {
    const answer = await ask?.(route)
    // a list over all one's places is open to everybody, and empty for whoever has none
    const isEmpty = !/:(county|region)\b/.test(route.url) && !hasRecord.test(answer?.body ?? '')
    answers.push(`${route.permission} ${answer?.statusCode === 200 && isEmpty ? 404 : answer?.statusCode}`)
  }
  return { asked: shut.length, answers: [...new Set(answers)] }
}
const hasRecord = /[0-9a-f]{8}-[0-9a-f]{4}-|\d{6}/
const isOutside = (permission: string) => permission === 'owner' || permission === 'visitor'
const shutBy = ({ answers }: { answers: string[] }, status: (permission: string) => number) =>
  answers.filter((answer) => {
    const [permission = '', code] = answer.split(' ')
    return Number(code) !== status(permission)
  })

describe('over every route of the product', () => {
  test('an owner is nobody to the offices', async () => {
    const told = await answersTo(owner, isOutside)

    expect(told.asked).toBeGreaterThan(250)
    expect(shutBy(told, () => 401)).toEqual([])
  })

  test('a visitor is nobody to the offices, and no owner', async () => {
    const told = await answersTo(visitor, (permission) => permission === 'visitor')

    expect(told.asked).toBeGreaterThan(250)
    expect(shutBy(told, () => 401)).toEqual([])
  })

  test.each([
    { role: 'developer' as const, of: () => developer },
    { role: 'surveyor' as const, of: () => surveyor },
  ])('what the permissions of a $role do not name does not exist for him', async ({ role, of }) => {
    const own: readonly string[] = [...roles[role], 'signed_in']
    const told = await answersTo(of(), (permission) => own.includes(permission))

    expect(told.asked).toBeGreaterThan(200)
    expect(shutBy(told, (permission) => (isOutside(permission) ? 401 : 404))).toEqual([])
  })

  test('another’s home is to an owner as one that does not exist', async () => {
    const ofHomes = routes.filter(({ permission, url }) => permission === 'owner' && url.includes(':ownHome'))
    const answers: unknown[] = []
    for (const route of ofHomes) {
      const [others, none] = [await owner?.(route, anothers), await owner?.(route, nobodys)]
      answers.push([`${route.method} ${route.url}`, others?.statusCode, told(others) === told(none)])
    }

    expect(answers).toEqual(ofHomes.map(({ method, url }) => [`${method} ${url}`, 404, true]))
    expect(ofHomes.length).toBeGreaterThan(0)
  })

  test('every other door of owners and visitors tells nothing of another’s home', async () => {
    const rest = routes.filter(({ permission, url }) => isOutside(permission) && !url.includes(':ownHome'))
    const bodies: string[] = []
    for (const route of rest.filter(({ method }) => method === 'GET')) bodies.push((await owner?.(route))?.body ?? '')

    expect(bodies.length).toBeGreaterThan(0)
    expect(bodies.filter((body) => body.includes(anothers))).toEqual([])
  })
})

const told = (answer: { body: string } | undefined) => answer?.body.replace(/"requestId":"[^"]*"/, '')

test('a token opens the door it was made for, and no other', async () => {
  const { phone, name, idNumber } = samplePerson(502)
  const sent = await door.sentTo(phone, () => door.askAs(name, idNumber))
  const token =
    (await door.enter(sent.code, sent.digits)).cookies.find((cookie) => cookie.name === outsideCookie)?.value ?? ''
  const statuses = []
  for (const [url, cookies] of [
    ['/api/session', { qingling_session: token }],
    ['/api/owner/homes', { qingling_session: token }],
    ['/api/owner/homes', { [outsideCookie]: token }],
  ] as const)
    statuses.push((await app.inject({ method: 'GET', url, cookies: { ...cookies } })).statusCode)

  expect(statuses).toEqual([401, 401, 200])
})
