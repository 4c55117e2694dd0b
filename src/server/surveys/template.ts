import { type WriteSheet, writeXlsx } from 'hucre'
import { type SurveyColumn, surveySheets } from '#domain/surveys/columns.ts'
import { sheetKinds } from '#domain/surveys/survey.ts'
import { templateNotes } from './template-words.ts'

const required = {
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFFEB9C' } },
  font: { bold: true },
} as const
const optional = { font: { bold: true } } as const

/** The empty workbook a surveyor fills in: a sheet per table, required columns coloured, and how to fill them. */
export async function surveyTemplate(): Promise<Buffer> {
  const sheets: WriteSheet[] = sheetKinds.map((kind) => {
    const { title, columns } = surveySheets[kind]
    return {
      name: title,
      columns: columns.map(({ title: heading }) => ({ width: Math.max(10, heading.length * 2 + 4) })),
      rows: [columns.map(({ title: heading }) => heading)],
      cells: new Map(
        columns.map(({ title: value, isRequired }, at) => [
          `0,${at}`,
          { value, style: isRequired ? required : optional },
        ]),
      ),
      freezePane: { rows: 1 },
    }
  })
  const notes: WriteSheet = {
    name: '填表说明',
    columns: [{ width: 14 }, { width: 22 }, { width: 24 }, { width: 12 }, { width: 60 }],
    rows: [
      ...templateNotes.map((note) => [note]),
      [],
      ['表', '列', '数据库标准的表和字段', '是否必填', '也可以写作'],
      ...sheetKinds.flatMap((kind) => {
        const { title, national, columns } = surveySheets[kind]
        return columns.map((column) => [
          title,
          column.title,
          nationalName(national, column),
          column.isRequired ? '必填' : '',
          (column.also ?? []).join('、'),
        ])
      }),
    ],
  }
  return Buffer.from(await writeXlsx({ sheets: [...sheets, notes] }))
}

const nationalName = (table: string | null, { national = [] }: SurveyColumn) =>
  national.map((field) => `${table ?? ''}.${field}`).join('、')
