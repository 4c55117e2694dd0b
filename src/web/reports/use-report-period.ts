import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import dayjs from 'dayjs'
import {
  type Period,
  type PeriodKind,
  parsePeriod,
  periodKinds,
  periodOf,
  periodWords,
} from '#domain/reports/periods.ts'
import { useText } from '../platform/text.ts'
import { rhythmWords } from './rhythm-messages.ts'

export const here = '/signed-in/shell/regions/$region/reports'

/** Today on this screen. */
export const today = () => dayjs().format('YYYY-MM-DD')

/** The kind and period the page is about: those of the address, else the running month. */
export function useReportPeriod(): Period {
  const search = useSearch({ from: here })
  const kind: PeriodKind = periodKinds.find((one) => one === search.kind) ?? 'month'
  return parsePeriod(kind, search.period ?? '') ?? periodOf(kind, today())
}

/** What a period is called in the language of the screen. */
export function usePeriodName(): (kind: PeriodKind, key: string) => string {
  const text = useText(rhythmWords)
  return (kind, key) => {
    const period = parsePeriod(kind, key)
    return period ? text.periodName(key, periodWords(period)) : key
  }
}

/** Everything that shows reports looks again. */
export function useReportsChanged(): () => Promise<void> {
  const queries = useQueryClient()
  return () =>
    queries.invalidateQueries({ predicate: ({ queryKey }) => /report|hand-ins|bulletins/.test(String(queryKey[0])) })
}
