import type { Cell } from '../sheet.ts'
import type { CellNotes } from './cleaning.ts'
import { readName } from './texts.ts'

const plainYes = wordSet('√ ✓ ✔ ☑ 是 有 1 Y y YES yes 对')
const doneWords = wordSet(
  '已 已办 已办理 已办结 已完成 完成 已转移 已登记 已办证 已发证 已领证 已过户 已缴 已缴清 合格 通过 已通过 齐全',
)
const plainNo = wordSet('× ✗ ✘ x X 否 无 0 N n NO no 没有 — —— － - /')
const undoneWords = wordSet(
  '未 未办 未办理 未办结 未完成 未转移 未登记 未办证 未发证 未领证 未过户 未缴 未通过 不合格 缺 缺失 办理中 正在办理',
)
/** Not done yet, with a way already named: worth keeping as a word. */
const pendingWords = wordSet('补办 待办 容缺')
const dashWords = wordSet('— —— － - /')

/** What a cell says to a question of yes or no; `word` is its literal word where that is neither. */
export type YesNo = { is: boolean | null; word: string | null }

const unsaid: YesNo = { is: null, word: null }
const yes: YesNo = { is: true, word: null }
const no: YesNo = { is: false, word: null }

/**
 * Reads √/是/有/1 and their contraries. A dash is a no, except in a column where the only yes is a result such as
 * 合格: there it says that nothing was tested.
 */
export function createYesNoReader(notes: CellNotes, isDashNo = true): (cell: Cell | undefined) => YesNo {
  const yesHabit = notes.habit('yes_no')
  const noHabit = notes.habit('yes_no')
  return (cell) => {
    const word = wordOf(cell, notes)
    if (word === null || (!isDashNo && dashWords.has(word))) return unsaid
    if (plainYes.has(word)) yesHabit.saw(word, word)
    if (plainYes.has(word) || doneWords.has(word)) return yes
    if (plainNo.has(word)) noHabit.saw(word, word)
    if (plainNo.has(word) || undoneWords.has(word)) return no
    return { is: pendingWords.has(word) ? false : claimOf(word), word }
  }
}

/** 已取得 is a yes, 尚未验收 a no; anything else is neither. */
function claimOf(word: string): boolean | null {
  if (/^已/.test(word)) return true
  return /^(?:未|尚未|暂未)/.test(word) ? false : null
}

function wordOf(cell: Cell | undefined, notes: CellNotes): string | null {
  if (cell === null || cell === undefined) return null
  if (typeof cell === 'string' && (plainYes.has(cell) || plainNo.has(cell))) return cell
  if (typeof cell === 'string' && plainNo.has(cell.trim())) return cell.trim()
  return readName(cell, notes)
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}
