import { type CodeFault, findCreditCodeFault, findIdFault } from '../../units/codes.ts'
import { maskIdNumber } from '../../units/masks.ts'
import type { OwnerEntry } from '../rows.ts'
import type { RecognisedColumn } from '../tables.ts'
import type { OwnerColumns } from './read-owners.ts'
import type { RowNotes } from './row-notes.ts'

/** 11 digits of a mobile number, or a landline with or without its area code. */
const phoneForm = /^(?:(?:\+?86)?1[3-9]\d{9}|(?:0\d{2,3}-?)?[2-8]\d{6,7}(?:-\d{1,6})?)$/

/** Says what is wrong with the documents and the telephone of a home's owners. */
export function judgeOwners(
  owners: readonly OwnerEntry[],
  columns: OwnerColumns,
  ownNumbers: number,
  notes: RowNotes,
): void {
  for (let at = 0; at < owners.length; at++) {
    const owner = owners[at]
    if (!owner) continue
    const column = at < ownNumbers ? columns.idNumber : (columns.coOwnerIds ?? columns.idNumber)
    if (owner.idNumber !== null && column) judgeDocument(owner.idKind, owner.idNumber, column, notes)
    if (owner.phone !== null && columns.phone) judgePhone(owner.phone, columns.phone, notes)
  }
}

function judgeDocument(idKind: OwnerEntry['idKind'], number: string, at: RecognisedColumn, notes: RowNotes): void {
  // Without a kind beside it, only a number of digits is taken for an identity card's.
  if (idKind === 'identity_card' || (idKind === null && /^[\dX]+$/.test(number))) judgeIdentityCard(number, at, notes)
  if (idKind === 'business') judgeCreditCode(number, at, notes)
}

function judgeIdentityCard(number: string, at: RecognisedColumn, notes: RowNotes): void {
  const fault = findIdFault(number)
  if (fault === null) {
    if (number.length === 15)
      notes.say({
        kind: 'id_15_digits',
        at,
        message: `身份证号为15位老号码：${maskIdNumber(number)}，请尽量换成18位号码`,
      })
    return
  }
  if (fault.fault === 'length')
    notes.say({ kind: 'id_length', at, message: `身份证号应为18位，现为${number.length}位` })
  if (fault.fault === 'form') notes.say({ kind: 'id_form', at, message: '身份证号含有不应有的字符' })
  if (fault.fault === 'birth_date')
    notes.say({ kind: 'id_birth_date', at, message: `身份证号中的出生日期 ${number.slice(6, 14)} 不存在` })
  if (fault.fault === 'check') judgeCheckCharacter(number, fault.expected, at, notes)
}

function judgeCheckCharacter(number: string, expected: string, at: RecognisedColumn, notes: RowNotes): void {
  // A spreadsheet keeps 15 digits of a number: one that came back as text ends in three noughts.
  if (number.endsWith('000')) {
    notes.say({
      kind: 'id_number_lost_digits',
      at,
      message: `身份证号末三位为000且校验不符，疑似存成数值时丢位：${maskIdNumber(number)}`,
    })
    return
  }
  const message = `身份证号校验码不符：末位为 ${number.charAt(17)}，按前17位应为 ${expected}，请核对证件`
  notes.say({ kind: 'id_check_digit', at, message })
}

/** Says what is wrong with a unified social credit code. */
export function judgeCreditCode(code: string, at: RecognisedColumn, notes: RowNotes): void {
  const fault: CodeFault | null = findCreditCodeFault(code)
  if (fault === null) return
  const said =
    fault.fault === 'check'
      ? `校验码不符：末位为 ${code.charAt(17)}，按前17位应为 ${fault.expected}`
      : fault.fault === 'length'
        ? `应为18位，现为${code.length}位`
        : '含有不应有的字符'
  notes.say({ kind: 'uscc_check', at, message: `统一社会信用代码${said}` })
}

/** Says when a telephone number cannot be one; several in a cell are told apart. */
export function judgePhone(phone: string, at: RecognisedColumn, notes: RowNotes): void {
  if (phone.length === 11 && phoneForm.test(phone)) return
  const wrong = phone.split(/[、,，;；/／]/).find((number) => !phoneForm.test(number))
  if (wrong !== undefined)
    notes.say({ kind: 'phone_invalid', at, message: `联系电话格式不对：${wrong}，手机号应为11位数字` })
}
