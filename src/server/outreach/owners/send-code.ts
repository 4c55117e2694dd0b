import { codeRule } from '#domain/outreach/owners/tries.ts'
import type { House } from '../../platform/http/house.ts'
import { sendNow } from '../messages/send.ts'
import type { AskedCode } from './codes.ts'

/**
 * Sends codes after the answer has gone, so that it takes no longer where somebody is known. Whoever gets none asks again;
 * what went wrong is logged without number or code.
 */
export function openCodeSender(house: House): (asked: AskedCode) => void {
  const going = new Set<Promise<void>>()
  house.fastify.addHook('onClose', async () => void (await Promise.all(going)))

  async function send(sendTo: NonNullable<AskedCode['sendTo']>): Promise<void> {
    const to = typeof sendTo.phone === 'string' ? sendTo.phone : house.secrets.open(sendTo.phone)
    const sent = await sendNow(house, { to, text: codeWords(sendTo.code), purpose: 'code', countyCode: null })
    if (!sent.isSent) house.fastify.log.error({ provider: sent.provider, problem: sent.problem }, 'code not sent')
  }
  return ({ sendTo }) => {
    if (!sendTo) return
    const sending = new Promise((resolve) => setImmediate(resolve))
      .then(() => send(sendTo))
      .catch((error: unknown) => house.fastify.log.error({ err: error }, 'code not sent'))
      .finally(() => going.delete(sending))
    going.add(sending)
  }
}

const codeWords = (code: string) =>
  `验证码 ${code}，用于查询房产证办理情况，${codeRule.minutes} 分钟内有效。工作人员不会向您索要验证码，请勿告诉他人。`
