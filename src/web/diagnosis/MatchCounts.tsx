import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Pack as PackShape } from '#contract/packs.ts'
import { policyEndpoints } from '#contract/policy-library.ts'
import type { Condition } from '#domain/diagnosis/conditions.ts'
import type { Pack } from '#domain/diagnosis/packs.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { policyWords } from './policy-words.ts'
import { useDebounced } from './use-debounced.ts'

type MatchCountsProps = {
  region: string
  when: Condition
  /** The pack the condition is written in, where it brings words of its own. */
  pack?: Pack
}

/** How many estates and homes a condition holds for now, counted anew while it is being built. */
export function MatchCounts({ region, when, pack }: MatchCountsProps) {
  const text = useText(policyWords)
  const asked = useDebounced(JSON.stringify({ when, pack }), 400)
  const body = JSON.parse(asked) as { when: Condition; pack?: PackShape } // said one line above; the server reads it by its schema
  const matches = useQuery({
    ...endpointQuery(policyEndpoints.countMatches, { params: { region }, body }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const said = (name: 'holds' | 'unknown' | 'fails') =>
    matches.data
      ? `${text[name]} ${text.matchesOf(count(matches.data[name].estates), count(matches.data[name].homes))}`
      : ''
  return (
    <p className="match-counts" aria-live="polite">
      <span className="quiet">{text.matches}:</span>{' '}
      {matches.isError ? (
        <span className="tone-stop">{matches.error.message}</span>
      ) : matches.data ? (
        <>
          <b>{said('holds')}</b> · {said('unknown')} · {said('fails')}
        </>
      ) : (
        text.counting
      )}
    </p>
  )
}
