import type { NoticeState } from '../../registrations/first/notice.ts'
import type { IsoDate } from '../../shared/quantities.ts'

/** What the matter of a notice is to whoever objects to it. */
export const connections = ['owner', 'co_owner', 'neighbour', 'buyer', 'creditor', 'other'] as const
export type Connection = (typeof connections)[number]

/**
 * How many notices one person may object to within a day. A setting of the house, to keep one phone from stopping all
 * registrations at once; at the counter there is no such bound.
 */
export const objectionsADay = 5

/** How many papers may be shown for one objection; more are brought to the counter. */
export const papersOfAnObjection = 12

export type ObjectingRefusal = { code: 'notice_over' | 'not_posted' | 'too_many_objections'; words: string }

/** Where to go when a notice is over: the entry can still be corrected, or be taken before a court. 不动产登记暂行条例实施细则 art. 79, 82, to be verified. */
const elsewhere =
  '如认为登记有错误，可以到不动产登记机构申请更正登记或者异议登记，也可以依法申请行政复议或者向人民法院起诉'

/** Whether somebody outside may object to a notice today; `today`: by the calendar of the office. */
export function refuseObjecting(
  notice: { state: NoticeState; endsOn: IsoDate | null },
  today: IsoDate,
): ObjectingRefusal | null {
  if (notice.endsOn === null || notice.state === 'drafted') return { code: 'not_posted', words: '这个公示还没有张贴' }
  const isOpen = notice.state === 'running' || notice.state === 'stopped'
  if (isOpen && today <= notice.endsOn) return null
  return { code: 'notice_over', words: `公示已于 ${notice.endsOn} 期满或已结束，不能再从这里提出异议。${elsewhere}` }
}
