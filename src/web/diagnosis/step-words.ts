import type { PathStep } from '#domain/diagnosis/diagnosis.ts'
import { count } from '../platform/format.ts'
import type { diagnosisWords } from './messages.ts'
import type { Names } from './names.ts'

type Text = (typeof diagnosisWords)['zh']

export const stepTitle = ({ title, titleEn }: { title: string; titleEn?: string | undefined }, { language }: Names) =>
  language === 'en' ? (titleEn ?? title) : title

/** Public notice and commitment of a step, in words. */
export function stepMarks({ notice, commitment }: Pick<PathStep, 'notice' | 'commitment'>, names: Names, text: Text) {
  const marks: string[] = []
  if (notice) {
    const { days, kind } = notice
    const said = days !== null && (kind === 'working' ? text.noticeWorking : text.noticeCalendar)(count(days))
    marks.push(said ? text.notice(said) : text.noticeUnset)
  }
  if (commitment) {
    const by = names.unit(commitment.by)
    marks.push(commitment.days === null ? text.commitment(by) : text.commitmentDays(by, count(commitment.days)))
  }
  return marks
}
