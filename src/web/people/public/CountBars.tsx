import type { PublishedFigure } from '#contract/public-notices.ts'
import { useText } from '../../platform/text.ts'
import { publicWords } from './messages.ts'

type Count = Extract<PublishedFigure, { kind: 'count' }>

/** The steps every home takes, in their order. */
const stages = ['units', 'surveyed', 'firstRegistered', 'transferred'] as const

/** One bar for each published step of the homes, all held against the longest; the figures stand in the table beneath. */
export function CountBars({ counts }: { counts: readonly Count[] }) {
  const text = useText(publicWords)
  const bars = stages.flatMap((stage) => counts.find(({ figure }) => figure === stage) ?? [])
  const most = Math.max(1, ...bars.map(({ value }) => value))
  return (
    <svg className="bars" viewBox={`0 0 100 ${bars.length * 17}`} role="img" aria-label={text.barsOf}>
      {bars.map(({ figure, value }, at) => (
        <g key={figure} transform={`translate(0 ${at * 17})`}>
          <text x="0" y="6.5">
            {text.figures[figure]} {value.toLocaleString()}
          </text>
          <rect className="whole" x="0" y="8.5" width="100" height="5" rx="1" />
          <rect x="0" y="8.5" width={(value / most) * 100} height="5" rx="1" />
        </g>
      ))}
    </svg>
  )
}
