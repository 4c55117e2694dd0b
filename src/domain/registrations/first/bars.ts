import type { Move } from '../moves.ts'
import type { Refusal } from '../refusals.ts'
import type { NoticeState } from './notice.ts'
import type { FirstRefusal } from './refusals.ts'

/** What lies behind a first registration when its gates are to be passed or it is to be entered. */
export type FirstBehind = {
  /** In the order in which they were made. */
  notices: readonly NoticeState[]
  /** A paper stands only once a rule's notice has passed. */
  owesNotice: boolean
  /** An inspection that found place and building in order, shown by photos. */
  isInspected: boolean
  /** What the law has against the estate today. */
  law: readonly FirstRefusal[]
}

const noticeWords: Partial<Record<NoticeState, string>> = {
  drafted: '公示拟好还没有张贴',
  running: '公示还没有期满',
  stopped: '公示有异议尚未处理，登记随之中止',
  failed: '公示的异议成立，不能登记；问题解决后重新公示',
}

/** Why the notice of a first registration is not over yet; `null`: it is, or there is none. Those withdrawn do not count. */
export const noticeLeft = (notices: readonly NoticeState[]): string | null =>
  noticeWords[notices.filter((state) => state !== 'withdrawn').at(-1) ?? 'passed'] ?? null

/** What forbids a move of a first registration beside what forbids it to any application. */
export function barFirst(move: Move, behind: FirstBehind): Refusal | null {
  const { notices, isInspected, law } = behind
  const left = noticeLeft(notices)
  if (move.act === 'pass' && move.gate === 'notice') return barNotice(move, behind, left)
  if (move.act === 'pass' && move.gate === 'inspection')
    return move.state === 'passed' && !isInspected
      ? { code: 'not_inspected', words: '还没有坐落相符、已竣工并附照片的实地查看' }
      : null
  if (move.act !== 'enter') return null
  const [against] = law
  return left ? { code: 'notice_not_over', words: left } : against ? { code: against.code, words: against.words } : null
}

/** The gate of the notice is passed by a notice that passed; it is left out only where no paper rests on one. */
function barNotice(
  { state }: { state: string },
  { notices, owesNotice }: FirstBehind,
  left: string | null,
): Refusal | null {
  if (left) return { code: 'notice_not_over', words: left }
  if (notices.includes('passed')) return null
  if (state === 'passed') return { code: 'no_notice', words: '还没有公示，不能办结公示环节' }
  return owesNotice ? { code: 'notice_owed', words: '有材料要经公示期满才具备，公示不能免、不能缓' } : null
}
