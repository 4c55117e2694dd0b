import type { Move } from '../moves.ts'
import type { Refusal } from '../refusals.ts'
import type { NoticeState } from './notice.ts'
import type { FirstRefusal } from './refusals.ts'

/** What lies behind a first registration when its gates are to be passed or it is to be entered. */
export type FirstBehind = {
  /** In the order in which they were made. */
  notices: readonly NoticeState[]
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
export function barFirst(move: Move, { notices, isInspected, law }: FirstBehind): Refusal | null {
  const left = noticeLeft(notices)
  if (move.act === 'pass' && move.gate === 'notice') {
    if (left) return { code: 'notice_not_over', words: left }
    return move.state === 'passed' && !notices.includes('passed')
      ? { code: 'no_notice', words: '还没有公示，不能办结公示环节' }
      : null
  }
  if (move.act === 'pass' && move.gate === 'inspection')
    return move.state === 'passed' && !isInspected
      ? { code: 'not_inspected', words: '还没有坐落相符、已竣工并附照片的实地查看' }
      : null
  if (move.act !== 'enter') return null
  const [against] = law
  return left ? { code: 'notice_not_over', words: left } : against ? { code: against.code, words: against.words } : null
}
