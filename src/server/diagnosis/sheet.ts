import { AlignmentType, BorderStyle, Document, LineRuleType, Packer, Paragraph, type Table } from 'docx'
import type { EstateDiagnosis } from '#contract/diagnosis.ts'
import { verdictWords } from '#domain/diagnosis/explain-words.ts'
import { character, type Face, faces, mm, pitch, run } from '../platform/documents/faces.ts'
import { officialPage } from '../platform/documents/page.ts'
import { tableOf } from '../platform/documents/table.ts'
import {
  alternativeRows,
  askLines,
  basisLines,
  conclusionLines,
  explanationLines,
  type Line,
  pathRows,
  policyLine,
  requirementRows,
  signingUnits,
} from './sheet-words.ts'

/** The diagnosis of an estate on paper for a meeting, as a plain official document that also prints in black and white. */
export function writeDiagnosisSheet(diagnosis: EstateDiagnosis): Promise<Buffer> {
  const document = new Document({
    creator: 'qingling',
    title: `${diagnosis.estateName}诊断表`,
    evenAndOddHeaderAndFooters: true,
    sections: [{ ...officialPage, children: [...head(diagnosis), ...body(diagnosis), ...signatures(diagnosis)] }],
  })
  return Packer.toBuffer(document)
}

function head(diagnosis: EstateDiagnosis): Paragraph[] {
  const { estateName, no, diagnosedOn, homes, waiting, diagnosis: first } = diagnosis
  return [
    centred('房屋产权登记确权颁证清零行动', faces.heading, 0),
    centred(`${estateName}诊断表`, faces.title, 240),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { ...pitch, after: 240 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 8, space: 6 } },
      children: [run(`第${no}次诊断　　${diagnosedOn}　　共${homes}套，待首次登记${waiting}套`, faces.body)],
    }),
    centred(`结论：${verdictWords.zh[first.verdict]}`, faces.heading, 0),
  ]
}

const centred = (text: string, face: Face, after: number) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: 700, lineRule: LineRuleType.AT_LEAST, after },
    children: [run(text, face)],
  })

type Part = { heading: string; content: (Paragraph | Table)[] }

function body(diagnosis: EstateDiagnosis): (Paragraph | Table)[] {
  const alternatives = alternativeRows(diagnosis)
  const parts: Part[] = [
    { heading: '结论', content: lines(conclusionLines(diagnosis)) },
    {
      heading: '首次登记要件',
      content: [tableOf(['要件', '情况', '责任单位', '依据'], [34, 32, 24, 10], requirementRows(diagnosis))],
    },
    { heading: '办理步骤', content: path(diagnosis) },
    {
      heading: '其他办法',
      content:
        alternatives.length === 0
          ? lines([{ text: '没有其他办法。', depth: 0 }])
          : [tableOf(['要件', '办法', '依据', '工作日'], [26, 50, 10, 14], alternatives)],
    },
    { heading: '判断理由', content: lines(explanationLines(diagnosis)) },
    { heading: '需核实的事实', content: lines(askLines(diagnosis)) },
    { heading: '依据和所依政策', content: lines([...basisLines(diagnosis), policyLine(diagnosis)]) },
  ]
  return parts.flatMap(({ heading, content }, at) => [
    new Paragraph({
      spacing: { ...pitch, before: 200 },
      keepNext: true,
      children: [run(`${numerals[at]}、${heading}`, faces.heading)],
    }),
    ...content,
  ])
}

function path(diagnosis: EstateDiagnosis): (Paragraph | Table)[] {
  const rows = pathRows(diagnosis)
  if (rows.length === 0) return lines([{ text: '没有待办步骤。', depth: 0 }])
  return [tableOf(['序号', '步骤', '责任单位', '工作日', '起止'], [8, 42, 22, 12, 16], rows)]
}

const numerals = ['一', '二', '三', '四', '五', '六', '七']

const lines = (texts: readonly Line[]): Paragraph[] =>
  texts.map(
    ({ text, depth }) =>
      new Paragraph({
        indent: { left: depth * character, firstLine: depth === 0 ? 2 * character : 0 },
        spacing: { line: depth === 0 ? 440 : 320, lineRule: LineRuleType.AT_LEAST },
        children: [run(text, depth === 0 ? faces.body : faces.cell)],
      }),
  )

/** A row for each unit with something to do and for the clearance office, with room to sign by hand. */
function signatures(diagnosis: EstateDiagnosis): (Paragraph | Table)[] {
  return [
    new Paragraph({
      spacing: { ...pitch, before: 300 },
      keepNext: true,
      children: [run('参会单位签字', faces.heading)],
    }),
    tableOf(
      ['单位', '意见', '签字', '日期'],
      [28, 36, 20, 16],
      signingUnits(diagnosis).map((unit) => [unit, '', '', '']),
      { rowHeight: mm(13) },
    ),
  ]
}
