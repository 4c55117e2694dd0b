import { useQuery } from '@tanstack/react-query'
import type { Resolution } from '#contract/meeting-shapes.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { meetingWords } from './messages.ts'

type BecameHomesProps = { region: string; query: { kind: Resolution['kind'] | undefined; estate: string | undefined } }

/** How many of each kind of resolution have tasks, are written off whole, and were followed by registrations. */
export function BecameHomes({ region, query }: BecameHomesProps) {
  const text = useText(meetingWords)
  const { data } = useQuery(
    endpointQuery(meetingsEndpoints.listResolutions, { params: { region }, query: { ...query, limit: 500 } }),
  )
  if (!data || data.rows.length === 0) return null
  const kinds = Map.groupBy(data.rows, ({ kind, form }) => form ?? text.resolutionKinds[kind])
  return (
    <ul className="became-homes" aria-label={text.becameHomes}>
      {[...kinds].map(([kind, rows]) => (
        <li key={kind}>
          <b>{kind}</b> {text.became(count(rows.length), ...countsOf(rows))}
        </li>
      ))}
      {data.next !== null && <li className="quiet">{text.latestOnly(count(data.rows.length))}</li>}
    </ul>
  )
}

/** With tasks, written off whole, followed by homes registered. */
function countsOf(rows: readonly Resolution[]): [string, string, string] {
  const of = (does: (resolution: Resolution) => boolean) => count(rows.filter(does).length)
  return [
    of(({ tasks }) => tasks.length > 0),
    of(({ tasks }) => tasks.length > 0 && tasks.every(({ state }) => state === 'written_off')),
    of(({ homesFirstRegistered, homesTransferred }) => homesFirstRegistered + homesTransferred > 0),
  ]
}
