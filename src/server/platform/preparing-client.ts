import { createHash } from 'node:crypto'
import pg from 'pg'

/** Statements prepared per connection; a text beyond that is planned anew each time. */
const most = 200

/**
 * A connection that prepares what is read: within a read-only transaction the same text is parsed and planned once, which
 * is most of what finding one home costs. Changing transactions are left alone: the statements of an import run once,
 * over row counts a plan made earlier would misjudge.
 */
export class PreparingClient extends pg.Client {
  readonly #names = new Map<string, string>()
  #isReading = false

  // the overloads of pg.Client end here; what is not a plain text with values is handed on untouched
  override query(...args: [unknown, ...unknown[]]): never {
    const [text, values] = args
    if (typeof text === 'string') {
      if (text.startsWith('start transaction')) this.#isReading = text.includes('read only')
      else if (text === 'commit' || text === 'rollback') this.#isReading = false
      const name = this.#isReading && Array.isArray(values) && values.length > 0 ? this.#nameOf(text) : undefined
      if (name) args.splice(0, 2, { name, text, values })
    }
    return super.query(...(args as [string])) as never
  }

  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text)
    if (known) return known
    if (this.#names.size >= most) return undefined
    const name = createHash('sha256').update(text).digest('hex').slice(0, 32)
    this.#names.set(text, name)
    return name
  }
}
