import { useQuery } from '@tanstack/react-query'
import { Button, Card, Empty, Space, Tag } from 'antd'
import { useState } from 'react'
import type { RegistrationPlace } from '#contract/place-shapes.ts'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useText } from '../../platform/text.ts'
import { placeWords } from './messages.ts'
import { PlaceForm } from './PlaceForm.tsx'
import { PlanSessions } from './PlanSessions.tsx'
import { placesOf } from './places-queries.ts'

/** All places with their usual days, hours and people. */
export function PlacesList({ county, mayArrange }: { county: string; mayArrange: boolean }) {
  const text = useText(placeWords)
  const places = useQuery(placesOf(county))
  return (
    <Reading query={places}>
      {(data) =>
        data.length === 0 ? (
          <Empty description={text.noPlaces} />
        ) : (
          <div className="place-cards">
            {data.map((place) => (
              <PlaceCard key={place.id} place={place} mayArrange={mayArrange} />
            ))}
          </div>
        )
      }
    </Reading>
  )
}

function PlaceCard({ place, mayArrange }: { place: RegistrationPlace; mayArrange: boolean }) {
  const text = useText(placeWords)
  const [doing, setDoing] = useState<'change' | 'plan'>()
  const { kind, name, address, weekdays, opensAt, closesAt, breakFrom, breakUntil, slotMinutes, slotCapacity } = place
  const days = weekdays.length === 7 ? text.everyDay : weekdays.map((day) => text.weekdays[day]).join('、')
  return (
    <Card size="small" title={name} extra={<Tag>{text.kinds[kind]}</Tag>}>
      <dl className="facts">
        <Fact name={text.address} value={address} />
        <Fact name={text.days} value={days} />
        <Fact name={text.hours} value={`${opensAt}–${closesAt}`} />
        <Fact name={text.break} value={breakFrom && breakUntil ? `${breakFrom}–${breakUntil}` : text.noBreak} />
      </dl>
      <p>{text.seatsOf(count(slotMinutes), count(slotCapacity), count(place.counters))}</p>
      <p>{text.staffOf(place.staff.map((person) => person.name).join('、') || text.noStaff)}</p>
      <p>{place.nextSessionOn ? text.nextSession(place.nextSessionOn) : text.noSession}</p>
      {place.note && <p>{place.note}</p>}
      {mayArrange && (
        <Space className="no-print">
          <Button type="primary" onClick={() => setDoing('plan')}>
            {text.plan}
          </Button>
          <Button onClick={() => setDoing('change')}>{text.change}</Button>
        </Space>
      )}
      {doing === 'change' && <PlaceForm county={place.countyCode} place={place} onClose={() => setDoing(undefined)} />}
      {doing === 'plan' && <PlanSessions place={place} onClose={() => setDoing(undefined)} />}
    </Card>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
