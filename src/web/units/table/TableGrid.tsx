import { type CSSProperties, Fragment, memo, useContext } from 'react'
import type { TableHome } from '#contract/building-table.ts'
import type { BuildingGrid } from '#domain/units/building-table.ts'
import { legend, type MarkKey, marksOf } from '#domain/units/marks.ts'
import type { Spot } from '#domain/units/selection.ts'
import { area } from '../../platform/format.ts'
import { type Language, LanguageContext, useText } from '../../platform/text.ts'
import { tableWords } from './messages.ts'
import type { Outcome } from './outcome.ts'
import type { Selection } from './use-selection.ts'
import './building-table.css'

export type HomeGrid = BuildingGrid<TableHome>

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
  return (
    <div
      className="home-scroll"
      style={
        { '--columns': width, '--rows': grid.floors.length, '--entrances': grid.entrances.length } as CSSProperties
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are walked over and chosen is a grid */}
      <table className="home-table" role="grid" aria-label={text.table} aria-multiselectable {...selection.handlers}>
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
                chosen={chosenOf(cells, selection.chosen)}
                active={selection.active?.row === row ? selection.active : null}
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

/** Which of a row are chosen, as one comparable word: a row whose homes stay as they are is not drawn again. */
const chosenOf = (cells: HomeGrid['floors'][number]['cells'], chosen: ReadonlySet<string>) =>
  cells.map((home) => (home !== null && chosen.has(home.id) ? '1' : '0')).join('')

type FloorProps = {
  cells: HomeGrid['floors'][number]['cells']
  row: number
  grid: HomeGrid
  chosen: string
  active: Spot | null
  isEntry: boolean
  highlighted: MarkKey | undefined
  outcome: Outcome
}

const FloorCells = memo(function FloorCells({ cells, row, grid, chosen, active, isEntry, ...rest }: FloorProps) {
  const { language } = useContext(LanguageContext)
  return cells.map((home, column) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
    <Fragment key={column}>
      {column > 0 && grid.columns[column]?.isFirst && <td className="aisle" aria-hidden />}
      {home === null ? (
        <td className="gap" aria-hidden data-row={row} data-column={column} />
      ) : (
        <HomeCell
          home={home}
          row={row}
          column={column}
          isChosen={chosen[column] === '1'}
          isActive={active?.column === column}
          isTabStop={active?.column === column || (isEntry && column === 0)}
          language={language}
          {...rest}
        />
      )}
    </Fragment>
  ))
})

const entries = new Map(legend.map((entry) => [entry.key, entry]))
const entryOf = (key: MarkKey) => entries.get(key)

type CellProps = Pick<FloorProps, 'row' | 'highlighted' | 'outcome'> & {
  home: TableHome
  column: number
  isChosen: boolean
  isActive: boolean
  isTabStop: boolean
  language: Language
}

function HomeCell({ home, row, column, isChosen, isActive, isTabStop, language, ...rest }: CellProps) {
  const [main, ...corners] = marksOf(home)
  const state = main && entryOf(main)
  const isFaded = rest.highlighted !== undefined && main !== rest.highlighted && !corners.includes(rest.highlighted)
  const result = rest.outcome.get(home.id)
  const told = [
    home.room,
    ...[main, ...corners].map((key) => key && entryOf(key)?.names[language]),
    `${area(home.areaM2)} ㎡`,
    home.owners,
  ]
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: it is chosen and walked over
      role="gridcell"
      aria-label={told.filter(Boolean).join(' · ')}
      title={told.filter(Boolean).join(' · ')}
      aria-selected={isChosen}
      className={`home mark-${state?.colour} ground-${state?.shape}${isActive ? ' active' : ''}${isFaded ? ' faded' : ''}`}
      data-row={row}
      data-column={column}
      tabIndex={isTabStop ? 0 : -1}
    >
      <span className="home-room">{home.room}</span>
      <span className="home-letter">{state?.letter[language]}</span>
      {corners.slice(0, 3).map((key) => (
        <Corner key={key} mark={key} language={language} />
      ))}
      {result && <span className={`home-outcome ${result.ok ? 'done' : 'refused'}`}>{result.ok ? '✓' : '!'}</span>}
    </td>
  )
}

function Corner({ mark, language }: { mark: MarkKey; language: Language }) {
  const entry = entryOf(mark)
  return <span className={`home-mark mark-${entry?.colour} shape-${entry?.shape}`}>{entry?.letter[language]}</span>
}
