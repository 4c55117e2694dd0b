type Size = { width: number; height: number }
/** `heading`: what a county takes besides its tiles, from top to bottom. */
type Wall = Size & { columns: number; heading: number }

const largest = 44
const smallest = 12
const gap = 2
/** What lies beside the tiles of a county, in pixels. */
const besideTiles = 22

/** The largest tile, in pixels, with which the counties still fit the wall, column after column. */
export function tileSize(tiles: readonly number[], { width, height, columns, heading }: Wall): number {
  for (let size = largest; size > smallest; size -= 1) {
    const inRow = Math.max(1, Math.floor((width / columns - besideTiles + gap) / (size + gap)))
    const heights = tiles.map((count) => heading + Math.ceil(count / inRow) * (size + gap))
    if (columnsFor(heights, height) <= columns) return size
  }
  return smallest
}

/** How many columns of a height hold these blocks in their order; a block taller than a column fits none. */
function columnsFor(blocks: readonly number[], height: number): number {
  let columns = 1
  let filled = 0
  for (const block of blocks) {
    if (block > height) return Number.POSITIVE_INFINITY
    if (filled + block > height) {
      columns += 1
      filled = 0
    }
    filled += block
  }
  return columns
}

/** Columns of a grid of `count` cards that fills the wall with cards about 1.7 times as wide as high. */
export function cardColumns(count: number, { width, height }: Size): number {
  return Math.max(1, Math.ceil(Math.sqrt((count * width) / height / 1.7)))
}

/** Headings, counts and lines of the battle map, one of its rows, and how many rows a list has at least and at most. */
const map = { heads: 276, row: 46, fewest: 3, most: 10 } as const

/** How a wall is shared between the chart and the battle map beside it; a narrow one has the map above, as wide as itself. */
export function wallParts({ width, height }: Size, hasMap: boolean): { size: Size; panel: number; rows: number } {
  const isNarrow = width < 1068
  if (!hasMap || isNarrow) return { size: { width, height }, panel: width, rows: map.most }
  const panel = Math.round(Math.min(560, Math.max(380, width * 0.25)))
  const rows = Math.floor((height - map.heads) / 2 / map.row)
  return {
    size: { width: width - panel - 12, height },
    panel,
    rows: Math.min(map.most, Math.max(map.fewest, rows)),
  }
}
