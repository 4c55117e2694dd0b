import { campaignDays, dayNumber, isOvertimeDay, isWorkingDay, openDayAround } from './calendar.ts'
import type { CountyPlan } from './county-plans.ts'
import { at, type Draws } from './draws.ts'

/** Stands for "not transferred" in a list of transfer days. */
export const notTransferred = -1

/** When the homes of an estate are first-registered: one day per building, and how they are certified. */
export type FirstRegistration = { days: readonly number[]; isByBuilding: boolean; completedOn: number }

const opening = dayNumber('2021-05-24')
const reportingDay = dayNumber('2022-09-30')
const overtimeFrom = dayNumber('2022-03-01')

/** Days of first registration of an estate; few at the start, most of them towards the county's last day. */
export function drawFirstRegistration(
  county: CountyPlan,
  buildings: number,
  isLast: boolean,
  draws: Draws,
): FirstRegistration {
  const last = dayNumber(county.firstRegisteredBy)
  const drawn = Math.round(opening + (last - opening) * draws.next() ** 0.42)
  const completedOn = isLast ? last : openDayAround(drawn, opening, isWorkingDay)
  const isByBuilding = buildings > 2 && draws.chance(0.25)
  const days = Array.from({ length: buildings }, (_, building) => {
    if (!isByBuilding || building === buildings - 1) return completedOn
    return openDayAround(Math.max(opening, completedOn - draws.between(0, 25)), opening, isWorkingDay)
  })
  return { days, isByBuilding, completedOn }
}

/** The day around which an estate's owners come to register. */
export function drawRush(first: FirstRegistration, draws: Draws): number {
  const earliest = first.completedOn + 12
  return earliest + (reportingDay - 8 - earliest) * ((draws.next() + draws.next()) / 2)
}

/** The transfer day of one unit, after its first registration and by the city's reporting day. */
export function drawTransferDay(county: CountyPlan, firstDay: number, rush: number, draws: Draws): number {
  const earliest = firstDay + 3
  const share = draws.next()
  const inRush = rush + 9 * Math.log((share + 0.001) / (1.001 - share))
  const anyDay = earliest + draws.next() * (reportingDay - earliest)
  const wanted = Math.max(earliest, Math.round(draws.chance(0.78) ? inRush : anyDay))
  const day = wanted > reportingDay ? reportingDay - ((wanted - reportingDay) % 20) : wanted
  const worksOvertime = county.worksWeekends && day >= overtimeFrom && draws.chance(0.4)
  return openDayAround(day, firstDay + 1, worksOvertime ? isOvertimeDay : isWorkingDay)
}

/** The transfer day of a unit whose owner came only after the city's reporting day. */
export function drawLateTransferDay(draws: Draws): number {
  return openDayAround(draws.between(reportingDay + 1, campaignDays.length - 1), reportingDay + 1, isWorkingDay)
}

/** The numbers a county's certificates of one day start with; they restart every year. */
export type CertificateNumbers = { first: Int32Array; transfer: Int32Array }

/** Numbers the certificates of a county by day: first registrations of a day before its transfers. */
export function numberCertificates(firstDays: Iterable<number>, transferDays: Int16Array): CertificateNumbers {
  const firsts = countByDay(firstDays)
  const transfers = countByDay(transferDays)
  const numbers = { first: new Int32Array(campaignDays.length), transfer: new Int32Array(campaignDays.length) }
  let next = 1
  for (const [day, date] of campaignDays.entries()) {
    if (date.endsWith('-01-01')) next = 1
    numbers.first[day] = next
    numbers.transfer[day] = next + at(firsts, day)
    next += at(firsts, day) + at(transfers, day)
  }
  return numbers
}

/** A certificate number as printed: 晋（2022）汾阳市不动产权第0000001号. */
export function certificateNumber(county: CountyPlan, day: number, serial: number): string {
  return `晋（${at(campaignDays, day).slice(0, 4)}）${county.name}不动产权第${String(serial).padStart(7, '0')}号`
}

function countByDay(days: Iterable<number>): Int32Array {
  const counts = new Int32Array(campaignDays.length)
  for (const day of days) if (day !== notTransferred) counts[day] = at(counts, day) + 1
  return counts
}
