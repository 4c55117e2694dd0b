import { type CellValue, type WriteSheet, writeXlsx } from 'hucre'
import { categoryNames } from '#domain/estates/categories.ts'
import { type Bulletin, dayWords, monthWords } from '#domain/reports/bulletin.ts'
import { obstacleNames } from '#domain/units/obstacles.ts'
import { harmless } from '../platform/workbooks.ts'

/** The annex of a bulletin: every line it ranks, its categories and the reasons why homes are open. */
export async function writeBulletinWorkbook(bulletin: Bulletin): Promise<Buffer> {
  const place = bulletin.level === 'city' ? '县（市、区）' : '小区'
  const { totals } = bulletin
  const total = [
    '',
    '合计',
    totals.estates,
    totals.units,
    totals.firstRegistered,
    totals.transferred,
    totals.open,
    totals.transferRate,
    totals.newFirstRegistered,
    totals.newTransferred,
  ]
  const lines = bulletin.lines.map(
    ({ rank, name, estates, units, firstRegistered, transferred, open, transferRate, change }) => [
      rank,
      harmless(name),
      estates,
      units,
      firstRegistered,
      transferred,
      open,
      transferRate,
      change?.firstRegistered ?? null,
      change?.transferred ?? null,
    ],
  )
  return Buffer.from(
    await writeXlsx({
      sheets: [
        sheet(
          bulletin,
          '进度与排名',
          [
            '名次',
            place,
            '小区数',
            '套数',
            '首次登记',
            '转移登记',
            '未办',
            '转移登记率（占套数）',
            '较上期首次登记',
            '较上期转移登记',
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
            of.units,
            of.firstRegistered,
            of.transferred,
            of.open,
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
      ],
    }),
  )
}

function sheet(
  { regionName, month, issueNo, asOf, since }: Bulletin,
  name: string,
  header: string[],
  rows: CellValue[][],
  widths: number[],
): WriteSheet {
  const title = `${regionName}清零行动${monthWords(month)}通报（第${issueNo}期）${name}`
  const note = `截至${dayWords(asOf)}；较上期：与截至${dayWords(since.day)}的数相比`
  return {
    name,
    rows: [[title], [note], header, ...rows],
    columns: widths.map((width, at) => ({ width, ...(header[at]?.startsWith('转移登记率') && { numFmt: '0.00%' }) })),
    freezePane: { rows: 3 },
  }
}
