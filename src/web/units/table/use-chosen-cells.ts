import { type RefObject, useLayoutEffect, useRef } from 'react'

/**
 * Marks the chosen cells of a table as such, beside React: a rectangle drawn over 544 homes changes one attribute of
 * those it passes and draws no cell anew.
 */
export function useChosenCells(grid: unknown, chosen: ReadonlySet<string>): RefObject<HTMLTableElement | null> {
  const table = useRef<HTMLTableElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another grid has other cells
  useLayoutEffect(() => {
    for (const cell of table.current?.querySelectorAll<HTMLElement>('[data-home]') ?? []) {
      const isChosen = String(chosen.has(cell.dataset.home ?? ''))
      if (cell.ariaSelected !== isChosen) cell.ariaSelected = isChosen
    }
  }, [grid, chosen])
  return table
}
