import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMadeHouse, type MadeHouse } from '../../../test/made-house.ts'

let house: MadeHouse
let opened: Awaited<ReturnType<MadeHouse['open']>>
beforeAll(async () => {
  house = await createMadeHouse()
  opened = await house.open()
})
afterAll(() => house.drop())

const passwordOf = (login: string) => opened.accounts.find((account) => account.login === login)?.password ?? ''
const signIn = (login: string, password = passwordOf(login)) =>
  opened.app.inject({ method: 'POST', url: '/api/session', payload: { login, password } })
const me = (token: string) => opened.app.inject({ url: '/api/session', cookies: { qingling_session: token } })

test('the right password opens a session, and signing out ends it on the server', async () => {
  const answer = await signIn('leader')
  expect(answer.statusCode).toBe(200)
  const cookie = answer.cookies[0]
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  const token = cookie?.value ?? ''
  expect((await me(token)).json().login).toBe('leader')
  await opened.app.inject({ method: 'DELETE', url: '/api/session', cookies: { qingling_session: token } })
  expect((await me(token)).statusCode).toBe(401)
})

test('a wrong password and an unknown login are answered alike', async () => {
  const wrong = await signIn('inspector', 'wrong password')
  const unknown = await signIn('nobody', 'wrong password')
  expect(wrong.statusCode).toBe(403)
  expect(unknown.statusCode).toBe(wrong.statusCode)
  expect(unknown.json().message).toBe(wrong.json().message)
})

test('five wrong passwords lock the account, for the right one too', async () => {
  for (let attempt = 0; attempt < 5; attempt += 1) await signIn('fangshan-clerk', 'wrong password')
  const answer = await signIn('fangshan-clerk')
  expect(answer.statusCode).toBe(403)
  expect(answer.json().code).toBe('account_locked')
})

test('a session that rested too long has ended', async () => {
  const token = (await signIn('fenyang-clerk')).cookies[0]?.value ?? ''
  expect((await me(token)).statusCode).toBe(200)
  await house.owner.query(`update sessions set last_seen_at = now() - interval '31 minutes'`)
  await house.owner.query(`select pg_notify('sessions', account_id::text) from sessions`)
  await new Promise((resolve) => setTimeout(resolve, 200)) // the notice reaches the kept sessions
  expect((await me(token)).statusCode).toBe(401)
})

test('an administrator disables an account: its sessions end at once; a clerk may not', async () => {
  const clerk = (await signIn('jiaokou-clerk')).cookies[0]?.value ?? ''
  const account = (await me(clerk)).json().id
  const url = `/api/counties/141130/accounts/${account}/disable`
  const byClerk = await opened.app.inject({
    method: 'POST',
    url,
    payload: { reason: '测试停用' },
    cookies: { qingling_session: clerk },
  })
  expect(byClerk.statusCode).toBe(404)
  const administrator = (await signIn('administrator')).cookies[0]?.value ?? ''
  const byAdministrator = await opened.app.inject({
    method: 'POST',
    url,
    payload: { reason: '测试停用' },
    cookies: { qingling_session: administrator },
  })
  expect(byAdministrator.statusCode).toBe(200)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect((await me(clerk)).statusCode).toBe(401)
  expect((await signIn('jiaokou-clerk')).statusCode).toBe(403)
})
