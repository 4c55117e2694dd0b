import { daysInMonth } from '../shared/days.ts'

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const idCheckCharacters = '10X98765432'
const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const parcelForm = /^\d{12}[GJZ][ABSXCDEFLNHGWY]\d{5}$/
const unitForm = /^\d{12}[GJZ][ABSXCDEFLNHGWY]\d{5}(?:[FLQ]\d{8}|W0{8})$/
const certificateForm = /^(\p{Script=Han})（(\d{4})）(\p{Script=Han}+?)不动产(权|证明)第(\d{7})号$/u

/** What is wrong with a code; `expected` is the right check character where that is the fault. */
export type CodeFault = { fault: 'length' | 'form' | 'birth_date' } | { fault: 'check'; expected: string }

/** Check character of an identity number from its first 17 digits (GB 11643). */
export function idCheckCharacter(first17: string): string {
  let sum = 0
  for (let at = 0; at < 17; at++) sum += (first17.charCodeAt(at) - 48) * (idWeights[at] ?? 0)
  return idCheckCharacters.charAt(sum % 11)
}

/**
 * Fault of an identity card number, or null. Numbers of 15 digits, issued until 1999, have no check character. Age is
 * no fault.
 */
export function findIdFault(number: string): CodeFault | null {
  if (number.length === 15 && isDigits(number, 15)) {
    return isBirthDate(`19${number.slice(6, 12)}`) ? null : { fault: 'birth_date' }
  }
  if (number.length !== 18) return { fault: 'length' }
  const last = number.charCodeAt(17)
  if (!isDigits(number, 17) || !(last === 0x58 || (last >= 48 && last <= 57))) return { fault: 'form' }
  const expected = idCheckCharacter(number)
  if (number.charAt(17) !== expected) return { fault: 'check', expected }
  return isBirthDate(number.slice(6, 14)) ? null : { fault: 'birth_date' }
}

function isDigits(text: string, count: number): boolean {
  for (let at = 0; at < count; at++) {
    const code = text.charCodeAt(at)
    if (!(code >= 48 && code <= 57)) return false
  }
  return true
}

function isBirthDate(digits: string): boolean {
  const year = Number(digits.slice(0, 4))
  const day = Number(digits.slice(6, 8))
  return year >= 1850 && year < 2100 && day >= 1 && day <= daysInMonth(year, Number(digits.slice(4, 6)))
}

/** Check character of a unified social credit code from its first 17 characters (GB 32100); null when one is not allowed. */
export function creditCodeCheckCharacter(first17: string): string | null {
  let sum = 0
  for (let at = 0; at < 17; at++) {
    const value = creditAlphabet.indexOf(first17.charAt(at))
    if (value < 0) return null
    sum += value * (creditWeights[at] ?? 0)
  }
  return creditAlphabet.charAt((31 - (sum % 31)) % 31)
}

/** Fault of a unified social credit code, or null (GB 32100). */
export function findCreditCodeFault(code: string): CodeFault | null {
  if (code.length !== 18) return { fault: 'length' }
  const expected = creditCodeCheckCharacter(code)
  if (expected === null) return { fault: 'form' }
  return code.charAt(17) === expected ? null : { fault: 'check', expected }
}

/** Fault of a 28-character unit code 不动产单元号, or null (GB/T 37346). */
export function findUnitCodeFault(code: string): CodeFault | null {
  if (code.length !== 28) return { fault: 'length' }
  return unitForm.test(code) ? null : { fault: 'form' }
}

/** Fault of a 19-character parcel code 宗地代码, or null (GB/T 37346). */
export function findParcelCodeFault(code: string): CodeFault | null {
  if (code.length !== 19) return { fault: 'length' }
  return parcelForm.test(code) ? null : { fault: 'form' }
}

/** A certificate number taken apart: 晋（2022）方山县不动产权第0000001号. */
export type CertificateNumber = { province: string; year: number; place: string; serial: string; isProof: boolean }

/** A certificate number in its one way of writing: no blanks, half-width digits, full-width round brackets. */
export function normaliseCertificateNumber(text: string): string {
  return text
    .replace(/\s+/g, '')
    .replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[([〔【［]/g, '（')
    .replace(/[)\]〕】］]/g, '）')
}

/** Takes a normalised certificate number apart; null when it is not of that form. */
export function parseCertificateNumber(text: string): CertificateNumber | null {
  const parts = certificateForm.exec(text)
  if (!parts) return null
  const [, province = '', year = '', place = '', word, serial = ''] = parts
  return { province, year: Number(year), place, serial, isProof: word === '证明' }
}
