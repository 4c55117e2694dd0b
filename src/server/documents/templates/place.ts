import type PizZip from 'pizzip'

/** Where in a Word file something stands: in the text, a head or a foot, the how-manieth paragraph, and what it says. */
export type Place = { part: 'text' | 'head' | 'foot'; paragraph: number; near: string }

const parts = [
  [/^word\/document\.xml$/, 'text'],
  [/^word\/header\d*\.xml$/, 'head'],
  [/^word\/footer\d*\.xml$/, 'foot'],
] as const

type Said = { file: string; part: Place['part']; paragraph: number; begins: number; text: string }

/** Paragraphs are counted over those that say something. */
const placeOf = (said: Said | undefined): Place | null =>
  said ? { part: said.part, paragraph: said.paragraph, near: said.text.slice(0, 60) } : null

/** The first paragraph that holds a placeholder. */
export function findPlace(zip: PizZip, tag: string): Place | null {
  const all = saidIn(zip)
  const wanted = [`{${tag}`, `{#${tag}`, `{/${tag}`, `{^${tag}`, tag].filter((words) => words.trim() !== '')
  return placeOf(wanted.map((words) => all.find(({ text }) => text.includes(words))).find((said) => said !== undefined))
}

/** The paragraph with the character that stands so far into the words of a part. */
export function placeAt(zip: PizZip, file: string, offset: number): Place | null {
  return placeOf(saidIn(zip).findLast((said) => said.file === file && said.begins <= offset))
}

const saidIn = (zip: PizZip): Said[] =>
  parts.flatMap(([name, part]) =>
    Object.keys(zip.files)
      .filter((file) => name.test(file))
      .flatMap((file) => paragraphsOf(zip.file(file)?.asText() ?? '').map((said) => ({ file, part, ...said }))),
  )

/** The words of each paragraph that has some; what Word splits into runs is put together again. */
function paragraphsOf(xml: string): { paragraph: number; begins: number; text: string }[] {
  const said: { paragraph: number; begins: number; text: string }[] = []
  let begins = 0
  for (const paragraph of xml.split('</w:p>')) {
    const raw = [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text = '']) => text).join('')
    const text = raw.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
    if (text.trim() !== '') said.push({ paragraph: said.length + 1, begins, text: text.trim() })
    begins += text.length
  }
  return said
}
