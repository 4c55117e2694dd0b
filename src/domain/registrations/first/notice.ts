import { dayNumber, dayOfNumber } from '../../shared/days.ts'
import type { IsoDate } from '../../shared/quantities.ts'
import { addCalendarDays, addWorkingDays, type WorkCalendar } from '../../tasks/calendar.ts'

export const noticeStates = ['drafted', 'running', 'stopped', 'passed', 'failed', 'withdrawn'] as const
export type NoticeState = (typeof noticeStates)[number]

export const noticeActs = ['post', 'object', 'decide', 'end', 'withdraw'] as const
export type NoticeAct = (typeof noticeActs)[number]

/** From which states each act is possible. An objection may still come while another one is undecided. */
export const noticeMoves = {
  post: ['drafted'],
  object: ['running', 'stopped'],
  decide: ['stopped'],
  end: ['running'],
  withdraw: ['drafted', 'running', 'stopped'],
} as const satisfies Record<NoticeAct, readonly NoticeState[]>

export const noticeActsFrom = (state: NoticeState): readonly NoticeAct[] =>
  noticeActs.filter((act) => (noticeMoves[act] as readonly NoticeState[]).includes(state))

export const dayKinds = ['working', 'calendar'] as const
export type DayKind = (typeof dayKinds)[number]

export const objectionDecisions = ['dismissed', 'taken_back', 'upheld'] as const
export type ObjectionDecision = (typeof objectionDecisions)[number]

/** The last day of a notice posted on a day: the day of posting is not counted. */
export const lastDayOf = (calendar: WorkCalendar, postedOn: IsoDate, days: number, kind: DayKind): IsoDate =>
  kind === 'working' ? addWorkingDays(calendar, postedOn, days) : addCalendarDays(calendar, postedOn, days)

/** The first day on which a notice may end: the one after its last. */
export const firstDayToEnd = (endsOn: IsoDate): IsoDate => dayOfNumber(dayNumber(endsOn) + 1)

/** What becomes of a notice by what was decided on its objections; one upheld is enough to end it. */
export function stateAfter(decisions: readonly (ObjectionDecision | null)[]): 'running' | 'stopped' | 'failed' {
  if (decisions.includes('upheld')) return 'failed'
  return decisions.includes(null) ? 'stopped' : 'running'
}

export type NoticeRefusal = { code: 'wrong_state' | 'too_early' | 'in_future' | 'before_submission'; words: string }

const stateTitles: Readonly<Record<NoticeState, string>> = {
  drafted: '尚未张贴',
  running: '正在公示',
  stopped: '因异议中止',
  passed: '已期满',
  failed: '异议成立，已终止',
  withdrawn: '已撤回',
}

const actTitles: Readonly<Record<NoticeAct, string>> = {
  post: '张贴',
  object: '登记异议',
  decide: '处理异议',
  end: '结束',
  withdraw: '撤回',
}

/** Whether this may be done with a notice today. */
export function refuseNoticeAct(
  act: NoticeAct,
  notice: { state: NoticeState; endsOn: IsoDate | null },
  today: IsoDate,
): NoticeRefusal | null {
  if (!noticeActsFrom(notice.state).includes(act))
    return { code: 'wrong_state', words: `公示${stateTitles[notice.state]}，不能${actTitles[act]}` }
  if (act === 'end' && notice.endsOn !== null && today <= notice.endsOn)
    return { code: 'too_early', words: `公示到 ${notice.endsOn} 期满，最早 ${firstDayToEnd(notice.endsOn)} 才能结束` }
  return null
}

/** Whether a notice may have been posted on a day: not before the application came in, and not tomorrow. */
export function refusePostingDay(postedOn: IsoDate, submittedOn: IsoDate, today: IsoDate): NoticeRefusal | null {
  if (postedOn > today) return { code: 'in_future', words: `张贴日 ${postedOn} 还没有到` }
  if (postedOn < submittedOn)
    return { code: 'before_submission', words: `张贴日 ${postedOn} 早于申请日 ${submittedOn}` }
  return null
}
