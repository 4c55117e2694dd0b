import { useQuery } from '@tanstack/react-query'
import { outreachEndpoints } from '#contract/outreach.ts'
import { endpointQuery } from '../../platform/api.ts'
import { Reading } from '../../platform/Reading.tsx'
import { ResultsView } from './ResultsView.tsx'

/** What the visits of the last year brought. */
export function Results({ region, estate }: { region: string; estate: string | undefined }) {
  const results = useQuery(
    endpointQuery(outreachEndpoints.outreachResults, { params: { region }, query: { ...(estate && { estate }) } }),
  )
  return <Reading query={results}>{(found) => <ResultsView results={found} />}</Reading>
}
