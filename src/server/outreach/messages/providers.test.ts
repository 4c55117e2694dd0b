import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../platform/config.ts'
import { providerOf } from './provider.ts'
import { sendNow } from './send.ts'

const folder = mkdtempSync(join(tmpdir(), 'qingling-messages-'))
const gateway = createServer(async (request, response) => {
  const body = await bodyOf(request)
  const time = String(request.headers['x-qingling-time'])
  const reference = body
    ? JSON.parse(body).reference
    : new URL(request.url ?? '', 'http://gateway').searchParams.get('reference')
  asked.push({ method: request.method, reference, body: body ? JSON.parse(body) : null })
  const signature = createHmac('sha256', 'secret').update(`${time}\n${reference}\n${body}`).digest('hex')
  const isSigned = request.headers['x-qingling-signature'] === signature
  const { status, answer } = isSigned ? next : { status: 401, answer: { state: 'failed', problem: '签名不符' } }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
})
const asked: { method: string | undefined; reference: string; body: Record<string, string> | null }[] = []
let next: { status: number; answer: unknown } = { status: 200, answer: { state: 'taken' } }
let address = ''

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

beforeAll(async () => {
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  const at = gateway.address()
  if (at === null || typeof at === 'string') throw new Error('the gateway listens on a port')
  address = `http://127.0.0.1:${at.port}/send`
})
afterAll(() => {
  gateway.close()
  rmSync(folder, { recursive: true, force: true })
})

const configWith = (sms: Record<string, string>) =>
  readConfig({ QINGLING_DATA: folder, QINGLING_SAMPLE: 'none', ...sms })
const message = { to: '13800000000', text: '您的验证码是\n123456', purpose: 'code', countyCode: null } as const

describe('the console', () => {
  test('writes a line per message, for its own user only, and a reference once', async () => {
    const config = configWith({ QINGLING_SMS: 'console' })
    const sent = await sendNow({ config }, message)
    expect(sent).toMatchObject({ isSent: true, provider: 'console', problem: null })
    await providerOf(config).send({ ...message, reference: sent.reference })
    const path = join(folder, 'messages/console.log')
    expect(readFileSync(path, 'utf8')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d\t13800000000\t您的验证码是 123456\t\S+\n$/)
    expect(statSync(path).mode & 0o077).toBe(0)
  })

  test('knows after a new start what it wrote before', async () => {
    const [, , , reference = ''] = readFileSync(join(folder, 'messages/console.log'), 'utf8').trim().split('\t')
    const provider = providerOf(configWith({ QINGLING_SMS: 'console' }))
    expect(await provider.ask(reference)).toMatchObject({ state: 'delivered' })
    await provider.send({ ...message, reference })
    expect(readFileSync(join(folder, 'messages/console.log'), 'utf8').trim().split('\n')).toHaveLength(1)
  })
})

describe('the gateway', () => {
  const provider = () =>
    providerOf(configWith({ QINGLING_SMS: address, QINGLING_SMS_KEY_ID: 'office', QINGLING_SMS_SECRET: 'secret' }))

  test('is given number, text and signature, signed, under the reference', async () => {
    expect(await provider().send({ ...message, reference: 'm-1' })).toEqual({ state: 'taken', problem: null })
    expect(asked.at(-1)).toMatchObject({
      method: 'POST',
      body: { to: message.to, text: message.text, signature: '清零行动' },
    })
    next = { status: 200, answer: { state: 'delivered' } }
    expect(await provider().ask('m-1')).toMatchObject({ state: 'delivered' })
    expect(asked.at(-1)).toMatchObject({ method: 'GET', reference: 'm-1' })
  })

  test.each([
    [400, { state: 'failed', problem: '空号' }, { state: 'failed', problem: '空号' }],
    [503, 'busy', { state: 'try_again', problem: '短信网关暂时不能发送（503）' }],
    [200, { hello: 1 }, { state: 'try_again', problem: '短信网关的答复无法读懂' }],
    [200, { state: 'failed', problem: '拒收' }, { state: 'failed', problem: '拒收' }],
  ])('answers %i %j as it is meant', async (status, answer, expected) => {
    next = { status, answer }
    expect(await provider().send({ ...message, reference: 'm-2' })).toEqual(expected)
  })

  test('is tried again where nobody answers', async () => {
    const silent = configWith({
      QINGLING_SMS: 'http://127.0.0.1:9/send',
      QINGLING_SMS_KEY_ID: 'a',
      QINGLING_SMS_SECRET: 'b',
    })
    expect(await sendNow({ config: silent }, message)).toMatchObject({ isSent: false, provider: 'http' })
  })
})

test('without a setting a server of one’s own sends nothing and says so', async () => {
  const config = readConfig({ QINGLING_DATA: folder, DATABASE_URL: 'postgres://nowhere' })
  expect(await sendNow({ config }, message)).toMatchObject({ isSent: false, problem: '尚未接入短信网关' })
})

test('a setting that cannot be used stops the start', () => {
  expect(() => configWith({ QINGLING_SMS: 'gateway.example' })).toThrow(/QINGLING_SMS/)
  expect(() => configWith({ QINGLING_SMS: 'https://gateway.example' })).toThrow(/QINGLING_SMS_KEY_ID/)
})
