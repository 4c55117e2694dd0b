import type { Fen, IsoDate } from '../shared/quantities.ts'
import { readYuan } from './money.ts'
import { type PaymentWay, paymentWays } from './visits.ts'

export type WaySums = Readonly<Record<PaymentWay, Fen>>

/** How the closing of a desk's day stands; null: nobody has counted yet. */
export type ClosingStanding = { countedBy: string; isClosed: boolean; isEven: boolean; booked: WaySums } | null

export const closingRefusals = {
  day_in_future: '不能给以后的日子日结',
  already_closed: '这个窗口这一天已经日结',
  nothing_to_close: '这个窗口这一天没有收款，不用日结',
  difference_unexplained: '清点与账面不符：查明后写明差额原因，不能带着没有说明的差额日结',
  not_counted: '还没有清点',
  own_difference: '差额须由清点人以外的另一人复核认可',
  booked_since: '清点以后又有收款或冲销：请重新清点',
} as const
export type ClosingRefusal = keyof typeof closingRefusals

/** What was counted more (+) or less (−) than booked, by way. */
export const differencesOf = (booked: WaySums, counted: WaySums): WaySums => {
  const by = (way: PaymentWay) => counted[way] - booked[way]
  return { cash: by('cash'), pos: by('pos'), bank: by('bank'), offset: by('offset') }
}

const isEven = (booked: WaySums, counted: WaySums) =>
  Object.values(differencesOf(booked, counted)).every((difference) => difference === 0)

export type Count = {
  day: IsoDate
  today: IsoDate
  /** Payments and reversals of the day at the desk. */
  entries: number
  booked: WaySums
  counted: WaySums
  /** Why they differ; null: nothing is said. */
  reason: string | null
}

/** May a day be counted so? Without a difference it is closed by that; with one it waits for a second person. */
export function refuseCount(
  standing: ClosingStanding,
  { day, today, entries, booked, counted, reason }: Count,
): ClosingRefusal | null {
  if (day > today) return 'day_in_future'
  if (standing?.isClosed) return 'already_closed'
  if (entries === 0) return 'nothing_to_close'
  return !isEven(booked, counted) && reason === null ? 'difference_unexplained' : null
}

/** May this person accept the difference of a count? Only of what is still booked as it was when it was counted. */
export function refuseAcceptance(
  standing: ClosingStanding,
  { by, bookedNow }: { by: string; bookedNow: WaySums },
): ClosingRefusal | null {
  if (standing === null) return 'not_counted'
  if (standing.isClosed) return 'already_closed'
  if (standing.countedBy === by) return 'own_difference'
  return isEven(standing.booked, bookedNow) ? null : 'booked_since'
}

/** All that is in these sums. */
export const totalOf = (sums: WaySums): Fen => paymentWays.reduce((sum, way) => sum + sums[way], 0)

/** Reads what was counted; less than nothing where more was given back than taken. Nothing typed is nothing counted. */
export function readCounted(typed: string): ReturnType<typeof readYuan> {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return 0
  const isLess = /^[-\u2212]/.test(text)
  const read = readYuan(isLess ? text.slice(1) : text)
  return typeof read === 'number' && isLess ? -read : read
}
