import { dayOf } from '../../shared/days.ts'
import type { IsoDate } from '../../shared/quantities.ts'
import { withoutStrayBlanks } from '../cells/characters.ts'
import type { EstateRow } from '../rows.ts'
import type { SheetRow } from '../sheet.ts'
import { dayInText, filledCells, loneText } from './row-shape.ts'

/** What stands above a table: its title and the line 填报单位 | 单位 | 填报时间. */
export type Preamble = {
  title: string | null
  reportedBy: string | null
  asOf: IsoDate | null
  /** Fen per unit where the line 单位：… names one: 100 for 元, 1000000 for 万元. */
  moneyFactor: number | null
}

/** Reads the rows above a header. */
export function readPreamble(rows: readonly SheetRow[]): Preamble {
  const preamble: Preamble = { title: null, reportedBy: null, asOf: null, moneyFactor: null }
  for (const row of rows) {
    const lone = loneText(row)
    if (preamble.title === null && lone && isTitle(lone)) preamble.title = withoutStrayBlanks(lone)
    for (const [at, { cell }] of filledCells(row).entries()) {
      if (typeof cell !== 'string') continue
      readFormLine(cell.replace(/[\s\u3000]/g, ''), filledCells(row)[at + 1]?.cell, preamble)
    }
  }
  if (preamble.asOf === null && preamble.title) preamble.asOf = findDay(preamble.title)
  return preamble
}

function isTitle(text: string): boolean {
  return (
    text.length >= 3 && !/^附[件表]\d*[:：]?$/.test(text) && !/^(?:填报|填表|报送|编制|单位)[^:：]{0,4}[:：]/.test(text)
  )
}

function readFormLine(text: string, next: unknown, preamble: Preamble): void {
  const reporter = /^(?:填报|填表|报送|编制|制表)(?:单位|部门)[:：](.+)$/.exec(text)?.[1]
  if (reporter) preamble.reportedBy ??= reporter
  if (/(?:填报|填表|统计|报送|上报|制表|截止|编制)(?:时间|日期)|截[至止]/.test(text)) {
    preamble.asOf ??= findDay(text) ?? (isDay(next) ? next.day : typeof next === 'string' ? findDay(next) : null)
  }
  const unit = /(?<!填报|填表|报送|编制|责任|制表)单位[:：]([^:：]*)$/.exec(text)?.[1]
  if (unit?.includes('万元')) preamble.moneyFactor = 1_000_000
  else if (unit?.includes('元')) preamble.moneyFactor = 100
}

function isDay(cell: unknown): cell is { day: IsoDate } {
  return typeof cell === 'object' && cell !== null && 'day' in cell
}

/** The first day a text names, or null. */
export function findDay(text: string): IsoDate | null {
  const parts = dayInText.exec(text)
  return parts ? dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) : null
}

const categoryWords: readonly [RegExp, NonNullable<EstateRow['category']>][] = [
  [/历史遗留|处遗|遗留/, 'legacy'],
  [/新区新建|新区/, 'new_district'],
  [/棚改|棚户/, 'shantytown'],
  [/新建|开发新建|增量/, 'new_build'],
]

/** The category a word or title names; null when it names none or several. */
export function categoryOf(text: string): EstateRow['category'] {
  const named = categoryWords.filter(([words]) => words.test(text)).map(([, category]) => category)
  if (named.includes('new_district') && !named.includes('legacy')) return 'new_district'
  return named.length === 1 ? (named[0] ?? null) : null
}
