import { writeXlsx } from 'hucre'
import type { SurveyView } from '#contract/surveys.ts'
import { faultSentence } from '#domain/surveys/fault-words.ts'
import { surveyRules } from '#domain/surveys/faults.ts'
import { harmless } from '../platform/workbooks.ts'

/** What the checks found, row by row, for the surveyor to go through. */
export async function faultList({ estateName, version, faults }: SurveyView): Promise<Buffer> {
  const rows = faults.map((one, at) => [
    at + 1,
    surveyRules[one.rule].severity === 'error' ? '错误' : '提示',
    surveyRules[one.rule].title,
    harmless(one.at.sheet),
    one.at.cell,
    harmless(faultSentence(one, 'zh')),
  ])
  const sheet = {
    name: '检查结果',
    columns: [6, 8, 24, 18, 10, 80].map((width) => ({ width })),
    rows: [
      [`${estateName} 第 ${version} 次提交 检查结果`],
      ['序号', '级别', '规则', '工作表', '单元格', '说明'],
      ...rows,
    ],
    freezePane: { rows: 2 },
  }
  return Buffer.from(await writeXlsx({ sheets: [sheet] }))
}
