import type PizZip from 'pizzip'

/** Where in a Word file something stands: in the text, a head or a foot, the how-manieth paragraph, and what it says. */
export type Place = { part: 'text' | 'head' | 'foot'; paragraph: number; near: string }

const parts = [
  [/^word\/document\.xml$/, 'text'],
  [/^word\/header\d*\.xml$/, 'head'],
  [/^word\/footer\d*\.xml$/, 'foot'],
] as const

/** The first paragraph that holds a placeholder, counted over those that say something; `context`: its words as they stand. */
export function findPlace(zip: PizZip, tag: string, context = ''): Place | null {
  const said = parts.flatMap(([name, part]) =>
    Object.keys(zip.files)
      .filter((file) => name.test(file))
      .flatMap((file) =>
        paragraphsOf(zip.file(file)?.asText() ?? '').map((text, at) => ({ part, paragraph: at + 1, text })),
      ),
  )
  const wanted = [context, `{${tag}`, `{#${tag}`, `{/${tag}`, `{^${tag}`, tag].filter(
    (words) => words.trim().length > 1,
  )
  const found = wanted
    .map((words) => said.find(({ text }) => text.includes(words)))
    .find((place) => place !== undefined)
  return found ? { part: found.part, paragraph: found.paragraph, near: found.text.slice(0, 60) } : null
}

/** The words of each paragraph that has some; what Word splits into runs is put together again. */
function paragraphsOf(xml: string): string[] {
  return xml
    .split(/<\/w:p>/)
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text = '']) => text).join(''),
    )
    .map((text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').trim())
    .filter((text) => text !== '')
}
