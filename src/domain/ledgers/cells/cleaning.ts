import type { FindingKind } from '../findings.ts'
import type { Cell } from '../sheet.ts'
import type { RecognisedColumn } from '../tables.ts'

/** Ways in which a cell was written otherwise than meant, each with one certain meaning. */
export const cleaningKinds = {
  space: '多余空格',
  full_width: '全角字符',
  bracket: '括号写法',
  letter_case: '字母大小写',
  building: '楼号写法',
  yes_no: '是否写法',
  date: '日期写法',
  month: '年月写法',
  number_as_text: '数值存为文本',
  thousands: '千分位',
  unit_word: '数值带单位',
  money_unit: '金额单位',
  same_as_above: '同上',
} as const

export type CleaningKind = keyof typeof cleaningKinds

/** How often one kind of cleaning was needed in a table, with the first cell it happened to. */
export type CleaningReport = {
  kind: CleaningKind
  count: number
  example: { cell: string; raw: string; clean: string }
}

/** The ways in which one column writes the same thing; all but the most frequent count as cleaned. */
export type Habit = { saw(writing: string, raw: Cell): void }

/** Where readers of cells say what they noticed; always about the cell at hand. */
export type CellNotes = {
  /** The column of the cell about to be read. */
  column: RecognisedColumn
  /** Whether the file knows numbers and days from text; in a delimited text file everything is text. */
  isTyped: boolean
  cleaned(kind: CleaningKind, raw: Cell, clean: string | number | boolean | null): void
  /** Begins to watch how the column at hand writes something. */
  habit(kind: CleaningKind): Habit
  doubt(kind: FindingKind, message: string, suggestion?: string): void
}
