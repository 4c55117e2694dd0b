import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { officeNow } from '../../platform/office-day.ts'
import type { MessageProvider } from './provider.ts'

/** For looking and teaching: every message becomes a line of `messages/console.log` in the data folder, and reaches no phone. */
export function openConsole(dataDir: string): MessageProvider {
  const folder = join(dataDir, 'messages')
  const path = join(folder, 'console.log')
  const written = new Set(
    existsSync(path)
      ? readFileSync(path, 'utf8')
          .split('\n')
          .map((line) => line.split('\t')[3])
      : [],
  )
  return {
    name: 'console',
    send: async ({ to, text, reference }) => {
      if (!written.has(reference)) {
        written.add(reference)
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        const line = [officeNow(), to, text.replaceAll(/\s+/g, ' '), reference].join('\t')
        await appendFile(path, `${line}\n`, { mode: 0o600 })
      }
      return { state: 'delivered', problem: null }
    },
    ask: async (reference) => ({ state: written.has(reference) ? 'delivered' : 'try_again', problem: null }),
  }
}
