import { createHash } from 'node:crypto'
import pg from 'pg'

/** Statements prepared per connection; a text beyond that is planned anew each time. */
const most = 200

const told = (command: 'START' | 'COMMIT') => Promise.resolve({ command, rowCount: null, rows: [] })

/**
 * A connection on which reading costs few journeys. Within a read-only transaction a text is parsed and planned once;
 * the transaction begins together with its first statement, and nobody waits for its end: it has nothing to lose.
 * Changing transactions are left alone: the statements of an import run once, over row counts a plan made earlier would
 * misjudge, and what is committed must be known to be.
 */
export class PreparingClient extends pg.Client {
  readonly #names = new Map<string, string>()
  #isReading = false
  /** The beginning of a transaction that goes with its first statement. */
  #start: string | null = null

  // the overloads of pg.Client end here; what is not a plain text with values is handed on untouched
  override query(...args: [unknown, ...unknown[]]): never {
    return this.#query(...args) as never
  }

  #query(...args: [unknown, ...unknown[]]): unknown {
    const [text, values] = args
    if (typeof text !== 'string') return super.query(...(args as [string]))
    const hasValues = Array.isArray(values) && values.length > 0
    if (text.startsWith('start transaction')) return this.#begin(text)
    if (this.#start) return this.#first(this.#start, text, hasValues, args)
    if (text === 'commit' || text === 'rollback') return this.#end(text)
    const name = this.#isReading && hasValues ? this.#nameOf(text) : undefined
    return super.query(...((name ? [{ name, text, values }] : args) as [string]))
  }

  #begin(text: string): unknown {
    this.#isReading = text.includes('read only')
    if (!this.#isReading) return super.query(text)
    this.#start = text
    return told('START')
  }

  /** A statement without values goes in one message with the beginning; its answer is the last of that message's. */
  #first(start: string, text: string, hasValues: boolean, args: [unknown, ...unknown[]]): unknown {
    this.#start = null
    if (hasValues) return super.query(start).then(() => this.#query(...args))
    const answers: Promise<unknown> = super.query(`${start}; ${text}`)
    return answers.then((each) => (Array.isArray(each) ? each.at(-1) : each))
  }

  #end(text: 'commit' | 'rollback'): unknown {
    const ended = super.query(text)
    if (!this.#isReading || text === 'rollback') {
      this.#isReading = false
      return ended
    }
    this.#isReading = false
    ended.catch(() => {}) // only a lost connection fails here, and the pool notices that itself
    return told('COMMIT')
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
