import { randomUUID } from 'node:crypto'
import type { House } from '../../platform/http/house.ts'
import { providerOf } from './provider.ts'

export type NewMessage = {
  to: string
  text: string
  purpose: 'code' | 'notice' | 'answer' | 'mass'
  countyCode: string | null
}

export type Sent = { isSent: boolean; provider: string; reference: string; problem: string | null }

/** Sends one message at once and keeps nothing of it: codes, above all. Whoever asked decides what a failure means. */
export async function sendNow({ config }: Pick<House, 'config'>, { to, text }: NewMessage): Promise<Sent> {
  const provider = providerOf(config)
  const reference = randomUUID()
  const { state, problem } = await provider.send({ to, text, reference })
  return { isSent: state === 'taken' || state === 'delivered', provider: provider.name, reference, problem }
}
