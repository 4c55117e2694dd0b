import { type CSSProperties, Fragment, memo, useContext } from 'react'
import type { TableHome } from '#contract/building-table.ts'
import type { BuildingGrid } from '#domain/units/building-table.ts'
import { legend, type MarkKey, marksOf } from '#domain/units/marks.ts'
import { area } from '../../platform/format.ts'
import { type Language, LanguageContext, useText } from '../../platform/text.ts'
import { tableWords } from './messages.ts'
import type { Outcome } from './outcome.ts'
import { useChosenCells } from './use-chosen-cells.ts'
import type { Selection } from './use-selection.ts'
import './building-table.css'

type HomeGrid = BuildingGrid<TableHome>

type GridProps = {
  grid: HomeGrid
  selection: Selection
  /** Homes with another mark are faded. */
  highlighted: MarkKey | undefined
  outcome: Outcome
}

/** 楼盘表: floors by rooms per entrance; colour, ground and letter tell the state, corners what rests on a home. */
export function TableGrid({ grid, selection, highlighted, outcome }: GridProps) {
  const text = useText(tableWords)
  const ids = (row: number | null, from: number, until: number) =>
    grid.floors
      .filter((_, at) => row === null || at === row)
      .flatMap(({ cells }) => cells.slice(from, until).flatMap((cell) => cell?.id ?? []))
  const width = grid.columns.length
  const table = useChosenCells(grid, selection.chosen)
  return (
    <div
      className="home-scroll"
      style={
        { '--columns': width, '--rows': grid.floors.length, '--entrances': grid.entrances.length } as CSSProperties
      }
    >
      <table
        ref={table}
        className="home-table"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are walked over and chosen is a grid
        role="grid"
        aria-label={text.table}
        aria-multiselectable
        {...selection.handlers}
      >
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              <button type="button" onClick={selection.chooseAll}>
                {text.all}
              </button>
            </th>
            {grid.entrances.map(({ name, from, width: columns }) => (
              <Fragment key={name}>
                {from > 0 && <th rowSpan={2} className="aisle" aria-hidden />}
                <th colSpan={columns} scope="colgroup">
                  <button
                    type="button"
                    aria-label={text.wholeEntrance(text.entranceOf(name))}
                    onClick={() => selection.toggle(ids(null, from, from + columns))}
                  >
                    {text.entranceOf(name)}
                  </button>
                </th>
              </Fragment>
            ))}
          </tr>
          <tr>
            {grid.columns.map(({ name }, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <th key={column} scope="col">
                <button
                  type="button"
                  aria-label={text.wholeColumn(name)}
                  onClick={() => selection.toggle(ids(null, column, column + 1))}
                >
                  {name}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.floors.map(({ floor, cells, isInferred }, row) => (
            <tr key={floor ?? 'none'}>
              <th scope="row" title={isInferred ? text.inferred : undefined}>
                <button
                  type="button"
                  aria-label={text.wholeFloor(floor === null ? text.noFloor : String(floor))}
                  onClick={() => selection.toggle(ids(row, 0, width))}
                >
                  {floor === null ? text.noFloor : `${floor}${isInferred ? '*' : ''}`}
                </button>
              </th>
              <FloorCells
                cells={cells}
                row={row}
                grid={grid}
                active={selection.active?.row === row ? selection.active.column : null}
                isEntry={selection.active === null && row === 0}
                highlighted={highlighted}
                outcome={outcome}
              />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type FloorProps = {
  cells: HomeGrid['floors'][number]['cells']
  row: number
  grid: HomeGrid
  active: number | null
  isEntry: boolean
  highlighted: MarkKey | undefined
  outcome: Outcome
}

/** The cells of a floor. Which are chosen is not theirs to draw: see `useChosenCells`. */
const FloorCells = memo(function FloorCells({ cells, row, grid, active, isEntry, ...rest }: FloorProps) {
  const { language } = useContext(LanguageContext)
  return cells.flatMap((home, column) => {
    const isActive = active === column
    const isTabStop = isActive || (isEntry && column === 0)
    const cell = home ? (
      homeCell({ home, row, column, isActive, isTabStop, language, ...rest })
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
      <td key={column} className="gap" aria-hidden data-row={row} data-column={column} />
    )
    if (column === 0 || !grid.columns[column]?.isFirst) return [cell]
    // biome-ignore lint/suspicious/noArrayIndexKey: an aisle is its place
    return [<td key={`before ${column}`} className="aisle" aria-hidden />, cell]
  })
})

const entries = new Map(legend.map((entry) => [entry.key, entry]))
const entryOf = (key: MarkKey) => entries.get(key)

type CellProps = Pick<FloorProps, 'row' | 'highlighted' | 'outcome'> & {
  home: TableHome
  column: number
  isActive: boolean
  isTabStop: boolean
  language: Language
}

/** A cell as an element of its row: 544 components more would double what drawing costs. */
function homeCell({ home, row, column, isActive, isTabStop, language, highlighted, outcome }: CellProps) {
  const [main, ...corners] = marksOf(home)
  const state = main && entryOf(main)
  const isFaded = highlighted !== undefined && main !== highlighted && !corners.includes(highlighted)
  const result = outcome.get(home.id)
  return (
    <td
      key={home.id}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: it is chosen and walked over
      role="gridcell"
      aria-label={toldOf(home, [main, ...corners], language)}
      className={`home mark-${state?.colour} ground-${state?.shape}${corners.length > 0 || result ? ' marked' : ''}${isActive ? ' active' : ''}${isFaded ? ' faded' : ''}`}
      data-row={row}
      data-column={column}
      data-home={home.id}
      tabIndex={isTabStop ? 0 : -1}
    >
      {home.room}
      <b>{state?.letter[language]}</b>
      {corners.slice(0, 3).map((key) => (
        <Corner key={key} mark={key} language={language} />
      ))}
      {result && <span className={`home-outcome ${result.ok ? 'done' : 'refused'}`}>{result.ok ? '✓' : '!'}</span>}
    </td>
  )
}

/** What a cell is called: first what stands in it, letters and all (WCAG 2.2, 2.5.3), then what the letters mean. */
const toldOf = (home: TableHome, marks: readonly (MarkKey | undefined)[], language: Language) =>
  [
    lettersOf(home, marks, language),
    ...marks.map((key) => key && entryOf(key)?.names[language]),
    `${area(home.areaM2)} ㎡`,
    home.owners,
  ]
    .filter(Boolean)
    .join(' · ')

const lettersOf = (home: TableHome, marks: readonly (MarkKey | undefined)[], language: Language) =>
  `${home.room}${marks
    .slice(0, 4)
    .map((key) => (key ? entryOf(key)?.letter[language] : ''))
    .join('')}`

function Corner({ mark, language }: { mark: MarkKey; language: Language }) {
  const entry = entryOf(mark)
  return <span className={`home-mark mark-${entry?.colour} shape-${entry?.shape}`}>{entry?.letter[language]}</span>
}
