import { Link } from '@tanstack/react-router'
import { Card, Empty } from 'antd'
import type { Estate } from '#contract/estates.ts'
import { count } from '../platform/format.ts'
import { RateBar } from '../platform/RateBar.tsx'
import { useText } from '../platform/text.ts'
import { estateWords } from './messages.ts'

/** The buildings of an estate with how far each has come; each leads to its building table. */
export function Buildings({ estate, asOf }: { estate: Estate; asOf: string | undefined }) {
  const text = useText(estateWords)
  if (estate.buildings.length === 0) return <Empty description={text.noBuildings} />
  return (
    <Card size="small" title={text.table}>
      <div className="buildings">
        {estate.buildings.map(({ id, name, floors, units, firstRegistered, transferred }) => (
          <Link
            key={id}
            className="building-card"
            to="/counties/$county/buildings/$building"
            params={{ county: estate.countyCode, building: id }}
            search={asOf === undefined ? {} : { asOf }}
          >
            <strong>
              {name}
              {text.building}
            </strong>
            <span className="building-size">{text.sizeOf(floors, count(units))}</span>
            <RateBar
              share={units === 0 ? null : transferred / units}
              label={text.ratesOf(count(firstRegistered), count(transferred))}
            />
            <span className="building-rates">{text.ratesOf(count(firstRegistered), count(transferred))}</span>
          </Link>
        ))}
      </div>
    </Card>
  )
}
