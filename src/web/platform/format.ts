/** `219,200` */
export const count = (n: number) => n.toLocaleString('en-US')

/** `94.97` */
export const area = (m2: number | null) => (m2 === null ? '—' : twoPlaces.format(m2))

// made once: making it anew for each of 500 cells takes longer than drawing them
const twoPlaces = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** Fen as `1,234.56` yuan. */
export const yuan = (fen: number | null) => (fen === null ? '—' : area(fen / 100))

/** An instant in the office's own time, `2022-11-30 16:05`. */
export const instant = (iso: string) =>
  new Date(iso).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })
