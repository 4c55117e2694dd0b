import { maskIdNumber } from '../../units/masks.ts'
import { labelOf, readCode, readName } from '../cells/texts.ts'
import type { OwnerEntry } from '../rows.ts'
import type { Cell } from '../sheet.ts'
import type { RecognisedColumn } from '../tables.ts'
import type { ColumnsByField } from './context.ts'
import type { RowNotes } from './row-notes.ts'

export type OwnerColumns = ColumnsByField<'ownerName' | 'idKind' | 'idNumber' | 'phone' | 'coOwners' | 'coOwnerIds'>

const partingMarks = /[、,，;；/／\n]/
const idKinds: readonly [RegExp, NonNullable<OwnerEntry['idKind']>][] = [
  [/身份证/, 'identity_card'],
  [/港|澳|台/, 'hk_mo_tw'],
  [/护照/, 'passport'],
  [/户口/, 'household_register'],
  [/军官|士兵|警官/, 'officer_card'],
  [/营业执照|信用代码|组织机构|法人证书/, 'business'],
]

/** A number in a cell too long for one: the spreadsheet has cut its last digits. */
const longestExactNumber = 999_999_999_999_999

/** Owners of a home, first owner first, co-owners from columns of their own behind. */
export function readOwners(cells: readonly Cell[], columns: OwnerColumns, notes: RowNotes): OwnerEntry[] {
  const idKind = readIdKind(cells, columns.idKind, notes)
  const phone = readPhone(cells, columns.phone, notes)
  const names = readNames(cells, columns.ownerName, notes)
  const numbers = readNumbers(cells, columns.idNumber, notes)
  const owners = pairOwners(names, numbers, { idKind, phone }, columns.idNumber ?? columns.ownerName, notes)
  if (!columns.coOwners && !columns.coOwnerIds) return owners
  const coNames = readNames(cells, columns.coOwners, notes)
  const coNumbers = readNumbers(cells, columns.coOwnerIds, notes)
  if (coNames.length === 0 && coNumbers.length === 0) return owners
  const coKind = { idKind: null, phone: null }
  return owners.concat(pairOwners(coNames, coNumbers, coKind, columns.coOwnerIds ?? columns.coOwners, notes))
}

function readIdKind(
  cells: readonly Cell[],
  column: RecognisedColumn | undefined,
  notes: RowNotes,
): OwnerEntry['idKind'] {
  if (!column) return null
  const cell = cells[column.index]
  if (cell === '身份证') return 'identity_card'
  notes.column = column
  const word = readName(cell, notes)
  if (word === null) return null
  return idKinds.find(([words]) => words.test(word))?.[1] ?? 'other'
}

function readPhone(cells: readonly Cell[], column: RecognisedColumn | undefined, notes: RowNotes): string | null {
  if (!column) return null
  notes.column = column
  const phone = readCode(cells[column.index], notes)
  if (phone === null || /^(?:无|暂无|不详)$/.test(phone)) return null
  return /^1\d\d-\d{4}-\d{4}$/.test(phone) ? phone.replaceAll('-', '') : phone
}

function readNames(cells: readonly Cell[], column: RecognisedColumn | undefined, notes: RowNotes): string[] {
  if (!column) return []
  notes.column = column
  const text = readName(cells[column.index], notes)
  if (text === null || text === '无') return []
  return partingMarks.test(text) ? text.split(partingMarks).filter((name) => name !== '') : [text]
}

function readNumbers(cells: readonly Cell[], column: RecognisedColumn | undefined, notes: RowNotes): string[] {
  if (!column) return []
  notes.column = column
  const cell = cells[column.index]
  if (typeof cell === 'number') return readNumberCell(cell, notes)
  if (typeof cell === 'string' && /^\d(?:\.\d+)?E\+?\d+$/i.test(cell)) return doubtLostDigits(cell, notes)
  const text = readCode(typeof cell === 'string' ? cell.replace(/[\n;；，]/g, '、') : cell, notes)
  if (text === null || text === '无') return []
  return partingMarks.test(text) ? text.split(partingMarks).filter((number) => number !== '') : [text]
}

function readNumberCell(cell: number, notes: RowNotes): string[] {
  if (cell > longestExactNumber) return doubtLostDigits(String(BigInt(Math.trunc(cell))), notes)
  return [String(cell)]
}

function doubtLostDigits(shown: string, notes: RowNotes): string[] {
  const message = `“${labelOf(notes)}”存成了数值，末三位已丢失：${shown.length < 15 ? shown : maskIdNumber(shown)}`
  notes.doubt('id_number_lost_digits', message, '把该列设为文本格式，按证件重新录入')
  return []
}

function pairOwners(
  names: readonly string[],
  numbers: readonly string[],
  { idKind, phone }: Pick<OwnerEntry, 'idKind' | 'phone'>,
  at: RecognisedColumn | undefined,
  notes: RowNotes,
): OwnerEntry[] {
  const count = Math.max(names.length, numbers.length)
  if (at && names.length > 0 && numbers.length > 0 && names.length !== numbers.length) {
    const message = `有 ${names.length} 个姓名、${numbers.length} 个证件号，个数不一致`
    notes.say({ kind: 'owner_count_mismatch', at, message, suggestion: '姓名与证件号按同一次序以顿号分隔' })
  }
  const owners: OwnerEntry[] = []
  for (let at = 0; at < count; at++) {
    const idNumber = numbers[at] ?? null
    owners.push({
      name: names[at] ?? null,
      idKind: idKind ?? kindOfNumber(idNumber),
      idNumber,
      phone: at === 0 ? phone : null,
    })
  }
  return owners
}

/** The kind of a document that has no kind beside it, where its form leaves no choice. */
function kindOfNumber(idNumber: string | null): OwnerEntry['idKind'] {
  if (idNumber === null) return null
  if (/^(?:\d{15}|\d{17}[\dX])$/.test(idNumber)) return 'identity_card'
  return /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(idNumber) ? 'business' : null
}
