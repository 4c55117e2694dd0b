import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { transfersEndpoints } from '#contract/transfers.ts'
import { type Gate, gates } from '#domain/registrations/gates.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { useSetSearch } from '../platform/use-set-search.ts'
import '../tasks/tasks.css'
import { registrationWords } from './messages.ts'
import { RegistrationsList } from './RegistrationsList.tsx'
import { windowWords } from './window-messages.ts'
import './registrations.css'

/** The desks of the gates side by side: what waits at each, and the one chosen with the most urgent first. */
export function GatesPage() {
  const { county } = useParams({ from: '/signed-in/shell/counties/$county/gates' })
  const { gate: asked } = useSearch({ from: '/signed-in/shell/counties/$county/gates' })
  const text = useText(windowWords)
  const name = useRegionName(county)
  const set = useSetSearch()
  const desks = useQuery(endpointQuery(transfersEndpoints.gateDesks, { params: { county } }))
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.gatesTitle}
        </h1>
        <span style={{ opacity: 0.75 }}>{text.gatesHint}</span>
      </div>
      <Reading query={desks}>
        {(rows) => {
          const chosen = gates.find((gate) => gate === asked) ?? rows.find(({ open }) => open > 0)?.gate ?? 'papers'
          return (
            <>
              <div className="gate-desks" role="tablist">
                {rows.map((desk) => (
                  <Desk
                    key={desk.gate}
                    desk={desk}
                    isChosen={desk.gate === chosen}
                    onChoose={(gate) => set({ gate })}
                  />
                ))}
              </div>
              <RegistrationsList key={chosen} region={county} filter={{ gateOpen: chosen, sort: 'due' }} />
            </>
          )
        }}
      </Reading>
    </div>
  )
}

type DeskProps = {
  desk: { gate: Gate; open: number; overdue: number; soon: number; oldestOn: string | null }
  isChosen: boolean
  onChoose: (gate: Gate) => void
}

function Desk({ desk: { gate, open, overdue, soon, oldestOn }, isChosen, onChoose }: DeskProps) {
  const text = useText(windowWords)
  const words = useText(registrationWords)
  const urgency = overdue > 0 ? 'late' : soon > 0 ? 'soon' : open === 0 ? 'none' : ''
  const note = overdue > 0 ? text.overdue(count(overdue)) : soon > 0 ? text.soon(count(soon)) : null
  return (
    <button
      type="button"
      role="tab"
      aria-selected={isChosen}
      className={`card-figure desk-count ${urgency}`}
      onClick={() => onChoose(gate)}
    >
      <span className="label">{words.gate[gate]}</span>
      <span className="value">{count(open)}</span>
      <span className="note">{open === 0 ? text.nothingWaits : (note ?? (oldestOn && text.oldest(oldestOn)))}</span>
    </button>
  )
}
