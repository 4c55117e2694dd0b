import { StringDecoder } from 'node:string_decoder'
import type { SheetOutline, SheetRow } from '#domain/ledgers/sheet.ts'
import { LedgerRefused } from '../refused.ts'
import { batchRows, type Sheet, type Workbook } from '../workbook.ts'
import type { Zip } from '../zip.ts'
import type { ZipEntry } from '../zip-directory.ts'
import { createSerialDays } from './days.ts'
import type { CellSources } from './scan-cell.ts'
import { loadSharedStrings, type SharedStrings } from './shared-strings.ts'
import { readSheetFrame } from './sheet-frame.ts'
import { createSheetScanner } from './sheet-scanner.ts'
import { dayStyles } from './styles.ts'
import { attribute, startTags } from './xml-text.ts'

const noStrings: SharedStrings = { at: () => null }

/** Opens an .xlsx workbook whose main part is `workbookPart`. The zip is closed with the workbook. */
export async function openXlsx(zip: Zip, workbookPart: ZipEntry, label: string): Promise<Workbook> {
  const xml = await zip.readText(workbookPart)
  const folder = workbookPart.name.slice(0, workbookPart.name.lastIndexOf('/') + 1)
  const targets = await relationTargets(zip, workbookPart, folder)
  const part = (kind: string) => zip.find([...targets.values()].find((target) => target.kind === kind)?.part ?? '')
  const stylesPart = part('styles')
  const stringsPart = part('sharedStrings')
  const sources: CellSources = {
    strings: stringsPart ? await loadSharedStrings(zip.read(stringsPart), label) : noStrings,
    dayStyles: stylesPart ? dayStyles(await zip.readText(stylesPart)) : new Uint8Array(),
    dayOf: createSerialDays(/^(1|true)$/.test(attribute(startTags(xml, 'workbookPr')[0] ?? '', 'date1904') ?? '')),
    label,
  }
  const sheets: Sheet[] = []
  for (const tag of startTags(xml, 'sheet')) {
    const target = targets.get(relationId(tag))
    const entry = target?.kind === 'worksheet' ? zip.find(target.part) : undefined
    if (entry) sheets.push(await openSheet(zip, entry, outlineOf(tag), sources))
  }
  if (sheets.length === 0) throw new LedgerRefused('empty', `“${label}”中没有工作表`)
  return { format: 'xlsx', sheets, close: () => zip.close() }
}

type Target = { kind: string; part: string }

/** The parts a workbook refers to, by relation id. */
async function relationTargets(zip: Zip, workbookPart: ZipEntry, folder: string): Promise<Map<string, Target>> {
  const name = workbookPart.name.slice(folder.length)
  const relations = zip.find(`${folder}_rels/${name}.rels`)
  const targets = new Map<string, Target>()
  if (!relations) return targets
  for (const tag of startTags(await zip.readText(relations), 'Relationship')) {
    const target = (attribute(tag, 'Target') ?? '').replaceAll('\\', '/')
    targets.set(attribute(tag, 'Id') ?? '', {
      kind: (attribute(tag, 'Type') ?? '').replace(/^.*\//, ''),
      part: target.startsWith('/') ? target : folder + target.replace(/^\.\//, ''),
    })
  }
  return targets
}

/** The relation id of a sheet tag; its namespace prefix differs from program to program. */
function relationId(tag: string): string {
  return /\s[\w.-]+:id\s*=\s*["']([^"']*)/.exec(tag)?.[1] ?? ''
}

function outlineOf(tag: string): Pick<SheetOutline, 'name' | 'visibility'> {
  const state = attribute(tag, 'state')
  const visibility = state === 'veryHidden' ? 'very_hidden' : state === 'hidden' ? 'hidden' : 'visible'
  return { name: attribute(tag, 'name') ?? '', visibility }
}

async function openSheet(
  zip: Zip,
  entry: ZipEntry,
  outline: Pick<SheetOutline, 'name' | 'visibility'>,
  sources: CellSources,
): Promise<Sheet> {
  const { prefix, hiddenColumns, merges } = await readSheetFrame(zip.read(entry), sources.label)
  return {
    ...outline,
    hiddenColumns,
    merges,
    bytes: entry.packedSize,
    progress: () => zip.progress(entry),
    rows: () => scan(zip.read(entry), createSheetScanner(prefix, sources)),
  }
}

async function* scan(chunks: AsyncIterable<Buffer>, feed: (piece: string) => SheetRow[]): AsyncGenerator<SheetRow[]> {
  const decoder = new StringDecoder('utf8')
  let batch: SheetRow[] = []
  for await (const chunk of chunks) {
    for (const row of feed(decoder.write(chunk))) batch.push(row)
    if (batch.length < batchRows) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
