import type { ResultFinding } from './findings.ts'
import { type JudgedLine, judgeLine } from './judge-line.ts'
import type { Known } from './known.ts'
import type { ResultRow } from './result-row.ts'

/** A home handed over of which an answer is awaited. */
export type Awaited = {
  applicationId: string
  unitId: string
  place: string
  unitCode: string | null
  handedOverAs: string
  isEntered: boolean
}

type MissingLine = { awaited: Awaited; finding: ResultFinding; words: string }

export type Reconciliation = { lines: readonly JudgedLine[]; missing: readonly MissingLine[] }

/**
 * Holds a file of results against the records: every line is judged, then the lines against each other, then what was
 * handed over against the lines. A faulty line never holds up another, but for those of the same home, of the same
 * certificate, or of one first registration, which is entered whole.
 */
export function reconcile(rows: readonly ResultRow[], known: Known, awaited: readonly Awaited[]): Reconciliation {
  const lines = wholeFirstRegistrations(numbersOnce(homesOnce(rows.map((row) => judgeLine(row, known)))))
  const told = new Set(lines.flatMap(({ home }) => (home ? [home.unitId] : [])))
  const missing = awaited
    .filter(({ unitId }) => !told.has(unitId))
    .map(
      (one): MissingLine => ({
        awaited: one,
        finding: 'not_there',
        words: `${one.handedOverAs}已移交${one.isEntered ? '，本系统已登簿' : ''}，结果文件中没有`,
      }),
    )
  return { lines, missing }
}

const said = ({ certificateNo, enteredOn, isRefused }: ResultRow) => `${certificateNo}|${enteredOn}|${isRefused}`

/** A home told of twice: the same words count once; where they differ, none of them counts. */
function homesOnce(lines: readonly JudgedLine[]): JudgedLine[] {
  const byHome = grouped(lines, ({ home, kind }) => (home ? `${home.unitId}:${kind}` : null))
  return lines.map((line) => {
    const group = line.home ? (byHome.get(`${line.home.unitId}:${line.kind}`) ?? []) : []
    const [first] = group
    if (!first || group.length < 2) return line
    const rowsOf = group
      .filter((other) => other !== line)
      .map(({ row }) => `第 ${row.sheetRow} 行`)
      .join('、')
    if (group.some(({ row }) => said(row) !== said(first.row)))
      return { ...line, finding: 'twice_in_file', words: `与${rowsOf}是同一套房屋而内容不同，均未采用` }
    return line === first ? line : { ...line, finding: 'twice_in_file', words: `与${rowsOf}相同，只采用一次` }
  })
}

/** One number for two homes: none of them is entered. */
function numbersOnce(lines: readonly JudgedLine[]): JudgedLine[] {
  const byNumber = grouped(lines, ({ finding, kind, row }) =>
    finding === 'to_enter' && kind === 'transfer' ? row.certificateNo : null,
  )
  return lines.map((line) => {
    const group =
      line.finding === 'to_enter' && line.kind === 'transfer' ? (byNumber.get(line.row.certificateNo ?? '') ?? []) : []
    if (group.length < 2) return line
    const rowsOf = group
      .filter((other) => other !== line)
      .map(({ row }) => `第 ${row.sheetRow} 行`)
      .join('、')
    return { ...line, finding: 'number_taken', words: `证号 ${line.row.certificateNo} 与${rowsOf}相同` }
  })
}

/** A first registration is entered when all its homes are told of, and of one day. */
function wholeFirstRegistrations(lines: readonly JudgedLine[]): JudgedLine[] {
  const toEnter = lines.filter(
    ({ finding, kind, application }) => finding === 'to_enter' && kind === 'first' && application !== null,
  )
  const byApplication = grouped(toEnter, ({ application }) => application?.id ?? null)
  return lines.map((line) => {
    const { application } = line
    const group =
      line.finding === 'to_enter' && line.kind === 'first' && application
        ? (byApplication.get(application.id) ?? [])
        : []
    if (!application || group.length === 0) return line
    const days = new Set(group.map(({ row }) => row.enteredOn))
    if (group.length < application.homes)
      return {
        ...line,
        finding: 'incomplete',
        words: `这件首次登记共 ${application.homes} 套，结果中可登簿的只有 ${group.length} 套`,
      }
    return days.size === 1
      ? line
      : { ...line, finding: 'incomplete', words: `这件首次登记各套的登簿日期不同：${[...days].join('、')}` }
  })
}

function grouped(lines: readonly JudgedLine[], keyOf: (line: JudgedLine) => string | null): Map<string, JudgedLine[]> {
  const groups = new Map<string, JudgedLine[]>()
  for (const line of lines) {
    const key = keyOf(line)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(line)
    else groups.set(key, [line])
  }
  return groups
}
