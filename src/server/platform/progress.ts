/** A bar in the terminal, or a line now and then where there is none; on stderr, so that results stay clean. */
export type TerminalProgress = { at(fraction: number, words?: string): void; end(words?: string): void }

const width = 24
const lineEveryMs = 2000

export function startProgress(label: string): TerminalProgress {
  const out = process.stderr
  let lastLine = 0
  const draw = (fraction: number, words: string) => {
    const full = Math.round(fraction * width)
    const text = `${label} ${'█'.repeat(full)}${'░'.repeat(width - full)} ${Math.round(fraction * 100)}% ${words}`
    if (out.isTTY) {
      out.write(`\r\x1b[2K${text}`)
      return
    }
    if (Date.now() - lastLine < lineEveryMs) return
    lastLine = Date.now()
    out.write(`${text}\n`)
  }
  return {
    at: (fraction, words = '') => draw(Math.min(1, Math.max(0, fraction)), words),
    end: (words = '') => {
      if (out.isTTY) out.write(`\r\x1b[2K${words ? `${label} ${words}\n` : ''}`)
    },
  }
}
