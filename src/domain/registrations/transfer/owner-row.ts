import type { CellNotes } from '../../ledgers/cells/cleaning.ts'
import { readDay } from '../../ledgers/cells/dates.ts'
import { readAmount } from '../../ledgers/cells/numbers.ts'
import { createBuildingReader, readEntrance, readPlace, readRoom } from '../../ledgers/cells/places.ts'
import { readCode, readName, readWords } from '../../ledgers/cells/texts.ts'
import { type ColumnsByField, columnsByField } from '../../ledgers/rows/context.ts'
import { readOwners } from '../../ledgers/rows/read-owners.ts'
import type { RowNotes } from '../../ledgers/rows/row-notes.ts'
import type { OwnerEntry } from '../../ledgers/rows.ts'
import type { Cell } from '../../ledgers/sheet.ts'
import type { RecognisedColumn } from '../../ledgers/tables.ts'
import type { Fen, IsoDate } from '../../shared/quantities.ts'
import { normaliseCertificateNumber } from '../../units/codes.ts'
import type { Authorisation } from './applicants.ts'
import type { CoOwnership } from './shares.ts'
import type { OwnerField } from './workbook-columns.ts'

/** What one row of a developer's workbook says, cleaned; `null`: it does not say, or could not be read. */
export type OwnerRow = {
  unitCode: string | null
  estate: string | null
  building: string | null
  entrance: string | null
  room: string | null
  owners: readonly OwnerEntry[]
  coOwnership: CoOwnership | null
  /** As written, in the order of the owners. */
  shares: readonly string[]
  contractNo: string | null
  contractOn: IsoDate | null
  priceFen: Fen | null
  invoiceNo: string | null
  taxReceiptNo: string | null
  fundReceiptNo: string | null
  agent: { name: string | null; idNumber: string | null; authorisation: string | null } | null
  certificateNo: string | null
  /** Why the owner is another than the records have. */
  difference: string | null
  remark: string | null
}

type ReadField = OwnerField | 'place' | 'coOwners' | 'coOwnerIds'
export type OwnerRowColumns = ColumnsByField<ReadField>

const coOwnerships: readonly [RegExp, CoOwnership][] = [
  [/单独|独有|个人/, 'sole'],
  [/共同/, 'joint'],
  [/按份/, 'by_share'],
]

const authorisationWords: readonly [RegExp, Authorisation][] = [
  [/公证/, 'notary'],
  [/照片|手持|拍照|影像|视频/, 'photo'],
  [/现场|到场|当面|窗口/, 'on_site'],
]

/** How an agent was authorised, from the words of the cell; null: none of the known ways. */
export const readAuthorisation = (words: string): Authorisation | null =>
  authorisationWords.find(([pattern]) => pattern.test(words))?.[1] ?? null

/** The columns of an owners' table by what they say. */
export const ownerRowColumns = (columns: readonly RecognisedColumn[]): OwnerRowColumns => columnsByField(columns)

/** Makes the reader of a workbook's rows from its columns. */
export function createOwnerRowReader(columns: OwnerRowColumns, notes: RowNotes): (cells: readonly Cell[]) => OwnerRow {
  const readBuilding = createBuildingReader(notes)

  function read<Value>(
    field: ReadField,
    cells: readonly Cell[],
    reader: (cell: Cell | undefined, notes: CellNotes) => Value | null,
  ): Value | null {
    const column = columns[field]
    const cell = column && cells[column.index]
    if (!column || cell === null || cell === undefined) return null
    notes.column = column
    return reader(cell, notes)
  }

  return (cells) => {
    const place = columns.building && columns.room ? null : read('place', cells, readPlace)
    const coOwned = read('coOwnership', cells, readName)
    return {
      unitCode: read('unitCode', cells, (cell) => readCode(cell, notes, true)),
      estate: read('estate', cells, readName),
      building: read('building', cells, readBuilding) ?? place?.building ?? null,
      entrance: read('entrance', cells, readEntrance) ?? place?.entrance ?? null,
      room: read('room', cells, readRoom) ?? place?.room ?? null,
      owners: readOwners(cells, columns, notes),
      coOwnership: coOwned === null ? null : (coOwnerships.find(([words]) => words.test(coOwned))?.[1] ?? 'other'),
      shares: (read('shares', cells, readWords) ?? '').split(/[、,，;；\n]/).flatMap((share) => share.trim() || []),
      contractNo: read('contractNo', cells, readName),
      contractOn: read('contractOn', cells, readDay),
      priceFen: read('priceFen', cells, readPrice),
      invoiceNo: read('invoiceNo', cells, readName),
      taxReceiptNo: read('taxReceiptNo', cells, readName),
      fundReceiptNo: read('fundReceiptNo', cells, readName),
      agent: readAgent(cells),
      certificateNo: certificateOf(read('certificateNo', cells, readName)),
      difference: read('difference', cells, readWords),
      remark: read('remark', cells, readWords),
    }
  }

  function readAgent(cells: readonly Cell[]): OwnerRow['agent'] {
    const name = read('agentName', cells, readName)
    const idNumber = read('agentId', cells, readCode)
    const authorisation = read('authorisation', cells, readName)
    return name === null && idNumber === null && authorisation === null ? null : { name, idNumber, authorisation }
  }
}

const certificateOf = (written: string | null) => (written === null ? null : normaliseCertificateNumber(written))

const foreignMoney = /[$€£]|USD|HKD|EUR|美元|美金|港[元币]|欧元|英镑|日元/i

/** A price in fen; one in another currency is no price here. */
function readPrice(cell: Cell | undefined, notes: CellNotes): Fen | null {
  if (typeof cell !== 'string' || !foreignMoney.test(cell)) return readAmount(cell, notes)
  notes.doubt('number_expected', `价款应为人民币元，现为“${cell.trim()}”`)
  return null
}
