/** Kinds of files that prove something: by the ending of the name, with how their content begins where it tells. */
type FileKind = { media: string; begins: readonly string[] }

const zip = '504b0304'
const compound = 'd0cf11e0a1b11ae1'
const office = 'application/vnd.openxmlformats-officedocument'

/** `begins`: hexadecimal; `..` any byte. None: plain text, told by having no control characters. */
const kinds: Readonly<Record<string, FileKind>> = {
  pdf: { media: 'application/pdf', begins: ['25504446'] },
  jpg: { media: 'image/jpeg', begins: ['ffd8ff'] },
  jpeg: { media: 'image/jpeg', begins: ['ffd8ff'] },
  png: { media: 'image/png', begins: ['89504e470d0a1a0a'] },
  gif: { media: 'image/gif', begins: ['474946383761', '474946383961'] },
  bmp: { media: 'image/bmp', begins: ['424d'] },
  tif: { media: 'image/tiff', begins: ['49492a00', '4d4d002a'] },
  tiff: { media: 'image/tiff', begins: ['49492a00', '4d4d002a'] },
  webp: { media: 'image/webp', begins: ['52494646........57454250'] },
  heic: { media: 'image/heic', begins: ['........66747970'] },
  mp4: { media: 'video/mp4', begins: ['........66747970'] },
  docx: { media: `${office}.wordprocessingml.document`, begins: [zip] },
  xlsx: { media: `${office}.spreadsheetml.sheet`, begins: [zip] },
  pptx: { media: `${office}.presentationml.presentation`, begins: [zip] },
  ofd: { media: 'application/ofd', begins: [zip] },
  odt: { media: 'application/vnd.oasis.opendocument.text', begins: [zip] },
  ods: { media: 'application/vnd.oasis.opendocument.spreadsheet', begins: [zip] },
  zip: { media: 'application/zip', begins: [zip] },
  doc: { media: 'application/msword', begins: [compound] },
  xls: { media: 'application/vnd.ms-excel', begins: [compound] },
  wps: { media: 'application/vnd.ms-works', begins: [compound, zip] },
  et: { media: 'application/vnd.ms-excel', begins: [compound, zip] },
  txt: { media: 'text/plain', begins: [] },
  csv: { media: 'text/csv', begins: [] },
  md: { media: 'text/markdown', begins: [] },
}

export type EvidenceFile = { name: string; bytes: number; head: Uint8Array }

export type EvidenceRefusal = 'empty_file' | 'unknown_kind' | 'other_content'

/** What a file is, when it is what its name says; else why it proves nothing. `head` is how it begins, 64 bytes or all. */
export function evidenceKind({ name, bytes, head }: EvidenceFile): { media: string } | { refusal: EvidenceRefusal } {
  if (bytes === 0) return { refusal: 'empty_file' }
  const kind = kinds[/\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '']
  if (!kind) return { refusal: 'unknown_kind' }
  const isIt = kind.begins.length === 0 ? isText(head) : kind.begins.some((pattern) => beginsWith(head, pattern))
  return isIt ? { media: kind.media } : { refusal: 'other_content' }
}

function beginsWith(head: Uint8Array, pattern: string): boolean {
  const bytes = pattern.match(/../g) ?? []
  return bytes.every((byte, at) => byte === '..' || head[at] === Number.parseInt(byte, 16))
}

/** Text has no control characters but tabulator, line feed, form feed and carriage return. */
const isText = (head: Uint8Array) => head.every((byte) => byte >= 32 || [9, 10, 12, 13].includes(byte))
