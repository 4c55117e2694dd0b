import type { Resolution } from '#contract/meeting-shapes.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { meetingWords } from './messages.ts'

/** How the units voted on what was resolved, and who dissented with which words. */
export function VoteWords({ vote }: { vote: NonNullable<Resolution['vote']> }) {
  const text = useText(meetingWords)
  const { signRule, agree, disagree, abstain, dissent } = vote
  return (
    <div className="quiet">
      {text.votes} · {text.voteRules[signRule]} · {text.vote(count(agree), count(disagree), count(abstain))}
      {dissent.map(({ organisation, words }) => (
        <div key={organisation}>
          {text.dissent} · {[organisation, words].filter(Boolean).join('：')}
        </div>
      ))}
    </div>
  )
}
