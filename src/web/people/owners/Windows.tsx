import type { OwnHome } from '#contract/owners.ts'
import { useText } from '../../platform/text.ts'
import { useDay } from '../platform/days.ts'
import { Card } from '../platform/parts.tsx'
import { ownerWords } from './messages.ts'

/** Where one goes, and when it is open. */
export function Windows({ windows }: { windows: OwnHome['windows'] }) {
  const text = useText(ownerWords)
  const day = useDay()
  return (
    <Card title={text.windows}>
      {windows.length === 0 && <p>{text.noWindows}</p>}
      <ul className="lines">
        {windows.map(({ name, address, weekdays, opensAt, closesAt, breakFrom, breakUntil, nextSessionOn }) => (
          <li key={`${name} ${address}`}>
            <strong>{name}</strong>
            <span>{address}</span>
            <span>
              {breakFrom === null || breakUntil === null
                ? text.hours(weekdays, `${opensAt}–${closesAt}`, null)
                : text.hours(weekdays, `${opensAt}–${breakFrom}`, `${breakUntil}–${closesAt}`)}
            </span>
            {nextSessionOn && <span>{text.nextSession(day(nextSessionOn))}</span>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
