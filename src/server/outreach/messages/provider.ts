import type { Config } from '../../platform/config.ts'
import { openConsole } from './console-provider.ts'
import { openGateway } from './gateway-provider.ts'

/** One text message on its way; `reference` stays the same whenever it is tried again. */
type Outgoing = { to: string; text: string; reference: string }

/** What is known of a message: taken over, at the phone, never to be sent, or not sent this time. */
export type Outcome = { state: 'taken' | 'delivered' | 'failed' | 'try_again'; problem: string | null }

/** A way for text messages to leave the house. A reference is sent once, however often it is handed over. */
export type MessageProvider = {
  name: 'none' | 'console' | 'http'
  send(message: Outgoing): Promise<Outcome>
  /** What became of a message that was taken over. */
  ask(reference: string): Promise<Outcome>
}

const nobody: MessageProvider = {
  name: 'none',
  send: async () => ({ state: 'try_again', problem: '尚未接入短信网关' }),
  ask: async () => ({ state: 'taken', problem: null }),
}

const opened = new WeakMap<Config, MessageProvider>()

/** The way set for this installation, opened once. */
export function providerOf(config: Config): MessageProvider {
  const known = opened.get(config)
  if (known) return known
  const provider = open(config)
  opened.set(config, provider)
  return provider
}

function open({ sms, dataDir }: Config): MessageProvider {
  if (sms.kind === 'none') return nobody
  return sms.kind === 'console' ? openConsole(dataDir) : openGateway(sms)
}
