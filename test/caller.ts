import { expect } from 'vitest'
import type { MadeHouse } from './made-house.ts'

/** Calls the application as a sample account, signed in at its first call; `null` calls without signing in. */
export function callerOf({ app, accounts }: Awaited<ReturnType<MadeHouse['open']>>) {
  const tokens = new Map<string, string>()

  async function tokenOf(login: string): Promise<string> {
    const known = tokens.get(login)
    if (known) return known
    const password = accounts.find((account) => account.login === login)?.password
    const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { login, password } })
    expect(answer.statusCode).toBe(200)
    const token = answer.cookies[0]?.value ?? ''
    tokens.set(login, token)
    return token
  }

  async function send(login: string | null, method: string, url: string, payload?: object) {
    const cookies: Record<string, string> = login === null ? {} : { qingling_session: await tokenOf(login) }
    return app.inject({ method: method as 'GET', url, cookies, ...(payload && { payload }) })
  }
  return { send, tokenOf }
}
