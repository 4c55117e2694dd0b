import { exampleContents, exampleMarks } from '#domain/documents/example-words.ts'
import { documentDocx } from '#server/platform/documents/document-docx.ts'
import { documentPdf, documentsPdf } from '#server/platform/documents/document-pdf.ts'

const letter = (no: number) =>
  ['supervision_letter', exampleContents.supervision_letter, exampleMarks('supervision_letter', no)] as const

/** One letter as Word file and as PDF, the middle of nine; 200 Word files and the one file to print them from, in milliseconds. */
export async function benchDocuments(say: (line: string) => void) {
  say('letters')
  const word = await middle(9, () => documentDocx(...letter(1)))
  const pdf = await middle(9, () => documentPdf(...letter(1)))
  const all = await timed(async () => {
    for (let no = 1; no <= 200; no += 1) await documentDocx(...letter(no))
    await documentsPdf(
      Array.from({ length: 200 }, (_, at) => {
        const [kind, content, marks] = letter(at + 1)
        return { kind, content, marks }
      }),
    )
  })
  const results = { letterMs: word, letterPdfMs: pdf, letterLimitMs: 100, letters200Ms: all, letters200LimitMs: 10_000 }
  if (Math.max(word, pdf) > results.letterLimitMs || all > results.letters200LimitMs)
    throw new Error(`letters are too slow: ${JSON.stringify(results)}`)
  return results
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function middle(times: number, work: () => Promise<unknown>): Promise<number> {
  const measured: number[] = []
  for (let at = 0; at < times; at += 1) measured.push(await timed(work))
  return measured.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0
}
