/** What the chart offers to draw one bar with: the values of its row and where they lie, in pixels. */
type Bar = { value: (at: number) => number; coord: (of: [number, number]) => number[] }

/** The bar of a step and the line to the latest day it may end on. Work of no day is as wide as can be seen. */
export function ganttBars({ value, coord }: Bar, rowHeight: number, ink: string) {
  const at = (column: number) => coord([value(column), value(0)])
  const [start = 0, middle = 0] = at(1)
  const [finish = 0] = at(2)
  const [latest = 0] = at(3)
  const height = rowHeight * 0.5
  const isCritical = value(4) === 1
  return {
    type: 'group' as const,
    children: [
      {
        type: 'line' as const,
        shape: { x1: Math.min(finish, latest), y1: middle, x2: Math.max(finish, latest), y2: middle },
        style: { stroke: latest < finish ? '#d4380d' : ink, lineWidth: 1, lineDash: [3, 3] },
      },
      {
        type: 'rect' as const,
        shape: { x: start, y: middle - height / 2, width: Math.max(finish - start, 3), height },
        style: { fill: isCritical ? ink : 'transparent', stroke: ink, lineWidth: 1.5 },
      },
    ],
  }
}
