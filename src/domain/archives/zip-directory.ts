/** Most bytes at the end of a zip that can hold the record telling where its directory is: 22, and a comment. */
export const zipTailBytes = 22 + 0xffff

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Where the directory of a zip lies, by the tail of the file; `null`: this is no whole zip. APPNOTE.TXT 4.3.16. */
export function directoryOf(tail: Uint8Array, size: number): { from: number; until: number } | null {
  const view = viewOf(tail)
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== 0x06054b50) continue
    const from = view.getUint32(at + 16, true)
    const until = from + view.getUint32(at + 12, true)
    return until <= size ? { from, until } : null
  }
  return null
}

/** The names in a zip's directory. APPNOTE.TXT 4.3.12. */
export function entriesOf(directory: Uint8Array): string[] {
  const view = viewOf(directory)
  const names: string[] = []
  let at = 0
  while (at + 46 <= directory.length && view.getUint32(at, true) === 0x02014b50) {
    const length = view.getUint16(at + 28, true)
    names.push(String.fromCharCode(...directory.subarray(at + 46, at + 46 + length)))
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return names
}
