import { writeXlsx } from 'hucre'
import { ownerColumns } from '#domain/registrations/transfer/workbook-columns.ts'

const neededWords = {
  always: { zh: '必填', en: 'needed' },
  place: { zh: '单元号，或楼号房号', en: 'unit code, or building and room' },
  sometimes: { zh: '按情况', en: 'where it applies' },
} as const

const bold = { font: { bold: true } }

/** The workbook a developer fills in: an empty sheet of owners, and how each column is filled, with an example. */
export async function ownersTemplate(): Promise<Buffer> {
  const rows = [ownerColumns.map(({ label }) => label)]
  const explanations = ownerColumns.map(({ label, needed, explanation, example, explanationEn }) => [
    label,
    neededWords[needed].zh,
    explanation,
    example,
    `${neededWords[needed].en}. ${explanationEn}`,
  ])
  const head = new Map(ownerColumns.map((_, column) => [`0,${column}`, { style: bold }]))
  return Buffer.from(
    await writeXlsx({
      sheets: [
        {
          name: '业主',
          rows,
          cells: head,
          columns: ownerColumns.map(({ width }) => ({ width })),
          freezePane: { rows: 1 },
        },
        {
          name: '填写说明',
          rows: [
            ['每户一行，一次最多 10000 行。不要改动列名；用不到的列可以删去。证件号码的列请设为文本格式。'],
            [],
            ['列名', '是否必填', '怎么填', '示例', 'How to fill it in'],
            ...explanations,
          ],
          columns: [20, 20, 64, 40, 80].map((width) => ({ width })),
        },
      ],
    }),
  )
}
