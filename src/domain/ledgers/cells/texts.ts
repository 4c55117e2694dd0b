import { type Cell, uncalculated } from '../sheet.ts'
import { isPlainText, toFullBrackets, toHalfWidth, withoutStrayBlanks } from './characters.ts'
import type { CellNotes } from './cleaning.ts'

/** Longest name or number a cell may hold; what is longer was pasted into the wrong cell. */
const longestName = 500
const dashes = new Set(['—', '——', '－', '-', '--', '/', '\\', '\\\\'])

/** Whether a cell says nothing. */
export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || cell === '' || (typeof cell === 'string' && cell.trim() === '')
}

/** A name or short word, cleaned; null when the cell is empty or dashed. */
export function readName(cell: Cell | undefined, notes: CellNotes): string | null {
  if (typeof cell === 'string') {
    const text = isPlainText(cell) ? cell : cleanText(cell, notes)
    if (text.length > longestName) return doubtLength(text, notes)
    return text === '' || dashes.has(text) ? null : text
  }
  if (typeof cell === 'number') return String(cell)
  if (cell === null || cell === undefined) return null
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  if ('error' in cell) return doubtError(cell.error, notes)
  notes.doubt('text_became_date', `“${labelOf(notes)}”被表格软件变成了日期 ${cell.day}，请按文本重新填写`)
  return null
}

/** A sentence or remark: only blanks at its ends are taken off; a date stays readable. */
export function readWords(cell: Cell | undefined, notes: CellNotes): string | null {
  if (typeof cell === 'string') return cell.trim() || null
  if (typeof cell === 'object' && cell !== null && 'day' in cell) return cell.day
  return readName(cell, notes)
}

function doubtLength(text: string, notes: CellNotes): null {
  notes.doubt('text_too_long', `“${labelOf(notes)}”有 ${text.length} 个字，疑似粘贴错了内容`)
  return null
}

/** An error such as `#REF!` is said at its cell; it has no value. */
export function doubtError(error: string, notes: CellNotes): null {
  const label = labelOf(notes)
  if (error === uncalculated)
    notes.doubt('cell_error', `“${label}”是公式，文件里没有它的结果`, '用表格软件打开并保存，或改为直接填写')
  else notes.doubt('cell_error', `“${label}”是公式错误 ${error}，请改为正确的内容`)
  return null
}

/** What the clerk calls the column of the cell at hand: the last part of its header. */
export function labelOf(notes: CellNotes): string {
  const { header, column } = notes.column
  return header.slice(header.lastIndexOf('/') + 1) || column
}

/** A text of digits and capital letters: no blanks, half-width, upper case. */
export function readCode(cell: Cell | undefined, notes: CellNotes, isGrouped = false): string | null {
  if (typeof cell !== 'string') return readName(cell, notes)
  if (isCode(cell) && cell.length <= longestName) return cell === '' ? null : cell
  return cleanCode(cell, notes, isGrouped)
}

function isCode(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (!((code >= 48 && code <= 57) || (code >= 65 && code <= 90))) return false
  }
  return true
}

function cleanCode(raw: string, notes: CellNotes, isGrouped: boolean): string | null {
  const half = toHalfWidth(raw)
  const closed = half.replace(/[\s\u00a0\u3000\u200b\ufeff]+/g, '').replace(/^'/, '')
  const upper = closed.toUpperCase()
  if (half !== raw) notes.cleaned('full_width', raw, upper)
  // Unit codes are customarily printed in four groups; only other blanks are worth telling.
  if (closed !== half && !isGrouped) notes.cleaned('space', raw, upper)
  if (upper !== closed) notes.cleaned('letter_case', raw, upper)
  if (upper.length > longestName) return doubtLength(upper, notes)
  return upper === '' || dashes.has(upper) ? null : upper
}

function cleanText(raw: string, notes: CellNotes): string {
  const half = toHalfWidth(raw)
  const bracketed = toFullBrackets(half)
  const clean = withoutStrayBlanks(bracketed)
  if (half !== raw) notes.cleaned('full_width', raw, clean)
  if (bracketed !== half) notes.cleaned('bracket', raw, clean)
  if (clean !== bracketed) notes.cleaned('space', raw, clean)
  return clean
}
