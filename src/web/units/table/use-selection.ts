import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import type { BuildingGrid } from '#domain/units/building-table.ts'
import { firstHome, homesBetween, nextHome, type Spot, toggled } from '#domain/units/selection.ts'

type Placed = { id: string }

export type Selection = ReturnType<typeof useSelection>

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
}

/** Where in the table an event happened; `null` beside its cells. */
function spotOf(target: EventTarget | null): Spot | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null
  return cell === null ? null : { row: Number(cell.dataset.row), column: Number(cell.dataset.column) }
}

/** Homes chosen by mouse, keyboard and finger; `active` is the one the panel tells of. */
export function useSelection<U extends Placed>(grid: BuildingGrid<U>, onOpen: (home: U) => void) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState<Spot | null>(null)
  const [isTapping, setTapping] = useState(false)
  /** The corner a rectangle is drawn from, and what was chosen before it. */
  const anchor = useRef<{ spot: Spot; kept: ReadonlySet<string> } | null>(null)
  const isDragging = useRef(false)
  const last = useRef('')

  const homeAt = ({ row, column }: Spot) => grid.floors[row]?.cells[column] ?? null
  const idsBetween = (a: Spot, b: Spot) => homesBetween(grid, a, b).map(({ id }) => id)

  function extendTo(spot: Spot) {
    const from = anchor.current
    if (!from) return
    setActive(spot)
    setChosen(new Set([...from.kept, ...idsBetween(from.spot, spot)]))
  }

  function begin(spot: Spot, isAdding: boolean) {
    const home = homeAt(spot)
    anchor.current = { spot, kept: isAdding ? chosen : new Set() }
    setActive(home === null ? active : spot)
    if (home === null) return isAdding ? undefined : setChosen(new Set())
    setChosen(isAdding ? toggled(chosen, [home.id]) : new Set([home.id]))
  }

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    const spot = spotOf(event.target)
    if (!spot || event.button !== 0) return
    if (event.pointerType === 'touch') return // a finger scrolls; its tap comes as a click
    if (event.shiftKey && anchor.current) return extendTo(spot)
    isDragging.current = true
    last.current = `${spot.row} ${spot.column}`
    begin(spot, event.ctrlKey || event.metaKey)
  }

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    if (!isDragging.current) return
    if (event.buttons === 0) {
      isDragging.current = false
      return
    }
    const spot = spotOf(event.target)
    if (!spot || last.current === `${spot.row} ${spot.column}`) return
    last.current = `${spot.row} ${spot.column}`
    extendTo(spot)
  }

  function onTap(target: EventTarget | null) {
    const spot = spotOf(target)
    const home = spot && homeAt(spot)
    if (!home) return
    setActive(spot)
    if (isTapping) setChosen(toggled(chosen, [home.id]))
  }

  function walk(event: KeyboardEvent<HTMLElement>, step: readonly [number, number]) {
    const from = active ?? firstHome(grid)
    const to = nextHome(grid, from, step)
    if (event.shiftKey) {
      anchor.current ??= { spot: from, kept: new Set() }
      extendTo(to)
    } else {
      anchor.current = { spot: to, kept: new Set() }
      setActive(to)
    }
    event.currentTarget.querySelector<HTMLElement>(`[data-row="${to.row}"][data-column="${to.column}"]`)?.focus()
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const step = steps[event.key]
    const spot = spotOf(event.target)
    const home = spot && homeAt(spot)
    if (step) walk(event, step)
    else if (event.key === 'Escape') setChosen(new Set())
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) chooseAll()
    else if (event.key === ' ' && home) setChosen(toggled(chosen, [home.id]))
    else if (event.key === 'Enter' && home) onOpen(home)
    else return
    event.preventDefault()
  }

  const chooseAll = () =>
    setChosen(new Set(grid.floors.flatMap(({ cells }) => cells.flatMap((cell) => cell?.id ?? []))))

  return {
    chosen,
    active,
    activeHome: active && homeAt(active),
    isTapping,
    setTapping,
    chooseAll,
    /** Adds a row, an entrance, a column, all of a mark; takes them away where all are chosen already. */
    toggle: (ids: readonly string[]) => setChosen(toggled(chosen, ids)),
    /** Keeps what of the selection still meets a condition: those an act refused, say. */
    keep: setChosen as (ids: ReadonlySet<string>) => void,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp: () => {
        isDragging.current = false
      },
      onClick: (event: { target: EventTarget | null; nativeEvent: Event }) => {
        if (event.nativeEvent instanceof globalThis.PointerEvent && event.nativeEvent.pointerType === 'touch')
          onTap(event.target)
      },
      onKeyDown,
    },
  }
}
