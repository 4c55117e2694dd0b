import { useContext } from 'react'
import type { TableHome } from '#contract/building-table.ts'
import { countMarks, type MarkKey, marksOf } from '#domain/units/marks.ts'
import { count } from '../../platform/format.ts'
import { LanguageContext, useText } from '../../platform/text.ts'
import { tableWords } from './messages.ts'

type LegendProps = {
  homes: readonly TableHome[]
  highlighted: MarkKey | undefined
  onHighlight: (key: MarkKey | undefined) => void
  /** Chooses every home with a mark; absent where nothing may be chosen. */
  onChoose: ((ids: readonly string[]) => void) | undefined
}

const groups = ['state', 'restriction', 'obstacle'] as const

/** What the colours, letters and corners of the table mean, with how many homes have each. */
export function TableLegend({ homes, highlighted, onHighlight, onChoose }: LegendProps) {
  const text = useText(tableWords)
  const { language } = useContext(LanguageContext)
  const counted = countMarks(homes)
  return (
    <section className="home-legend" aria-label={text.legend}>
      {groups.map((group) => {
        const entries = counted.filter((entry) => entry.group === group)
        if (entries.length === 0) return null
        return (
          <div key={group} className="legend-group">
            <span className="legend-title">{text.group[group]}</span>
            {entries.map(({ key, names, letter, colour, shape, n }) => (
              <span key={key} className={`legend-entry${highlighted === key ? ' on' : ''}`}>
                <button
                  type="button"
                  aria-pressed={highlighted === key}
                  onClick={() => onHighlight(highlighted === key ? undefined : key)}
                >
                  <i
                    className={
                      group === 'state'
                        ? `legend-swatch mark-${colour} ground-${shape}`
                        : `home-mark mark-${colour} shape-${shape}`
                    }
                  >
                    {letter[language]}
                  </i>
                  {names[language]} <b>{count(n)}</b>
                </button>
                {onChoose && (
                  <button
                    type="button"
                    className="legend-choose no-print"
                    aria-label={text.selectAllOf(names[language], count(n))}
                    onClick={() => onChoose(homes.filter((home) => marksOf(home).includes(key)).map(({ id }) => id))}
                  >
                    {text.select}
                  </button>
                )}
              </span>
            ))}
          </div>
        )
      })}
    </section>
  )
}
