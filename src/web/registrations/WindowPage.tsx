import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { transfersEndpoints } from '#contract/transfers.ts'
import { type UnitLine, unitsEndpoints } from '#contract/units.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { FindBox } from '../platform/FindBox.tsx'
import { count } from '../platform/format.ts'
import { platformWords } from '../platform/messages.ts'
import { Reading } from '../platform/Reading.tsx'
import { useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { registrationWords } from './messages.ts'
import { WindowHomeView } from './WindowHomeView.tsx'
import { windowWords } from './window-messages.ts'
import './registrations.css'

/** One window for everything 一窗通办: what is typed leads to the home, and the home shows all of it on one page. */
export function WindowPage() {
  const { county } = useParams({ from: '/signed-in/shell/counties/$county/window' })
  const { unit } = useSearch({ from: '/signed-in/shell/counties/$county/window' })
  const text = useText(windowWords)
  const words = useText(registrationWords)
  const navigate = useNavigate()
  const name = useRegionName(county)
  const open = (id: string) => navigate({ to: '.', search: { unit: id } })
  // kept out of the address: what is typed may be somebody's ID number
  const search = useMutation({
    mutationFn: (typed: string) =>
      call(unitsEndpoints.listUnits, { params: { region: county }, body: { search: typed, limit: 20 } }),
    onSuccess: ({ rows }) => {
      const [only] = rows
      if (only && rows.length === 1) void open(only.id)
    },
  })
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {words.window}
        </h1>
      </div>
      <FindBox
        label={text.search}
        hint={text.searchHint}
        isBusy={search.isPending}
        error={search.error}
        onFind={search.mutate}
      />
      {search.data && search.data.rows.length !== 1 && (
        <Found
          rows={search.data.rows}
          onOpen={(id) => {
            search.reset()
            void open(id)
          }}
        />
      )}
      {unit && !(search.data && search.data.rows.length > 1) && <OneHome county={county} unit={unit} />}
    </div>
  )
}

/** Homes that fit, each a button: the arrow of the keyboard is the tabulator. */
function Found({ rows, onOpen }: { rows: readonly UnitLine[]; onOpen: (unit: string) => void }) {
  const text = useText(windowWords)
  const words = useText(platformWords)
  if (rows.length === 0) return <Alert type="warning" showIcon message={text.nothingFound} />
  return (
    <section aria-label={text.found(count(rows.length))}>
      <strong>{text.found(count(rows.length))}</strong>
      <div className="window-found">
        {rows.map(({ id, estateName, building, entrance, room, owners, state, certificateNo }) => (
          <Button key={id} block style={{ justifyContent: 'flex-start', height: 'auto' }} onClick={() => onOpen(id)}>
            <span style={{ whiteSpace: 'normal', textAlign: 'start' }}>
              {estateName} {[building, entrance, room].filter((part) => part !== '').join('-')} ·{' '}
              {owners || text.noOwner} · {words.state[state]} {certificateNo}
            </span>
          </Button>
        ))}
      </div>
    </section>
  )
}

function OneHome({ county, unit }: { county: string; unit: string }) {
  const home = useQuery(endpointQuery(transfersEndpoints.windowHome, { params: { county, unit } }))
  return <Reading query={home}>{(data) => <WindowHomeView key={data.unitId} home={data} />}</Reading>
}
