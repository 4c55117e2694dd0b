import { basisWords } from './basis-words.ts'
import type { NoticeAsked } from './papers.ts'

/** Desks a first registration passes side by side; review comes from a second person. */
export const firstGates = ['papers', 'inspection', 'notice', 'review'] as const
export type FirstGate = (typeof firstGates)[number]

export type OpenedGate = { gate: FirstGate; state: 'open' | 'not_needed'; basis: string | null }

/** 公告 is not on the legal list for houses on state-owned building land (实施细则 art. 17, to be verified). */
const noNoticeAsked =
  '《不动产登记暂行条例实施细则》（国土资源部令第63号）第十七条：国有建设用地上房屋的首次登记不在须公告之列，所用规则也未要求公示（条文待核对）'

/** The gates as an application opens them. A site is always looked at (实施细则 art. 16, to be verified); notice only where asked. */
export function gatesOf(notices: readonly NoticeAsked[], isAskedHere: boolean): readonly OpenedGate[] {
  const isAsked = notices.length > 0 || isAskedHere
  return firstGates.map((gate) =>
    gate === 'notice' && !isAsked
      ? { gate, state: 'not_needed', basis: noNoticeAsked }
      : { gate, state: 'open', basis: null },
  )
}

/** Why a notice is posted, in the words of its rule. */
export const noticeBasis = ({ rule, basis }: NoticeAsked): string => `${basisWords(basis)}（规则 ${rule}）`
