import { expect } from 'vitest'
import type { MadeHouse } from './made-house.ts'

export type BroughtFile = { name: string; content: string | Buffer }

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

  /** Sends files as a browser's form does. */
  async function attach(login: string, url: string, files: readonly BroughtFile[], note = '') {
    const line = 'made-boundary'
    const part = (head: string, content: string | Buffer) =>
      Buffer.concat([Buffer.from(`--${line}\r\n${head}\r\n\r\n`), Buffer.from(content), Buffer.from('\r\n')])
    const payload = Buffer.concat([
      ...(note === '' ? [] : [part('content-disposition: form-data; name="note"', note)]),
      ...files.map(({ name, content }) =>
        part(
          `content-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: application/octet-stream`,
          content,
        ),
      ),
      Buffer.from(`--${line}--\r\n`),
    ])
    const headers = { 'content-type': `multipart/form-data; boundary=${line}` }
    return app.inject({ method: 'POST', url, payload, headers, cookies: { qingling_session: await tokenOf(login) } })
  }
  return { send, tokenOf, attach }
}
