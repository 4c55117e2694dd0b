import { useMemo } from 'react'
import { Link } from 'wouter'
import { layOut } from '#domain/units/building-table.ts'
import { Field } from '../../people/platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import { visitWords } from '../messages.ts'
import { type Mark, markOf, type SeenHome } from './home-words.ts'

type TableProps = {
  homes: readonly SeenHome[]
  building: string
  choose: (building: string) => void
  addressOf: (home: SeenHome) => string
}

/** A building in small: floors above each other, every home marked by how it stands with visits. */
export function BuildingTable({ homes, building, choose, addressOf }: TableProps) {
  const text = useText(visitWords)
  const buildings = useMemo(() => [...new Set(homes.map((home) => home.building))], [homes])
  const chosen = buildings.includes(building) ? building : (buildings[0] ?? '')
  const grid = useMemo(
    () =>
      layOut(
        homes.flatMap((home) =>
          home.building === chosen
            ? [{ id: home.unitId, entrance: home.entrance, room: home.room, floor: home.floor, home }]
            : [],
        ),
      ),
    [homes, chosen],
  )
  return (
    <>
      <Field
        name="building"
        label={text.building}
        value={chosen}
        onChange={choose}
        options={buildings.map((value) => ({ value, label: value }))}
      />
      <p className="legend">
        {marks.map((mark) => (
          <span key={mark} className="mark" data-mark={mark}>
            {text.legend[mark]}
          </span>
        ))}
      </p>
      <div className="scroll">
        <table>
          <caption className="hidden">{`${text.asTable} ${chosen}`}</caption>
          <thead>
            <tr>
              <td />
              {grid.entrances.map(({ name, width }) => (
                <th key={name} scope="colgroup" colSpan={width}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {grid.floors.map(({ floor, cells }, row) => (
              <tr key={floor ?? `row ${row}`}>
                <th scope="row">{floor ?? ''}</th>
                {cells.map((cell, at) => (
                  // a gap has no name but its place
                  <td key={cell?.id ?? `gap ${at}`}>
                    {cell && (
                      <Link
                        className="cell"
                        data-mark={markOf(cell.home)}
                        href={addressOf(cell.home)}
                        aria-label={`${cell.entrance} ${cell.room} ${text.legend[markOf(cell.home)]}`}
                      >
                        {cell.room}
                      </Link>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

const marks: readonly Mark[] = ['none', 'notReached', 'willing', 'undecided', 'unwilling', 'done']
