/** Width of the text area of an A4 sheet, in CSS pixels. */
export const a4Width = 690

type Pattern = 'empty' | 'full' | 'lines' | 'dots' | 'cross'

const decals = {
  lines: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 },
  dots: {
    symbol: 'circle',
    dashArrayX: [
      [6, 6],
      [0, 6, 6, 0],
    ],
    dashArrayY: [6, 0],
    symbolSize: 0.7,
  },
  cross: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [4, 3], rotation: Math.PI / 4 },
} as const

/** How a bar looks: told apart by what fills it, not by its colour alone. */
export function patternOf(pattern: Pattern, ink: string, ground: string) {
  if (pattern === 'full') return { color: ink, borderColor: ink, borderWidth: 1 }
  return {
    color: ground,
    borderColor: ink,
    borderWidth: 1.5,
    ...(pattern !== 'empty' && { decal: { ...decals[pattern], color: ink } }),
  }
}
