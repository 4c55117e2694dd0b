import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { AutoComplete, type InputRef, Tabs, Tooltip } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useRef, useState } from 'react'
import { cashDeskEndpoints } from '#contract/cash-desk.ts'
import { endpointQuery } from '../../platform/api.ts'
import { useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { ClosingsList } from './ClosingsList.tsx'
import { DeskDayView } from './DeskDayView.tsx'
import { DeskFind } from './DeskFind.tsx'
import { DeskHomeView } from './DeskHomeView.tsx'
import './desk.css'
import { deskWords } from './messages.ts'

const from = '/signed-in/shell/counties/$county/cash-desk'

/** One window's day: money taken home by home, the day's books, and their closing. */
export function CashDeskPage() {
  const { county } = useParams({ from })
  const { view, unit } = useSearch({ from })
  const text = useText(deskWords)
  const setSearch = useSetSearch()
  const name = useRegionName(county)
  const box = useRef<InputRef>(null)
  const serveNext = () => box.current?.focus({ cursor: 'all' })
  const [desk, setDesk] = useState(() => localStorage.getItem('cash-desk') ?? '')
  useEffect(() => localStorage.setItem('cash-desk', desk), [desk])
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.title}
        </h1>
        <div className="end no-print">
          <DeskName county={county} desk={desk} onChange={setDesk} />
        </div>
      </div>
      <Tabs
        activeKey={view ?? 'take'}
        onChange={(key) => setSearch({ view: key })}
        items={[
          {
            key: 'take',
            label: text.views.take,
            children: (
              <>
                <DeskFind county={county} box={box} onOpen={(found) => setSearch({ unit: found })} />
                {unit && <DeskHomeView key={unit} county={county} desk={desk} unit={unit} onDone={serveNext} />}
              </>
            ),
          },
          { key: 'day', label: text.views.day, children: <DeskDayView county={county} desk={desk} /> },
          { key: 'closings', label: text.views.closings, children: <ClosingsList county={county} /> },
        ]}
      />
    </div>
  )
}

/** Which desk this machine stands at: kept here, as it does not change with who sits at it. */
function DeskName({ county, desk, onChange }: { county: string; desk: string; onChange: (desk: string) => void }) {
  const text = useText(deskWords)
  const day = dayjs().format('YYYY-MM-DD')
  const known = useQuery(endpointQuery(cashDeskEndpoints.deskDay, { params: { county }, query: { desk: '-', day } }))
  return (
    <Tooltip title={text.deskHint}>
      <div className="desk-name">
        {text.desk}
        <AutoComplete
          value={desk}
          status={desk === '' ? 'warning' : ''}
          aria-label={text.desk}
          placeholder={text.chooseDesk}
          options={(known.data?.desks ?? []).map((value) => ({ value }))}
          onChange={(typed: string) => onChange(typed.trim().slice(0, 32))}
          style={{ width: 220 }}
        />
      </div>
    </Tooltip>
  )
}
