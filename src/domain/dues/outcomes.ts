import type { Uncomputed } from './computed.ts'

/**
 * What working out a due of a home comes to. `to_record`: known and not recorded yet; `assumed`: known only if what was
 * assumed holds; `free`: nothing is charged; `unknown`: something must be known first; `standing`: recorded already;
 * `registered`: the home has its certificate, nothing is asked of it any more.
 */
export const outcomeTitles = {
  to_record: { zh: '可登记', en: 'To be recorded' },
  assumed: { zh: '按假设', en: 'If what is assumed holds' },
  free: { zh: '免收', en: 'Free' },
  unknown: { zh: '缺条件', en: 'Not known yet' },
  standing: { zh: '已登记', en: 'Recorded' },
  registered: { zh: '已办证', en: 'Certificate issued' },
} as const

export type DueOutcome = keyof typeof outcomeTitles
export const dueOutcomes = Object.keys(outcomeTitles) as [DueOutcome, ...DueOutcome[]] // the keys of a literal that is not empty

/** What must be known first, said of many homes. */
export const unknownTitles = {
  contract_day: { zh: '缺合同日期', en: 'no day of contract' },
  price: { zh: '缺合同价', en: 'no price' },
  area: { zh: '缺面积', en: 'no area' },
  family_homes: { zh: '不知是家庭第几套', en: 'which home of the family?' },
  storeys: { zh: '缺总层数', en: 'no storeys' },
  rate: { zh: '没有标准', en: 'no rate' },
  due_day: { zh: '缺缴纳期限', en: 'no day it is due' },
} as const satisfies Record<Uncomputed['unknown'], { zh: string; en: string }>

export const unknownReasons = Object.keys(unknownTitles) as [Uncomputed['unknown'], ...Uncomputed['unknown'][]] // the keys of a literal that is not empty
