import { AlignmentType, Document, LineRuleType, Packer, Paragraph, type Table } from 'docx'
import type { Responsibility } from '#contract/responsibility.ts'
import { dayWords } from '#domain/reports/bulletin-words.ts'
import { type CharterPart, charterParts } from '#domain/staff/charter-words.ts'
import { character, faces, pitch, run } from '../platform/documents/faces.ts'
import { officialPage } from '../platform/documents/page.ts'
import { tableOf } from '../platform/documents/table.ts'

/** The responsibility charter 成员名单及职责分工 as an official document, as things stand on a day. */
export function writeCharter(responsibility: Responsibility, regionName: string, today: string): Promise<Buffer> {
  const document = new Document({
    creator: 'qingling',
    title: `${regionName}清零行动成员名单及职责分工`,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        ...officialPage,
        children: [title(regionName, today), ...charterParts(responsibility).flatMap(section)],
      },
    ],
  })
  return Packer.toBuffer(document)
}

function title(regionName: string, today: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: 700, lineRule: LineRuleType.EXACT, after: 480 },
    children: [
      run(`${regionName}清零行动`, faces.title),
      run('成员名单及职责分工', faces.title, { break: 1 }),
      run(`（${dayWords(today)}）`, faces.body, { break: 1 }),
    ],
  })
}

function section({ heading, columns, rows }: CharterPart): (Paragraph | Table)[] {
  const paragraph = (text: string, face: (typeof faces)['heading' | 'body']) =>
    new Paragraph({
      indent: { firstLine: 2 * character },
      spacing: pitch,
      keepNext: rows.length > 0,
      children: [run(text, face)],
    })
  const titles = columns.map((column) => column.title)
  const shares = columns.map(({ width }) => width)
  const settled = rows.length > 0 ? tableOf(titles, shares, rows) : paragraph('尚未确定。', faces.body)
  return [paragraph(heading, faces.heading), settled]
}
