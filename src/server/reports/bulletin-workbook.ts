import { type CellStyle, type CellValue, type WriteSheet, writeXlsx } from 'hucre'
import { categoryNames } from '#domain/estates/categories.ts'
import type { Bulletin } from '#domain/reports/bulletin.ts'
import { homesOf, placeWords, reported, sinceWords } from '#domain/reports/bulletin-tables.ts'
import { dayWords } from '#domain/reports/bulletin-words.ts'
import { periodWords, reportNames } from '#domain/reports/periods.ts'
import { obstacleNames } from '#domain/units/obstacles.ts'
import { harmless } from '../platform/workbooks.ts'

/** The annex of a bulletin: every line it ranks, its categories and the reasons why homes are open. */
export async function writeBulletinWorkbook(bulletin: Bulletin): Promise<Buffer> {
  const { totals } = bulletin
  const than = sinceWords(bulletin)
  const total = [
    '',
    '合计',
    totals.estates,
    ...homesOf(totals),
    totals.transferRate,
    totals.newFirstRegistered,
    totals.newTransferred,
  ]
  const lines = bulletin.lines.map((line) => [
    line.rank,
    harmless(line.name),
    line.estates,
    ...homesOf(line),
    line.transferRate,
    line.change?.firstRegistered ?? null,
    line.change?.transferred ?? null,
  ])
  return Buffer.from(
    await writeXlsx({
      sheets: [
        sheet(
          bulletin,
          '进度与排名',
          [
            '名次',
            placeWords(bulletin),
            '小区数',
            '套数',
            '首次登记',
            '转移登记',
            '未办',
            '转移登记率（占套数）',
            `${than}首次登记`,
            `${than}转移登记`,
          ],
          [...lines, total],
          [6, 26, 9, 10, 10, 10, 9, 20, 15, 15],
        ),
        sheet(
          bulletin,
          '分类别',
          ['项目类别', '小区数', '套数', '首次登记', '转移登记', '未办', '转移登记率（占套数）'],
          bulletin.categories.map(({ category, ...of }) => [
            categoryNames[category],
            of.estates,
            ...homesOf(of),
            of.transferRate,
          ]),
          [14, 9, 10, 10, 10, 9, 20],
        ),
        sheet(
          bulletin,
          '未办原因',
          ['台账载明的原因', '套数'],
          bulletin.obstacles.map(({ obstacle, units }) => [obstacleNames[obstacle], units]),
          [24, 10],
        ),
        ...workSheets(bulletin),
      ],
    }),
  )
}

/** The counters and every task the report names. */
function workSheets(bulletin: Bulletin): WriteSheet[] {
  const { work } = bulletin
  if (!work) return []
  const counters = work.counters.map(({ word, measure, added, total }) => [
    harmless(word),
    measure,
    reported(added),
    reported(total),
  ])
  const tasks = [...work.overdue, ...work.writtenOff].map(
    ({ county, no, title, estate, organisation, person, dueOn, daysLate, writtenOffOn }) => [
      county,
      no,
      harmless(title),
      harmless(estate ?? ''),
      harmless(organisation),
      harmless(person ?? '未定'),
      dueOn,
      writtenOffOn === null ? daysLate : null,
      writtenOffOn,
    ],
  )
  return [
    sheet(bulletin, '工作量', ['工作', '计量', '本期', '累计'], counters, [30, 10, 10, 10]),
    sheet(
      bulletin,
      '逾期和销号任务',
      ['县（市、区）', '编号', '事项', '小区', '责任单位', '责任人', '时限', '逾期天数', '销号日期'],
      tasks,
      [12, 8, 40, 24, 20, 10, 12, 10, 12],
    ),
  ]
}

function sheet(bulletin: Bulletin, name: string, header: string[], rows: CellValue[][], widths: number[]): WriteSheet {
  const { regionName, period, issueNo, asOf, since } = bulletin
  const title = `${regionName}${reportNames[period.kind]}（${periodWords(period)}${issueNo === 0 ? '' : `，第${issueNo}期`}）${name}`
  const note = `截至${dayWords(asOf)}；${sinceWords(bulletin)}：与截至${dayWords(since.day)}的数相比`
  const style: CellStyle = {
    font: { bold: true },
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  }
  return {
    name,
    rows: [[title], [note], header, ...rows],
    cells: new Map([
      ['0,0', { style: { font: { bold: true, size: 14 } } }],
      ...header.map((_, at) => [`2,${at}`, { style }] as const),
    ]),
    columns: widths.map((width, at) => ({ width, ...(header[at]?.startsWith('转移登记率') && { numFmt: '0.00%' }) })),
    freezePane: { rows: 3 },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '$3:$3',
      horizontalCentered: true,
      showGridLines: true,
    },
  }
}
