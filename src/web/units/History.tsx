import { Timeline } from 'antd'
import type { HistoryEntry } from '#contract/units.ts'
import { actWords } from '../audit/messages.ts'
import { instant, yuan } from '../platform/format.ts'
import { platformWords } from '../platform/messages.ts'
import { useText } from '../platform/text.ts'
import { unitWords } from './messages.ts'

/** What happened to a unit, newest first, in words. */
export function History({ entries }: { entries: HistoryEntry[] }) {
  const kinds: Record<string, string> = useText(actWords).kinds
  return (
    <Timeline
      items={entries.map((entry) => ({
        content: (
          <div key={entry.actNo}>
            <strong>{kinds[entry.kind] ?? entry.kind}</strong> · {entry.actorName} · {instant(entry.actedAt)}
            <div>{entry.reason}</div>
            <Changes change={entry.change} />
          </div>
        ),
      }))}
    />
  )
}

function Changes({ change }: { change: HistoryEntry['change'] }) {
  const text = useText(unitWords)
  const words = useText(platformWords)
  const fields: Record<string, string> = text.field
  const obstacles: Record<string, string> = words.obstacle
  const coOwned: Record<string, string> = text.coOwned
  const shown = (field: string, value: unknown) => {
    if (value === null) return '—'
    if (typeof value === 'boolean') return value ? text.yes : text.no
    if (field.endsWith('_fen')) return yuan(Number(value))
    if (field === 'obstacle') return obstacles[String(value)] ?? String(value)
    return coOwned[String(value)] ?? String(value)
  }
  return (
    <div style={{ opacity: 0.75, fontSize: 13 }}>
      {Object.entries(change)
        .filter(([field]) => fields[field])
        .map(([field, value]) => `${fields[field]} ${shown(field, value)}`)
        .join('；')}
    </div>
  )
}
