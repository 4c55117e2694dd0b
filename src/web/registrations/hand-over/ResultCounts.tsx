import { Button } from 'antd'
import type { ResultFile } from '#contract/hand-over.ts'
import { resultFindingNames } from '#domain/registrations/hand-over/findings.ts'
import { count } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { handOverWords } from './messages.ts'
import { differencesOf } from './ResultsList.tsx'

/** How many lines there are of each kind; a press narrows the list to it. */
export function ResultCounts({ file, chosen }: { file: ResultFile; chosen: string | undefined }) {
  const text = useText(handOverWords)
  const set = useSetSearch()
  const all = resultFindingNames.reduce((sum, finding) => sum + (file.counts[finding] ?? 0), 0)
  const tiles = [
    { key: undefined, label: text.all, n: all },
    { key: 'differing', label: text.differing, n: differencesOf(file) },
    ...resultFindingNames.flatMap((finding) => {
      const n = file.counts[finding] ?? 0
      return n > 0 ? [{ key: finding, label: text.findings[finding], n }] : []
    }),
  ]
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 12 }} className="no-print">
      {tiles.map(({ key, label, n }) => (
        <Button
          key={label}
          type={key === chosen ? 'primary' : 'default'}
          aria-pressed={key === chosen}
          onClick={() => set({ finding: key })}
        >
          {label} {count(n)}
        </Button>
      ))}
    </div>
  )
}
