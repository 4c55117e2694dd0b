import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A certificate on its way: `key` is the same however often it is handed over, so that it gets one number. */
type Parcel = { key: string; name: string | null; address: string | null; phone: string | null }

export type ParcelState =
  | { state: 'on_the_way'; words: string }
  | { state: 'received'; on: string; words: string }
  | { state: 'returned'; on: string; words: string }

/** A post service 邮寄服务商: takes parcels and gives each its number; tells later what became of them. */
export type Carrier = {
  name: string
  /** Hands a parcel over; handed over again under the same key it keeps its number. */
  handOver(parcel: Parcel): Promise<string>
  /** What the service knows of these numbers; what it does not know it leaves out. */
  statesOf(numbers: readonly string[]): Promise<ReadonlyMap<string, ParcelState>>
}

/**
 * The sample carrier, plainly named `console`: it sends nothing. It writes a line for each parcel into a file of the data folder,
 * without name or address, and reads from there what somebody wrote behind a number: `received 2026-01-05` or
 * `returned 2026-01-08 地址不详`. A county that has a contract with a post service puts that service in its place.
 */
export function consoleCarrier(dataDir: string): Carrier {
  const path = join(dataDir, 'console-carrier.txt')
  const lines = async () => (await readFile(path, 'utf8').catch(noFileYet)).split('\n').filter((line) => line !== '')
  return {
    name: 'console',
    handOver: async ({ key }) => {
      const known = await lines()
      const before = known.find((line) => line.split(' ')[1] === key)?.split(' ')[0]
      if (before) return before
      const number = `CONSOLE${String(known.length + 1).padStart(8, '0')}`
      await appendFile(path, `${number} ${key} on_the_way\n`, { mode: 0o600 })
      process.stdout.write(`console carrier: parcel ${number}\n`)
      return number
    },
    statesOf: async (numbers) => {
      const asked = new Set(numbers)
      const told = (await lines()).map((line) => line.split(' '))
      return new Map(
        told.flatMap(([number = '', , state, on = '', ...words]) =>
          asked.has(number) ? [[number, stateOf(state, on, words.join(' '))] as const] : [],
        ),
      )
    },
  }
}

function stateOf(state: string | undefined, on: string, words: string): ParcelState {
  if (state === 'received') return { state, on, words: words || '已签收' }
  if (state === 'returned') return { state, on, words: words || '退回' }
  return { state: 'on_the_way', words: '运送中' }
}

/** Nothing was handed over yet. */
function noFileYet(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return ''
  throw error
}
