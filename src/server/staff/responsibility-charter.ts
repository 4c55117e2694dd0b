import { AlignmentType, Document, LineRuleType, Packer, Paragraph, type Table } from 'docx'
import type { Responsibility, ResponsibleUnit } from '#contract/responsibility.ts'
import { dayWords } from '#domain/reports/bulletin-words.ts'
import { character, faces, pitch, run } from '../platform/documents/faces.ts'
import { officialPage } from '../platform/documents/page.ts'
import { tableOf } from '../platform/documents/table.ts'

const dutyWords: Readonly<Record<ResponsibleUnit['postings'][number]['duty'], string>> = {
  head: '一把手',
  deputy: '副职',
  liaison: '联络员',
  member: '成员',
}

/** The responsibility charter 成员名单及职责分工 as an official document, as things stand on a day. */
export function writeCharter(responsibility: Responsibility, regionName: string, today: string): Promise<Buffer> {
  const document = new Document({
    creator: 'qingling',
    title: `${regionName}清零行动成员名单及职责分工`,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        ...officialPage,
        children: [
          title(regionName, today),
          ...section('一、成员名单', memberTable(responsibility)),
          ...section('二、职责分工', dutyTable(responsibility.units)),
          ...section('三、包联', chargeTable(responsibility)),
        ],
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

function section(heading: string, table: Table | null): (Paragraph | Table)[] {
  const paragraph = (text: string, face: (typeof faces)['heading' | 'body']) =>
    new Paragraph({
      indent: { firstLine: 2 * character },
      spacing: pitch,
      keepNext: table !== null,
      children: [run(text, face)],
    })
  return [paragraph(heading, faces.heading), table ?? paragraph('尚未确定。', faces.body)]
}

/** Everybody who holds a post now, unit by unit, the head first. */
function memberTable({ units, people }: Responsibility): Table | null {
  const nameOf = new Map(people.map(({ id, name }) => [id, name]))
  const rows = units.flatMap(({ name, postings }) =>
    postings
      .filter(({ until }) => until === null)
      .map(({ personId, duty, from }) => [name, dutyWords[duty], nameOf.get(personId) ?? '', dayWords(from)]),
  )
  return rows.length === 0 ? null : tableOf(['单位（专班）', '职务', '姓名', '任职时间'], [4, 2, 2, 3], rows)
}

function dutyTable(units: readonly ResponsibleUnit[]): Table | null {
  const rows = units.map(({ name, duties }) => [name, duties ?? '尚未确定'])
  return rows.length === 0 ? null : tableOf(['单位（专班）', '工作职责'], [3, 8], rows)
}

function chargeTable({ charges, people }: Responsibility): Table | null {
  const nameOf = new Map(people.map(({ id, name }) => [id, name]))
  const rows = charges
    .filter(({ until }) => until === null)
    .map(({ place, personId, from }) => [place, nameOf.get(personId) ?? '', dayWords(from)])
  return rows.length === 0 ? null : tableOf(['包联范围', '包联人', '起始时间'], [6, 2, 3], rows)
}
