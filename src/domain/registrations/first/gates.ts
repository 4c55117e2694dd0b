import { gatesOf, type NewGate } from '../gates.ts'
import { basisWords } from './basis-words.ts'
import type { NoticeAsked } from './papers.ts'

/** 公告 is not on the legal list for houses on state-owned building land (实施细则 art. 17, to be verified). */
const noNoticeAsked =
  '《不动产登记暂行条例实施细则》（国土资源部令第63号）第十七条：国有建设用地上房屋的首次登记不在须公告之列，所用规则也未要求公示（条文待核对）'

/** The gates as an application opens them. A site is always looked at (实施细则 art. 16, to be verified); notice only where asked. */
export function firstGates(notices: readonly NoticeAsked[], isAskedHere: boolean): readonly NewGate[] {
  const isAsked = notices.length > 0 || isAskedHere
  return gatesOf.first.map((gate) =>
    gate === 'notice' && !isAsked
      ? { gate, state: 'not_needed', basis: noNoticeAsked }
      : { gate, state: 'open', basis: null },
  )
}

/** Why a notice is posted, in the words of its rule. */
export const noticeBasis = ({ title, basis }: NoticeAsked): string => `${basisWords(basis)}（“${title}”）`
