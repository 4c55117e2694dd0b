import type { CSSProperties } from 'react'

/** Tells the style sheet how many bars a chart has room for, before the chart itself is loaded. */
export const ganttRows = (rows: number) => ({ '--rows': rows }) as CSSProperties // a variable is a property of any style
