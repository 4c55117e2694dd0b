import type { CellDay } from '#domain/ledgers/sheet.ts'

const dayMs = 86_400_000
/** Serial 0 of the 1900 system as used from 1900-03-01 on. */
const epoch1900 = Date.UTC(1899, 11, 30)
const epoch1904Offset = 1462
/** The spreadsheet's own end of days, 9999-12-31. */
const lastSerial = 2_958_465

/**
 * Turns serial numbers of date-formatted cells into days. The 1900 system counts a 29 February 1900 that never was
 * (ECMA-376 18.17.4.1), so days before March 1900 are marked doubtful. Returns null for what is no serial.
 */
export function createSerialDays(uses1904: boolean): (serial: number) => CellDay | null {
  const known = new Map<number, CellDay>()
  return (serial) => {
    const whole = Math.floor(serial) + (uses1904 ? epoch1904Offset : 0)
    if (!(whole >= 0 && whole <= lastSerial)) return null
    let day = known.get(whole)
    if (!day) {
      day = dayOfSerial(whole)
      known.set(whole, day)
    }
    return day
  }
}

function dayOfSerial(serial: number): CellDay {
  if (serial > 60) return { day: isoDay(serial) }
  return { day: isoDay(serial === 60 ? 60 : serial + 1), isBeforeMarch1900: true }
}

function isoDay(serial: number): string {
  return new Date(epoch1900 + serial * dayMs).toISOString().slice(0, 10)
}
