import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { outreachEndpoints } from '#contract/outreach.ts'
import { percent } from '#domain/reports/figures.ts'
import { endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useText } from '../../platform/text.ts'
import { outreachWords } from '../messages.ts'
import type { SegmentChoice } from '../segment-choice.ts'

/** How outreach stands, each figure leading to its homes. */
export function OutreachSums({ region, estate }: { region: string; estate: string | undefined }) {
  const text = useText(outreachWords)
  const summary = useQuery(
    endpointQuery(outreachEndpoints.outreachSummary, { params: { region }, query: { ...(estate && { estate }) } }),
  )
  const share = (part: number, whole: number) => percent(whole === 0 ? null : part / whole)
  return (
    <Reading query={summary}>
      {({ open, tried, asked, willing, unwilling, unreachable, due }) => {
        const figures: readonly [string, number, string, SegmentChoice][] = [
          [text.tried, tried, text.ofOpen(share(tried, open)), {}],
          [text.asked, asked, text.ofOpen(share(asked, open)), {}],
          [text.willing, willing, text.ofAsked(share(willing, asked)), { willingness: 'willing' }],
          [text.unwilling, unwilling, text.ofAsked(share(unwilling, asked)), { willingness: 'unwilling' }],
          [text.unreachable, unreachable, text.ofOpen(share(unreachable, open)), { contact: 'unreachable' }],
          [text.due, due, text.nextOn, { next: 'due' }],
        ]
        return (
          <div className="cards">
            {figures.map(([label, n, note, choice]) => (
              <Link
                key={label}
                className="card-figure"
                to="/regions/$region/outreach"
                params={{ region }}
                search={{ ...(estate && { estate }), ...choice }}
              >
                <div className="label">{label}</div>
                <div className="value">{count(n)}</div>
                <div className="note">{note}</div>
              </Link>
            ))}
          </div>
        )
      }}
    </Reading>
  )
}
