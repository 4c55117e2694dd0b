import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { SmsSetting } from '../../platform/config.ts'
import type { MessageProvider, Outcome } from './provider.ts'

const patienceMs = 10_000

/** What a gateway answers, as docs/operations.md tells whoever builds the adapter. */
const Answer = z.object({ state: z.enum(['taken', 'delivered', 'failed']), problem: z.string().nullish() })

/** An SMS gateway by HTTP: every request signed, every message under a reference the gateway sends once. */
export function openGateway(sms: Extract<SmsSetting, { kind: 'http' }>): MessageProvider {
  const headersFor = (reference: string, body: string) => {
    const time = String(Math.floor(Date.now() / 1000))
    const signature = createHmac('sha256', sms.secret).update(`${time}\n${reference}\n${body}`).digest('hex')
    return { 'x-qingling-key': sms.keyId, 'x-qingling-time': time, 'x-qingling-signature': signature }
  }
  return {
    name: 'http',
    send: ({ reference, to, text }) => {
      const body = JSON.stringify({ reference, to, text, signature: sms.signature })
      const headers = { 'content-type': 'application/json', ...headersFor(reference, body) }
      return answerOf(sms.address, { method: 'POST', headers, body })
    },
    ask: (reference) =>
      answerOf(`${sms.address}?reference=${encodeURIComponent(reference)}`, { headers: headersFor(reference, '') }),
  }
}

async function answerOf(address: string, request: RequestInit): Promise<Outcome> {
  try {
    const response = await fetch(address, {
      ...request,
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    })
    if (response.status >= 500 || response.status === 429)
      return { state: 'try_again', problem: `短信网关暂时不能发送（${response.status}）` }
    const answer = Answer.safeParse(await response.json())
    if (!answer.success) return { state: 'try_again', problem: '短信网关的答复无法读懂' }
    const { state, problem = null } = answer.data
    return { state: response.ok ? state : 'failed', problem }
  } catch (cause) {
    // a gateway that does not answer is an outcome of sending, not a fault of ours; the text and number are not repeated
    return { state: 'try_again', problem: `短信网关没有答复（${cause instanceof Error ? cause.name : '未知'}）` }
  }
}
