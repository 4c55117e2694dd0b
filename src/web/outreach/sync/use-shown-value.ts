import type { VisitConflict } from '#contract/visits.ts'
import { paperKinds } from '#domain/archives/paper-kinds.ts'
import { useText } from '../../platform/text.ts'
import { syncWords } from './messages.ts'

type Value = VisitConflict['standing']['value']

/** A value of a field in words. */
export function useShownValue(): (value: Value) => string {
  const text = useText(syncWords)
  const named: Record<string, string> = text.values
  const papers: Record<string, { zh: string }> = paperKinds
  return (value) => {
    if (value === null) return text.none
    if (Array.isArray(value)) return value.map((paper) => papers[paper]?.zh ?? paper).join('、')
    return named[value] ?? value
  }
}
