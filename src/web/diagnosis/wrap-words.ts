const isWide = (letter: string) => /[\u2e80-\u9fff\uff00-\uffef“”]/.test(letter)
const widthOf = (word: string) => [...word].reduce((sum, letter) => sum + (isWide(letter) ? 1 : 0.56), 0)

/** Text in lines of at most so many ems, words kept whole; what does not fit the last line ends in `…`. */
export function wrapWords(text: string, ems: number, lines: number): string[] {
  const pieces = text.match(/[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? []
  const wrapped: string[] = ['']
  for (const piece of pieces) {
    const line = wrapped.at(-1) ?? ''
    if (line !== '' && widthOf(line + piece.trimEnd()) > ems) wrapped.push(piece)
    else wrapped[wrapped.length - 1] = line + piece
  }
  const kept = wrapped.slice(0, lines).map((line) => line.trimEnd())
  if (wrapped.length > lines) kept[lines - 1] = `${cut(kept[lines - 1] ?? '', ems - 1)}…`
  return kept
}

function cut(line: string, ems: number): string {
  let kept = line
  while (kept !== '' && widthOf(kept) > ems) kept = [...kept].slice(0, -1).join('')
  return kept
}
