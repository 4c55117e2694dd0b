import type { IsoDate } from '../shared/quantities.ts'

/** What a unit is before an act on it. */
export type UnitStanding = {
  firstRegisteredOn: IsoDate | null
  transferredOn: IsoDate | null
}

export type UnitAct =
  | { act: 'record_transfer'; on: IsoDate; certificateNo: string; today: IsoDate }
  | { act: 'record_obstacle'; on: IsoDate; openReason: string; today: IsoDate }

/** Why an act on a unit is refused, as a clerk is told. */
export const unitRefusals = {
  not_first_registered: '尚未首次登记，不能记录转移登记',
  already_transferred: '已办理转移登记',
  before_first_registration: '转移登记日期早于首次登记日期',
  date_in_future: '日期晚于今天',
} as const satisfies Record<string, string>
export type UnitRefusal = keyof typeof unitRefusals

/**
 * May this act happen to a unit standing so? `null` when it may. Transfer registration presupposes first registration
 * (实施细则 art. 24, to be verified) and ends the reasons for not transferring.
 */
export function refuseUnitAct(unit: UnitStanding, act: UnitAct): UnitRefusal | null {
  if (act.on > act.today) return 'date_in_future'
  if (unit.transferredOn !== null) return 'already_transferred'
  if (act.act === 'record_obstacle') return null
  if (unit.firstRegisteredOn === null) return 'not_first_registered'
  return act.on < unit.firstRegisteredOn ? 'before_first_registration' : null
}
