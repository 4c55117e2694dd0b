import { writeXlsx } from 'hucre'
import type { ResultLine } from '#contract/hand-over.ts'
import { type ResultFinding, resultFindingNames, resultFindings } from '#domain/registrations/hand-over/findings.ts'
import { type Actor, type Db, read } from '../../platform/acts.ts'
import { harmless } from '../../platform/workbooks.ts'
import { getResults, listResultLines } from './result-views.ts'

const columns = [
  { header: '文件行号', width: 9, cell: (line: ResultLine) => line.sheetRow },
  { header: '房屋', width: 40, cell: (line: ResultLine) => line.place },
  { header: '不动产单元号', width: 32, cell: (line: ResultLine) => line.unitCode },
  { header: '不动产权证号', width: 34, cell: (line: ResultLine) => line.certificateNo },
  { header: '登簿日期', width: 12, cell: (line: ResultLine) => line.enteredOn },
  { header: '对账结果', width: 22, cell: (line: ResultLine) => resultFindings[line.finding].title },
  { header: '说明', width: 60, cell: (line: ResultLine) => line.words },
] as const

const pageRows = 5000

/** The reconciliation as a workbook: how many of each kind, then every line with its reason. */
export async function reportWorkbook(
  db: Db,
  actor: Actor,
  { countyCode, fileId }: { countyCode: string; fileId: string },
  finding: ResultFinding | 'differing' | undefined,
): Promise<Buffer> {
  const file = await read(db, actor, (tx) => getResults(tx, countyCode, fileId))
  const lines: ResultLine[] = []
  let after: string | undefined
  do {
    const page = await read(db, actor, (tx) =>
      listResultLines(tx, { countyCode, fileId }, { finding, after, limit: pageRows }),
    )
    lines.push(...page.rows)
    after = page.next ?? undefined
  } while (after)
  const counts = resultFindingNames.map((name) => [resultFindings[name].title, file.counts[name] ?? 0])
  const workbook = await writeXlsx({
    sheets: [
      {
        name: '汇总',
        rows: [['结果文件', file.name], ['SHA-256', file.sha256], ['读入行数', file.rows], ...counts],
        columns: [{ width: 26 }, { width: 70 }],
      },
      {
        name: '对账明细',
        rows: [
          columns.map(({ header }) => header),
          ...lines.map((line) => columns.map(({ cell }) => harmless(cell(line)))),
        ],
        columns: columns.map(({ width }) => ({ width })),
        freezePane: { rows: 1 },
      },
    ],
  })
  return Buffer.from(workbook)
}
