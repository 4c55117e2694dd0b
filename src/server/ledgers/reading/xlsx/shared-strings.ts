import { StringDecoder } from 'node:string_decoder'
import { LedgerRefused } from '../refused.ts'
import { brokenZip } from '../zip-directory.ts'
import { decodeCellText, richText } from './xml-text.ts'

/** The texts a workbook's cells point to by number. */
export type SharedStrings = { at(index: number): string | null }

const blockBytes = 4 * 1024 * 1024
const maxTextBytes = 512 * 1024 * 1024
const recentSlots = 1 << 16

/**
 * Keeps the shared strings as UTF-8 bytes in blocks: a city's register has millions of them, and as JavaScript strings
 * they would take several times the room. Those asked for lately are kept decoded.
 */
export async function loadSharedStrings(chunks: AsyncIterable<Buffer>, label: string): Promise<SharedStrings> {
  const store = createTextStore(label)
  const decoder = new StringDecoder('utf8')
  let text = ''
  let prefix: string | undefined
  for await (const chunk of chunks) {
    text += decoder.write(chunk)
    prefix ??= /<((?:[\w.-]+:)?)sst[\s>]/.exec(text)?.[1]
    if (prefix !== undefined) text = text.slice(storeStrings(text, prefix, store))
    if (text.length > blockBytes) throw new LedgerRefused('broken', `“${label}”的文字表已损坏，无法读取`)
  }
  if (!/(?:sst\s*|\/)>\s*$/.test(text)) throw brokenZip(label)
  return store
}

/** Stores every complete `<si>` of the text; returns where the first incomplete one begins. */
function storeStrings(text: string, prefix: string, store: TextStore): number {
  const open = `<${prefix}si`
  const close = `</${prefix}si>`
  const plainOpen = `<${prefix}si><${prefix}t>`
  const plainClose = `</${prefix}t></${prefix}si>`
  let at = 0
  for (;;) {
    const start = text.indexOf(open, at)
    // What is kept is long enough for a tag that is cut off, and for the end of the part.
    if (start < 0) return Math.max(at, text.length - 32)
    const tagEnd = text.indexOf('>', start)
    if (tagEnd < 0) return start
    if (text.charCodeAt(tagEnd - 1) === 0x2f) {
      store.add('')
      at = tagEnd + 1
      continue
    }
    const end = text.indexOf(close, tagEnd)
    if (end < 0) return start
    at = end + close.length
    const isPlain = text.startsWith(plainOpen, start) && text.endsWith(plainClose, at)
    const inner = isPlain ? text.slice(start + plainOpen.length, at - plainClose.length) : ''
    store.add(isPlain && !inner.includes('<') ? decodeCellText(inner) : richText(text.slice(tagEnd + 1, end)))
  }
}

type TextStore = SharedStrings & { add(text: string): void }

function createTextStore(label: string): TextStore {
  const blocks: Buffer[] = []
  let blockOf = new Uint16Array(1024)
  let starts = new Uint32Array(1024)
  let sizes = new Uint32Array(1024)
  let count = 0
  let total = 0
  let free = 0
  const recentIndex = new Int32Array(recentSlots).fill(-1)
  const recentText: string[] = []

  function grow(): void {
    blockOf = enlarged(blockOf, new Uint16Array(count * 2))
    starts = enlarged(starts, new Uint32Array(count * 2))
    sizes = enlarged(sizes, new Uint32Array(count * 2))
  }

  return {
    add(text) {
      const size = Buffer.byteLength(text)
      total += size
      if (total > maxTextBytes) throw new LedgerRefused('too_large', `“${label}”的文字内容过大，请拆分后导入`)
      if (count === starts.length) grow()
      if (blocks.length === 0 || size > free) {
        blocks.push(Buffer.allocUnsafeSlow(Math.max(size, blockBytes)))
        free = Math.max(size, blockBytes)
      }
      const block = blocks[blocks.length - 1] as Buffer // pushed above when there was none
      const start = block.length - free
      block.write(text, start)
      free -= size
      blockOf[count] = blocks.length - 1
      starts[count] = start
      sizes[count] = size
      count++
    },
    at(index) {
      if (!(index >= 0 && index < count)) return null
      const slot = index & (recentSlots - 1)
      if (recentIndex[slot] === index) return recentText[slot] ?? null
      const start = starts[index] ?? 0
      const text = blocks[blockOf[index] ?? 0]?.toString('utf8', start, start + (sizes[index] ?? 0)) ?? null
      recentIndex[slot] = index
      recentText[slot] = text ?? ''
      return text
    },
  }
}

function enlarged<T extends Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
