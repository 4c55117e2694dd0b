type Wall = { width: number; height: number; columns: number }

const largest = 44
const smallest = 12
const gap = 2
/** Heading, padding and margin of a county, and what lies beside its tiles, in pixels. */
const frame = { height: 62, width: 22 } as const

/** The largest tile, in pixels, with which the counties still fit the wall, column after column. */
export function tileSize(tiles: readonly number[], { width, height, columns }: Wall): number {
  for (let size = largest; size > smallest; size -= 1) {
    const inRow = Math.max(1, Math.floor((width / columns - frame.width + gap) / (size + gap)))
    const heights = tiles.map((count) => frame.height + Math.ceil(count / inRow) * (size + gap))
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
export function cardColumns(count: number, { width, height }: Omit<Wall, 'columns'>): number {
  return Math.max(1, Math.ceil(Math.sqrt((count * width) / height / 1.7)))
}
