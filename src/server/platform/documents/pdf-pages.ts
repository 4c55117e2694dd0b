import { area, type Paper, setLine, textWidth, turnSheet } from './pdf-paper.ts'
import { paper as measures, pt } from './sheet-measures.ts'

/** A stretch of a page: a line, a row of a table, the head. `repeat`: what is set again above it on a new page. */
export type Box = {
  height: number
  paint: (y: number) => void
  isKeptWithNext?: boolean
  isBlank?: boolean
  repeat?: Box
}

type Flow = { boxes: readonly Box[]; atFoot: Box | null; hasFirstNumber: boolean }

/** Sets boxes on as many pages as they need; what is kept together moves together, what is at the foot goes down on the last. */
export function paginate(paper: Paper, { boxes, atFoot, hasFirstNumber }: Flow): void {
  let pageNo = 0
  let y: number = area.bottom
  const turn = () => {
    turnSheet(paper)
    pageNo += 1
    y = area.top
    if (pageNo > 1 || hasFirstNumber) setPageNumber(paper, pageNo)
  }
  turn()
  for (const group of groupsOf(boxes)) {
    const height = group.reduce((sum, box) => sum + box.height, 0)
    if (y + height > area.bottom + slack && y > area.top) {
      turn()
      const repeat = group[0]?.repeat
      repeat?.paint(y)
      y += repeat?.height ?? 0
    }
    for (const box of group) {
      if (y + box.height > area.bottom + slack && y > area.top) turn()
      if (box.isBlank && y === area.top) continue
      box.paint(y)
      y += box.height
    }
  }
  if (atFoot === null) return
  if (y + atFoot.height > area.bottom + slack) turn()
  atFoot.paint(area.bottom - atFoot.height)
}

/** Rounding must not push the 22nd line to the next page. */
const slack = 0.5

/** Boxes bound to their next, as far as a page holds them. */
function groupsOf(boxes: readonly Box[]): Box[][] {
  const groups: Box[][] = []
  for (const [at, box] of boxes.entries()) {
    const group = groups.at(-1)
    if (at > 0 && boxes[at - 1]?.isKeptWithNext && group) group.push(box)
    else groups.push([box])
  }
  return groups
}

/** `— 1 —` in 14 pt, 7 mm below the type area, outside, one character in (GB/T 9704-2012, 7.5). */
function setPageNumber(paper: Paper, pageNo: number): void {
  const size = 14
  const text = `— ${pageNo} —`
  const width = textWidth(paper, text, size)
  const x = pageNo % 2 === 1 ? area.right - size - width : area.left + size
  setLine(paper, text, x, area.bottom + pt(measures.pageNumberBelowTypeArea) + size * dashAbove, { size })
}

/** A dash stands so far above its base line, in its size. */
const dashAbove = 0.36
