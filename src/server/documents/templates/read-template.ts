import Docxtemplater, { type DXT } from 'docxtemplater'
import PizZip from 'pizzip'
import type { DocumentContent } from '#domain/documents/content.ts'
import type { DocumentKind } from '#domain/documents/kinds.ts'
import { type Held, missingPlaceholders, pathsOf, unknownPlaceholders } from '#domain/documents/placeholders.ts'
import type { TemplateFault, TemplateFaultCode } from '#domain/documents/template-faults.ts'
import { findPlace, placeAt } from './place.ts'

/** Nothing on paper is this large; a small archive that unpacks to more is not a template. */
const largestUnpacked = 60 * 1024 * 1024

/** Reads a template: its placeholders as paths, or everything that is wrong with it. */
export function readTemplate(
  bytes: Buffer,
  kind: DocumentKind,
  example: DocumentContent,
): { paths: readonly string[]; faults: readonly TemplateFault[] } {
  const zip = openZip(bytes)
  if (!zip?.file('word/document.xml')) return { paths: [], faults: [{ code: 'no_word_file', tag: '' }] }
  const unsafe = unsafeParts(zip)
  if (unsafe.length > 0) return { paths: [], faults: unsafe }
  const compiled = compile(bytes, zip)
  if ('faults' in compiled) return { paths: [], faults: compiled.faults }
  const paths = pathsOf(compiled.held)
  const unknown = unknownPlaceholders(compiled.held).map(
    (tag): TemplateFault => ({ code: 'unknown', tag, ...findPlace(zip, tag) }),
  )
  if (unknown.length > 0) return { paths, faults: unknown }
  return { paths, faults: missingPlaceholders(paths, kind, example).map((tag) => ({ code: 'missing', tag })) }
}

/** The archive of a Word file; null for bytes that are none. */
export function openZip(bytes: Buffer): PizZip | null {
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return null
  try {
    return new PizZip(bytes)
  } catch {
    return null // the archive is torn
  }
}

function unsafeParts(zip: PizZip): TemplateFault[] {
  const names = Object.keys(zip.files)
  const unpacked = names.reduce((sum, name) => sum + sizeOf(zip, name), 0)
  if (unpacked > largestUnpacked) return [{ code: 'too_large', tag: '' }]
  const macros = names.filter((name) => /vbaProject|activeX|embeddings\//i.test(name))
  const outside = names
    .filter((name) => name.endsWith('.rels'))
    .flatMap(
      (name) =>
        zip
          .file(name)
          ?.asText()
          .match(/<Relationship [^>]*TargetMode="External"[^>]*>/g) ?? [],
    )
    .filter((relation) => !/\/hyperlink"/.test(relation))
  return [
    ...(macros.length > 0 ? [{ code: 'has_macros' as const, tag: macros[0] ?? '' }] : []),
    ...(outside.length > 0
      ? [{ code: 'refers_outside' as const, tag: /Target="([^"]*)"/.exec(outside[0] ?? '')?.[1] ?? '' }]
      : []),
  ]
}

/** The faces a Word file names, each once. */
export function fontsOf(bytes: Buffer): string[] {
  const zip = openZip(bytes)
  const xml = ['word/document.xml', 'word/styles.xml'].map((name) => zip?.file(name)?.asText() ?? '').join('')
  return [...new Set([...xml.matchAll(/w:eastAsia="([^"-]+)"/g)].map(([, name = '']) => name))]
}

/** What the archive says of a file before it is unpacked; the library does not name it in its types. */
function sizeOf(zip: PizZip, name: string): number {
  const file: { _data?: unknown } = Object(zip.files[name])
  const { uncompressedSize }: { uncompressedSize?: unknown } = Object(file._data)
  return typeof uncompressedSize === 'number' ? uncompressedSize : 0
}

/** A fault as the templating library tells it. */
type LibraryFault = {
  properties?: {
    id?: string
    xtag?: string
    closetag?: string
    file?: string
    offset?: number | readonly number[]
    errors?: LibraryFault[]
  }
}

/** Options under which templates are read and filled. */
export const templateOptions = {
  paragraphLoop: true,
  linebreaks: true,
  errorLogging: false,
  stripInvalidXMLChars: true,
  nullGetter: () => '',
} as const

function compile(bytes: Buffer, zip: PizZip): { held: Held } | { faults: TemplateFault[] } {
  const trees: DXT.Part[][] = []
  const collect: DXT.Module = {
    name: 'placeholders',
    set: ({ inspect }: { inspect?: { postparsed?: DXT.Part[] } }) => {
      if (inspect?.postparsed) trees.push(inspect.postparsed)
    },
  }
  try {
    new Docxtemplater(new PizZip(bytes), { ...templateOptions, modules: [collect] })
  } catch (error) {
    const { properties }: LibraryFault = Object(error)
    const all: readonly LibraryFault[] = properties?.errors ?? [Object(error)]
    const faults = all.map((fault) => faultOf(zip, fault))
    return { faults: faults.filter((fault, at) => faults.findIndex((other) => isSame(fault, other)) === at) }
  }
  return { held: heldIn(trees.flat()) }
}

function heldIn(parts: readonly DXT.Part[]): Held {
  const names = new Map<string, DXT.Part[]>()
  for (const { type, value, subparsed } of parts) {
    if (type === 'placeholder') names.set(value, [...(names.get(value) ?? []), ...(subparsed ?? [])])
  }
  return Object.fromEntries([...names].map(([name, inside]) => [name, heldIn(inside)]))
}

const isSame = (one: TemplateFault, other: TemplateFault) =>
  one.code === other.code && one.tag === other.tag && one.paragraph === other.paragraph

const codes: Record<string, TemplateFaultCode> = {
  unclosed_tag: 'unclosed',
  duplicate_open_tag: 'unclosed',
  unopened_tag: 'unopened',
  duplicate_close_tag: 'unopened',
  unclosed_loop: 'unclosed_loop',
  unopened_loop: 'unopened_loop',
  closing_tag_does_not_match_opening_tag: 'crossed_loop',
}

function faultOf(zip: PizZip, { properties }: LibraryFault): TemplateFault {
  const tag = (properties?.xtag ?? properties?.closetag ?? '').replaceAll(/[{}]/g, '').trim()
  const code = codes[properties?.id ?? ''] ?? 'unreadable'
  const offset = [properties?.offset ?? []].flat().at(-1)
  const place = offset === undefined ? findPlace(zip, tag) : placeAt(zip, properties?.file ?? '', offset)
  return { code, tag, ...place }
}
