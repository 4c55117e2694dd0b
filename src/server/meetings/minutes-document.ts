import { AlignmentType, BorderStyle, Document, LineRuleType, Paragraph, type Table } from 'docx'
import type { Meeting } from '#contract/meeting-shapes.ts'
import { meetingKinds } from '#domain/meetings/kinds.ts'
import { attendanceLines, itemLines, resolutionRows } from '#domain/meetings/minutes-words.ts'
import { dayWords } from '#domain/reports/bulletin-words.ts'
import { wordFile } from '../platform/documents/docx-file.ts'
import { character, type Face, faces, pitch, red, run } from '../platform/documents/faces.ts'
import { officialPage } from '../platform/documents/page.ts'
import { tableOf } from '../platform/documents/table.ts'

/** The minutes 会议纪要 as an official document: who came, what each unit said, what was resolved, by whom until when. */
export function writeMinutes(meeting: Meeting): Promise<Buffer> {
  const document = new Document({
    creator: 'qingling',
    title: `${meeting.title}会议纪要`,
    evenAndOddHeaderAndFooters: true,
    sections: [{ ...officialPage, children: [...head(meeting), ...body(meeting), ...signature(meeting)] }],
  })
  return wordFile(document)
}

function head({ countyName, title, number, heldOn, kind }: Meeting): Paragraph[] {
  return [
    centred('会议纪要', faces.mark, 0, red),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { ...pitch, after: 480 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 8 } },
      children: [
        run([number, `${countyName}清零行动办公室`, dayWords(heldOn)].filter(Boolean).join('　　'), faces.body),
      ],
    }),
    centred(title, faces.title, 120),
    centred(`（${meetingKinds[kind].title}）`, faces.body, 240),
  ]
}

const centred = (text: string, face: Face, after: number, color?: string) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: 800, lineRule: LineRuleType.AT_LEAST, after },
    children: [run(text, face, color ? { color } : {})],
  })

type Part = { heading: string; content: (Paragraph | Table)[] }
const numerals = ['一', '二', '三', '四', '五']

function body(meeting: Meeting): (Paragraph | Table)[] {
  const resolved = resolutionRows(meeting.items)
  const parts: Part[] = [
    { heading: '会议情况', content: lines([...openingLines(meeting), ...attendanceLines(meeting.attendance)]) },
    { heading: '议题和意见', content: lines(numbered(meeting)) },
    {
      heading: '议定事项',
      content:
        resolved.length === 0
          ? lines(['本次会议没有议定事项。'])
          : [tableOf(['编号', '事项', '责任单位', '责任人', '时限'], [10, 40, 22, 13, 15], resolved)],
    },
    { heading: '会上下达的任务', content: assigned(meeting) },
    { heading: '会议记录', content: lines((meeting.minutes ?? '').split('\n')) },
  ]
  return parts
    .filter(({ content }) => content.length > 0)
    .flatMap(({ heading, content }, at) => [
      new Paragraph({
        indent: { firstLine: 2 * character },
        spacing: { ...pitch, before: 160 },
        keepNext: true,
        children: [run(`${numerals[at]}、${heading}`, faces.heading)],
      }),
      ...content,
    ])
}

/** When and where the meeting was, who called and chaired it. */
export function openingLines({ heldOn, startsAt, place, chair, host }: Meeting): string[] {
  const when = `${dayWords(heldOn)}${startsAt ? ` ${startsAt}` : ''}`
  const parts = [place && `在${place}`, host && `由${host}召集`, chair && `${chair}主持`].filter(Boolean)
  return [`${[when, ...parts].join('，')}。`]
}

/** The first sentence of an item carries its number. */
export const numbered = ({ items }: Meeting): string[] =>
  items.flatMap((item) => itemLines(item).map((text, at) => (at === 0 ? `${item.no}. ${text}` : text)))

function assigned({ assigned: tasks }: Meeting): Table[] {
  if (tasks.length === 0) return []
  const rows = tasks.map(({ no, title, organisation, person, dueOn }) => [
    `${no}号`,
    title,
    organisation,
    person ?? '—',
    dueOn,
  ])
  return [tableOf(['编号', '任务', '责任单位', '责任人', '时限'], [10, 40, 22, 13, 15], rows)]
}

const lines = (texts: readonly string[]): Paragraph[] =>
  texts
    .filter((text) => text.trim() !== '')
    .map(
      (text) =>
        new Paragraph({
          alignment: AlignmentType.BOTH,
          indent: { firstLine: 2 * character },
          spacing: pitch,
          children: [run(text, faces.body)],
        }),
    )

function signature({ countyName, heldOn }: Meeting): Paragraph[] {
  return [`${countyName}清零行动办公室`, dayWords(heldOn)].map(
    (text, at) =>
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        indent: { right: 2 * character },
        keepNext: at === 0,
        spacing: { ...pitch, before: at === 0 ? pitch.line : 0 },
        children: [run(text, faces.body)],
      }),
  )
}
