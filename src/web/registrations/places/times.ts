import dayjs, { type Dayjs } from 'dayjs'

/** A time of day as the pickers hold it. */
export const time = (text: string): Dayjs => dayjs(`2000-01-01T${text}`)

export const timeOf = (picked: Dayjs): string => picked.format('HH:mm')

export const iso = (picked: Dayjs): string => picked.format('YYYY-MM-DD')

/** Today as the office counts it, wherever the screen stands. */
export const today = (): string => new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
