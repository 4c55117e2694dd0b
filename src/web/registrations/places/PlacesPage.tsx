import { useParams, useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useMay, useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { placeWords } from './messages.ts'
import { PlaceForm } from './PlaceForm.tsx'
import { PlacesList } from './PlacesList.tsx'
import { SessionsCalendar } from './SessionsCalendar.tsx'
import { Throughput } from './Throughput.tsx'
import './places.css'

const here = '/signed-in/shell/counties/$county/registration-places'

/** Where the registration centre works, on which days, and what it got done there. */
export function PlacesPage() {
  const { county } = useParams({ from: here })
  const { view = 'calendar' } = useSearch({ from: here })
  const text = useText(placeWords)
  const name = useRegionName(county)
  const mayArrange = useMay('registrations.arrange', county)
  const [isAdding, setAdding] = useState(false)
  const set = useSetSearch()
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.title}
        </h1>
        <Segmented
          className="no-print"
          value={view}
          options={Object.entries(text.views).map(([value, label]) => ({ value, label }))}
          onChange={(chosen) => set({ view: chosen })}
        />
        <div className="end no-print">
          {mayArrange && (
            <Button type="primary" onClick={() => setAdding(true)}>
              {text.add}
            </Button>
          )}
          <Button onClick={() => window.print()}>{text.print}</Button>
        </div>
      </div>
      {view === 'places' ? (
        <PlacesList county={county} mayArrange={mayArrange} />
      ) : view === 'throughput' ? (
        <Throughput county={county} />
      ) : (
        <SessionsCalendar county={county} />
      )}
      {isAdding && <PlaceForm county={county} onClose={() => setAdding(false)} />}
    </div>
  )
}
