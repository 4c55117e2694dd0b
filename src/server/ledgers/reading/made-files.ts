import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterAll } from 'vitest'

/** A folder for the files one test file makes; it goes when the tests are done. */
export function madeFiles(): (name: string, content: string | Buffer) => string {
  const folder = mkdtempSync(join(tmpdir(), 'qingling-reading-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return (name, content) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
}

/** Bytes of a zip archive of these parts; `lie` may falsify what its directory says of a part. */
export function zipOf(
  parts: Readonly<Record<string, string | Buffer>>,
  lie: { inflatedSize?: number; isEncrypted?: boolean } = {},
): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes, { level: 9 })
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(lie.isEncrypted ? 0x801 : 0x800, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(lie.inflatedSize ?? bytes.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), fields, Buffer.from(name), packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), fields, tail, Buffer.from(name)]))
    locals.push(local)
    at += local.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, listing, end])
}

type MadeSheet = { name: string; state?: string; xml: string }

/** Parts of an .xlsx workbook whose sheets are given as XML. */
export function xlsxParts(
  sheets: readonly MadeSheet[],
  { strings, styles, workbookPr = '' }: { strings?: string; styles?: string; workbookPr?: string } = {},
): Record<string, string> {
  const entries = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}" state="${state ?? 'visible'}" r:id="rId${at + 1}"/>`,
  )
  const relations = sheets.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="x/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  if (strings) relations.push('<Relationship Id="s" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/>')
  if (styles) relations.push('<Relationship Id="t" Type="x/styles" Target="styles.xml"/>')
  return {
    'xl/workbook.xml': `<workbook xmlns:r="r">${workbookPr}<sheets>${entries.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    ...(strings ? { 'xl/sharedStrings.xml': strings } : {}),
    ...(styles ? { 'xl/styles.xml': styles } : {}),
    ...Object.fromEntries(sheets.map(({ xml }, at) => [`xl/worksheets/sheet${at + 1}.xml`, xml])),
  }
}

/** XML of a sheet of plain values: texts inline, numbers as numbers. */
export function sheetXml(rows: readonly (string | number | null)[][]): string {
  const xml = rows.map((cells) => `<row>${cells.map(cellXml).join('')}</row>`)
  return `<worksheet><sheetData>${xml.join('')}</sheetData></worksheet>`
}

function cellXml(cell: string | number | null): string {
  if (cell === null) return '<c/>'
  return typeof cell === 'number' ? `<c><v>${cell}</v></c>` : `<c t="inlineStr"><is><t>${cell}</t></is></c>`
}
