import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Space, Tooltip } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { estatesEndpoints, type TableUnit } from '#contract/estates.ts'
import { layOut } from '#domain/units/building-table.ts'
import type { Obstacle } from '#domain/units/obstacles.ts'
import { endpointQuery } from '../platform/api.ts'
import { area, count } from '../platform/format.ts'
import { platformWords } from '../platform/messages.ts'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import './building-table.css'
import { estateWords } from './messages.ts'

/** 楼盘表: floors by rooms per entrance; colour and letter tell the state, a corner mark what stands in the way. */
export function BuildingTable({ county, building }: { county: string; building: string }) {
  const table = useQuery(endpointQuery(estatesEndpoints.buildingTable, { params: { county, building } }))
  return <Reading query={table}>{({ units }) => <Grid county={county} units={units} />}</Reading>
}

const states = ['listed', 'surveyed', 'first_registered', 'transferred'] as const

function Grid({ county, units }: { county: string; units: TableUnit[] }) {
  const text = useText(estateWords)
  const [chosen, setChosen] = useState<string>()
  const grid = layOut(units)
  return (
    <div>
      <Legend units={units} chosen={chosen} onChoose={setChosen} />
      <div className="building-scroll">
        <table className="building-table" onKeyDown={moveFocus}>
          <thead>
            <tr>
              <th scope="col">{text.floor}</th>
              {grid.entrances.map(({ name, width }) => (
                <th key={name} colSpan={width} scope="colgroup">
                  {name ? text.entranceOf(name) : ''}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {grid.floors.map(({ floor, cells, isInferred }) => (
              <tr key={floor ?? 'none'}>
                <th scope="row" title={isInferred ? text.inferred : undefined}>
                  {floor === null ? text.noFloor : `${floor}${isInferred ? '*' : ''}`}
                </th>
                {cells.flatMap((row, entrance) =>
                  row.map((unit, place) => (
                    <td
                      key={unit?.id ?? `${entrance} ${place}`}
                      className={place === 0 ? 'first-of-entrance' : undefined}
                    >
                      {unit && (
                        <UnitCell
                          county={county}
                          unit={unit}
                          isFaded={chosen !== undefined && chosen !== unit.state && chosen !== unit.obstacle}
                        />
                      )}
                    </td>
                  )),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function UnitCell({ county, unit, isFaded }: { county: string; unit: TableUnit; isFaded: boolean }) {
  const text = useText(estateWords)
  const words = useText(platformWords)
  const navigate = useNavigate()
  const obstacle = unit.obstacle as Obstacle | null // the server's check constraint knows the same words
  const told = `${unit.room} · ${words.state[unit.state]}${obstacle ? ` · ${words.obstacle[obstacle]}` : ''} · ${area(unit.areaM2)} ㎡ · ${unit.owners}`
  return (
    <Tooltip title={told} mouseEnterDelay={0.3}>
      <button
        type="button"
        className={`unit-cell unit-${unit.state} ${isFaded ? 'unit-faded' : ''}`}
        aria-label={told}
        onClick={() => navigate({ to: '/counties/$county/units/$unit', params: { county, unit: unit.id } })}
      >
        <span className="unit-room">{unit.room}</span>
        <span className="unit-letter">{text.letter[unit.state]}</span>
        {obstacle && <span className="unit-mark">{text.mark[obstacle]}</span>}
      </button>
    </Tooltip>
  )
}

function Legend({
  units,
  chosen,
  onChoose,
}: {
  units: TableUnit[]
  chosen: string | undefined
  onChoose: (key: string | undefined) => void
}) {
  const text = useText(estateWords)
  const words = useText(platformWords)
  const obstacles = [...new Set(units.flatMap(({ obstacle }) => (obstacle ? [obstacle as Obstacle] : [])))]
  const entries = [
    ...states.map((state) => ({
      key: state as string,
      label: words.state[state],
      letter: text.letter[state],
      n: units.filter((unit) => unit.state === state).length,
    })),
    ...obstacles.map((obstacle) => ({
      key: obstacle as string,
      label: words.obstacle[obstacle],
      letter: text.mark[obstacle],
      n: units.filter((unit) => unit.obstacle === obstacle).length,
    })),
  ].filter(({ n }) => n > 0)
  return (
    <Space wrap style={{ marginBottom: 8 }} aria-label={text.legend}>
      {entries.map(({ key, label, letter, n }) => (
        <Button
          key={key}
          size="small"
          type={chosen === key ? 'primary' : 'default'}
          onClick={() => onChoose(chosen === key ? undefined : key)}
        >
          <span className={`legend-letter unit-${key}`}>{letter}</span> {label} ({count(n)})
        </Button>
      ))}
    </Space>
  )
}

const steps: Readonly<Record<string, [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
}

/** Arrow keys walk over the cells, past gaps. */
function moveFocus(event: KeyboardEvent<HTMLTableElement>): void {
  const step = steps[event.key]
  const cell = (event.target as HTMLElement).closest('td')
  if (!step || !cell) return
  event.preventDefault()
  let row = cell.parentElement as HTMLTableRowElement | null // a td stands in a tr
  let column = cell.cellIndex
  for (;;) {
    column += step[1]
    if (step[0] !== 0)
      row = (step[0] > 0 ? row?.nextElementSibling : row?.previousElementSibling) as HTMLTableRowElement | null
    const next = row?.cells[column]
    if (!next) return
    const button = next.querySelector('button')
    if (button) {
      button.focus()
      return
    }
  }
}
