import { AlignmentType, BorderStyle, Document, LineRuleType, Paragraph, type Table } from 'docx'
import type { Bulletin } from '#domain/reports/bulletin.ts'
import { type BulletinSection, dayWords, wordBulletin } from '#domain/reports/bulletin-words.ts'
import { periodWords, reportNames } from '#domain/reports/periods.ts'
import { wordFile } from '../platform/documents/docx-file.ts'
import { character, faces, pitch, red, run } from '../platform/documents/faces.ts'
import { officialPage } from '../platform/documents/page.ts'
import { tableOf } from '../platform/documents/table.ts'

const markWords = {
  day: `清零行动${reportNames.day}`,
  week: reportNames.week,
  ten_days: `清零行动${reportNames.ten_days}`,
  month: `清零行动${reportNames.month}`,
}

/** The report of a period as an official document: A4, 156 × 225 mm type area, 22 lines to the page. */
export function writeBulletinDocument(bulletin: Bulletin & { issuedOn: string }): Promise<Buffer> {
  const { title, sections } = wordBulletin(bulletin)
  const document = new Document({
    creator: 'qingling',
    title: title.join(''),
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        ...officialPage,
        children: [
          ...head(bulletin, title),
          ...sections.flatMap((section) => worded(section, section === sections.at(-1))),
          ...signature(bulletin),
        ],
      },
    ],
  })
  return wordFile(document)
}

function head({ regionName, issueNo, period }: Bulletin, [first, second]: readonly [string, string]): Paragraph[] {
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { line: 900, lineRule: LineRuleType.EXACT },
      children: [run(markWords[period.kind], faces.mark, { color: red })],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { ...pitch, after: 480 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 8 } },
      children: [
        run(
          `${regionName}清零行动办公室　　${periodWords(period)}　　${issueNo === 0 ? '草稿' : `第${issueNo}期`}`,
          faces.body,
        ),
      ],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { line: 700, lineRule: LineRuleType.EXACT, after: 480 },
      children: [run(first, faces.title), run(second, faces.title, { break: 1 })],
    }),
  ]
}

/** The last words stay on the page of the signature: it never stands alone. */
function worded(
  { heading, before, paragraphs, table, after }: BulletinSection,
  isLast: boolean,
): (Paragraph | Table)[] {
  return [
    new Paragraph({
      indent: { firstLine: 2 * character },
      spacing: pitch,
      keepNext: true,
      children: [run(heading, faces.heading)],
    }),
    ...[...before, ...paragraphs].map((text, at, all) => said(text, isLast && at === all.length - 1)),
    ...(table === undefined ? [] : [gap(), tableOf(table.header, table.shares, table.rows), gap()]),
    ...after.map((text, at) => said(text, isLast && at === after.length - 1)),
  ]
}

const said = (text: string, keepNext: boolean) =>
  new Paragraph({
    alignment: AlignmentType.BOTH,
    keepNext,
    indent: { firstLine: 2 * character },
    spacing: pitch,
    children: [run(text, faces.body)],
  })

const gap = () => new Paragraph({ spacing: { line: 200, lineRule: LineRuleType.EXACT }, children: [] })

/** The date begins two characters to the right of the office's name; the nearer of both ends two before the margin (GB/T 9704-2012, 7.3.5.2). */
function signature({ regionName, issuedOn }: Bulletin & { issuedOn: string }): Paragraph[] {
  const office = `${regionName}清零行动办公室`
  const date = dayWords(issuedOn)
  const dateEnd = Math.max(2, widthOf(office) - widthOf(date))
  const officeEnd = dateEnd + widthOf(date) + 2 - widthOf(office)
  return [
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      indent: { right: officeEnd * character },
      keepNext: true,
      spacing: { ...pitch, before: pitch.line },
      children: [run(office, faces.body)],
    }),
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      indent: { right: dateEnd * character },
      spacing: pitch,
      children: [run(date, faces.body)],
    }),
  ]
}

/** In characters of the body; a digit is half of one. */
const widthOf = (text: string) => text.length - text.replaceAll(/\D/g, '').length / 2
