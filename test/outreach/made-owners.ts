import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { expect, vi } from 'vitest'
import { samplePerson } from '#samples/people.ts'
import { sealParty } from '#server/registrations/actions.ts'
import type { MadeHouse } from '../made-house.ts'

/** Makes an invented person the one owner of homes, with a phone on record. */
export async function giveOwner(house: MadeHouse, unitIds: readonly string[], number: number): Promise<void> {
  const { name, idNumber, phone } = samplePerson(number)
  const party = { role: 'buyer', name, idKind: 'identity_card', idNumber, phone, share: null, basis: null } as const
  const sealed = sealParty(house.secrets, party)
  await house.owner.query(
    `update owners set name = $2, id_kind = 'identity_card', id_cipher = $3, id_digest = $4, id_masked = $5, phone_cipher = $6, phone_digest = $7, phone_masked = $8
      where unit_id = any ($1)`,
    [
      unitIds,
      name,
      ...[sealed.id?.cipher, sealed.id?.digest, sealed.id?.masked],
      ...[sealed.phone?.cipher, sealed.phone?.digest, sealed.phone?.masked],
    ],
  )
}

/** The door of owners and visitors: asks for codes, finds them on the phone, signs in. */
export function outsideDoor(house: MadeHouse, app: FastifyInstance) {
  let addresses = 0
  const freshAddress = () => {
    addresses += 1
    return `10.0.${Math.floor(addresses / 250)}.${(addresses % 250) + 1}`
  }
  const post = (url: string, payload: object, remoteAddress = freshAddress()) =>
    app.inject({ method: 'POST', url, payload, remoteAddress })

  const askAs = (name: string, idNumber: string, from?: string) =>
    post('/api/people/owner-codes', { name, idNumber }, from)
  const askAsVisitor = (name: string, phone: string, from?: string) =>
    post('/api/people/visitor-codes', { name, phone }, from)
  const enter = (code: string, digits: string, from?: string) => post('/api/people/session', { code, digits }, from)

  /** The messages a phone has received, oldest first. */
  function messagesTo(phone: string): string[] {
    const path = join(house.folder, 'messages', 'console.log')
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
    return lines.map((line) => line.split('\t')).flatMap(([, to, text = '']) => (to === phone ? [text] : []))
  }
  const digitsOf = (message: string | undefined) => /\d{6}/.exec(message ?? '')?.[0] ?? ''

  /** Asks, and waits for the message: the code with its digits. */
  async function sentTo(phone: string, ask: () => ReturnType<typeof post>): Promise<{ code: string; digits: string }> {
    const before = messagesTo(phone).length
    const asked = await ask()
    expect([asked.statusCode, asked.statusCode === 200 ? '' : asked.body]).toEqual([200, ''])
    await vi.waitFor(() => expect(messagesTo(phone).length).toBe(before + 1), { interval: 5 })
    return { code: asked.json().code, digits: digitsOf(messagesTo(phone).at(-1)) }
  }

  async function opened({ code, digits }: { code: string; digits: string }) {
    const { statusCode, cookies } = await enter(code, digits)
    expect(statusCode).toBe(200)
    const token = cookies[0]?.value ?? ''
    return (method: string, url: string, payload?: object) =>
      app.inject({ method: method as 'GET', url, cookies: { qingling_outside: token }, ...(payload && { payload }) })
  }

  /** Signs in an invented owner; gives what calls as him. */
  async function signInOwner(number: number) {
    const { name, idNumber, phone } = samplePerson(number)
    return opened(await sentTo(phone, () => askAs(name, idNumber)))
  }
  async function signInVisitor(name: string, phone: string) {
    return opened(await sentTo(phone, () => askAsVisitor(name, phone)))
  }
  return { post, askAs, askAsVisitor, enter, messagesTo, sentTo, signInOwner, signInVisitor }
}
