import { dayNumber } from '../shared/days.ts'
import type { IsoDate } from '../shared/quantities.ts'

/** What a third party may be qualified for. */
export const qualificationFields = ['survey', 'appraisal'] as const
export type QualificationField = (typeof qualificationFields)[number]

/** How long before its end a qualification is told to the office and to whoever holds it. Practice, to be verified. */
export const daysOfWarning = 60

type Term = { validFrom: IsoDate; validUntil: IsoDate; withdrawnOn: IsoDate | null }

export type QualificationState = 'coming' | 'valid' | 'ends_soon' | 'ended' | 'withdrawn'

/** How a qualification stands on a day; its last day still counts. */
export function qualificationState({ validFrom, validUntil, withdrawnOn }: Term, on: IsoDate): QualificationState {
  if (withdrawnOn !== null) return 'withdrawn'
  if (on < validFrom) return 'coming'
  if (on > validUntil) return 'ended'
  return dayNumber(validUntil) - dayNumber(on) <= daysOfWarning ? 'ends_soon' : 'valid'
}

const fieldWords = { survey: '测绘', appraisal: '评估' } as const satisfies Record<QualificationField, string>

export type QualificationRefusal = { code: 'no_qualification' | 'qualification_ended'; words: string }

/**
 * Why somebody may not take on or hand in work of a field on a day, or null: without any qualification, or with one that
 * no longer or not yet holds. Source: 《测绘资质管理办法》 and 《资产评估法》 art. 15, articles to be verified.
 */
export function refuseUnqualified(
  field: QualificationField,
  terms: readonly Term[],
  on: IsoDate,
): QualificationRefusal | null {
  const standing = terms.filter(({ withdrawnOn }) => withdrawnOn === null)
  if (standing.some((term) => term.validFrom <= on && on <= term.validUntil)) return null
  const word = fieldWords[field]
  const ended = standing.map(({ validUntil }) => validUntil).filter((until) => until < on)
  const [last] = ended.toSorted().reverse()
  if (last !== undefined)
    return { code: 'qualification_ended', words: `${word}资质已于 ${last} 到期，请先登记有效的资质` }
  return { code: 'no_qualification', words: `没有登记有效的${word}资质，请先登记` }
}
