import { normaliseCertificateNumber } from '../../units/codes.ts'
import type { CellNotes } from '../cells/cleaning.ts'
import { readDay } from '../cells/dates.ts'
import { readAmount, readArea } from '../cells/numbers.ts'
import { createBuildingReader, readEntrance, readFloor, readFloorPair, readPlace, readRoom } from '../cells/places.ts'
import { labelOf, readCode, readName, readWords } from '../cells/texts.ts'
import { createYesNoReader, type YesNo } from '../cells/yes-no.ts'
import type { UnitRow } from '../rows.ts'
import type { Cell } from '../sheet.ts'
import type { RecognisedColumn } from '../tables.ts'
import type { ColumnsByField } from './context.ts'
import { readOwners } from './read-owners.ts'
import type { RowNotes } from './row-notes.ts'

type UnitField =
  | Exclude<keyof UnitRow, 'owners'>
  | 'county'
  | 'place'
  | 'floorPair'
  | 'ownerName'
  | 'idKind'
  | 'idNumber'
  | 'phone'
  | 'coOwners'
  | 'coOwnerIds'
export type UnitColumns = ColumnsByField<UnitField>

const coOwnerships: readonly [RegExp, NonNullable<UnitRow['coOwnership']>][] = [
  [/单独|独有|个人/, 'sole'],
  [/共同/, 'joint'],
  [/按份/, 'by_share'],
]

/** Makes the reader of one unit ledger's rows from its columns. */
export function createUnitReader(columns: UnitColumns, notes: RowNotes): (cells: readonly Cell[]) => UnitRow {
  const readBuilding = createBuildingReader(notes)
  const readInvoice = createYesNoReader(notes)
  const readTransferred = createYesNoReader(notes)
  const readMailed = createYesNoReader(notes)

  function read<Value>(
    column: RecognisedColumn | undefined,
    cells: readonly Cell[],
    reader: (cell: Cell | undefined, notes: CellNotes) => Value | null,
  ): Value | null {
    if (column === undefined) return null
    const cell = cells[column.index]
    if (cell === null || cell === undefined) return null
    notes.column = column
    return reader(cell, notes)
  }

  // A ledger without columns of its own for building and room may have both in one: 3号楼2单元501室.
  const placeColumn = columns.building && columns.room ? undefined : columns.place

  return (cells) => {
    const place = read(placeColumn, cells, readPlace)
    const pair = read(columns.floorPair, cells, readFloorPair)
    return {
      serial: read(columns.serial, cells, readSerial),
      township: read(columns.township, cells, readName),
      estate: read(columns.estate, cells, readName),
      building: place ? place.building : read(columns.building, cells, readBuilding),
      entrance: place?.entrance ?? read(columns.entrance, cells, readEntrance),
      room: place ? place.room : read(columns.room, cells, readRoom),
      floor: pair ? pair[0] : read(columns.floor, cells, readFloor),
      floorsTotal: pair?.[1] ?? read(columns.floorsTotal, cells, readFloor),
      unitCode: read(columns.unitCode, cells, readUnitCode),
      use: read(columns.use, cells, readName),
      structure: read(columns.structure, cells, readName),
      areaM2: read(columns.areaM2, cells, readArea),
      innerAreaM2: read(columns.innerAreaM2, cells, readArea),
      sharedAreaM2: read(columns.sharedAreaM2, cells, readArea),
      owners: readOwners(cells, columns, notes),
      coOwnership: read(columns.coOwnership, cells, readCoOwnership),
      contractNo: read(columns.contractNo, cells, readName),
      priceFen: read(columns.priceFen, cells, readAmount),
      hasInvoice: read(columns.hasInvoice, cells, (cell) => claimOf(readInvoice(cell), notes)),
      deedTaxFen: read(columns.deedTaxFen, cells, readAmount),
      maintenanceFundFen: read(columns.maintenanceFundFen, cells, readAmount),
      firstRegisteredOn: read(columns.firstRegisteredOn, cells, readDay),
      isTransferred: read(columns.isTransferred, cells, (cell) => claimOf(readTransferred(cell), notes)),
      transferredOn: read(columns.transferredOn, cells, readDay),
      certificateNo: read(columns.certificateNo, cells, readCertificateNumber),
      openReason: read(columns.openReason, cells, readReason),
      isMailed: read(columns.isMailed, cells, (cell) => claimOf(readMailed(cell), notes)),
      liaison: read(columns.liaison, cells, readName),
      remark: read(columns.remark, cells, readWords),
    }
  }
}

function claimOf({ is, word }: YesNo, notes: CellNotes): boolean | null {
  if (is === null && word !== null)
    notes.doubt('yes_no_unreadable', `“${labelOf(notes)}”看不出是与否：${word}`, '填 √ 或 否')
  return is
}

/** A running number; one that a formula was to count says nothing that could be wrong. */
function readSerial(cell: Cell | undefined, notes: CellNotes): string | null {
  return typeof cell === 'object' ? null : readName(cell, notes)
}

function readUnitCode(cell: Cell | undefined, notes: CellNotes): string | null {
  return readCode(cell, notes, true)
}

function readCoOwnership(cell: Cell | undefined, notes: CellNotes): UnitRow['coOwnership'] {
  if (cell === '单独所有') return 'sole'
  const word = readName(cell, notes)
  return word === null ? null : (coOwnerships.find(([words]) => words.test(word))?.[1] ?? 'other')
}

/** Words that stand where there is no certificate yet. */
const withoutCertificate = /^(?:无|暂无|没有|[未待](?:办|发|领|出).*|(?:正在)?办理中)$/

/** A certificate number in its one way of writing. */
export function readCertificateNumber(cell: Cell | undefined, notes: CellNotes): string | null {
  const name = readName(cell, notes)
  if (typeof cell !== 'string' || name === null) return name
  if (withoutCertificate.test(name)) return null
  if (!/[〔【［[\s]/.test(name)) return name
  const normal = normaliseCertificateNumber(name)
  if (normal !== name) notes.cleaned('bracket', cell, normal)
  return normal
}

/** Why a home is still open; dashes and 无 say nothing. */
function readReason(cell: Cell | undefined, notes: CellNotes): string | null {
  const reason = readName(cell, notes)
  return reason === '无' ? null : reason
}
