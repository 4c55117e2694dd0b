import type { NoticeState } from '../../registrations/first/notice.ts'
import type { IsoDate } from '../../shared/quantities.ts'

/** What the matter of a notice is to whoever objects to it. */
export const connections = ['owner', 'co_owner', 'neighbour', 'buyer', 'creditor', 'other'] as const

/**
 * How many notices one person may object to within a day. A setting of the house, to keep one phone from stopping all
 * registrations at once; at the counter there is no such bound.
 */
export const objectionsADay = 5

/** How many papers may be shown for one objection; more are brought to the counter. */
export const papersOfAnObjection = 12

export type ObjectingRefusal = { code: 'notice_over'; words: string }

/** Where to go when a notice is over: 不动产登记暂行条例实施细则 art. 79, 82, to be verified. */
const elsewhere =
  '如认为登记有错误，可以到不动产登记机构申请更正登记或者异议登记，也可以依法申请行政复议或者向人民法院起诉'

/** Whether somebody outside may object to a posted notice today; its last day still counts. */
export function refuseObjecting(
  { state, endsOn }: { state: NoticeState; endsOn: IsoDate },
  today: IsoDate,
): ObjectingRefusal | null {
  const isOpen = state === 'running' || state === 'stopped'
  if (isOpen && today <= endsOn) return null
  const over = state === 'withdrawn' ? '公示已撤回' : `公示已于 ${endsOn} 期满或已结束`
  return { code: 'notice_over', words: `${over}，不能再从这里提出异议。${elsewhere}` }
}
