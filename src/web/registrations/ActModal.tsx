import { useQueryClient } from '@tanstack/react-query'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { ActFields, type ActValues } from './ActFields.tsx'
import { actFormWords } from './act-messages.ts'
import type { OfferedAct } from './acts.ts'
import { doAct } from './do-act.ts'
import { registrationWords } from './messages.ts'

type ActModalProps = {
  county: string
  application: string
  /** Nothing while no act is being done. */
  act: OfferedAct | undefined
  /** Papers known to be missing, told with the one list. */
  missing?: readonly string[]
  onClose: () => void
}

/** Does one act with one application; what the rules say against it stays in the form. */
export function ActModal({ county, application, act, missing = [], onClose }: ActModalProps) {
  const text = useText(registrationWords)
  const formText = useText(actFormWords)
  const queries = useQueryClient()
  if (!act) return null
  const suggested: Partial<Record<OfferedAct, string>> = text.suggested

  async function send(told: ActValues & { reason: string }) {
    if (!act) return
    const { results } = await doAct(county, application, act, told)
    const refused = results.find(({ ok }) => !ok)
    if (refused) throw new Error(refused.message ?? text.none)
    await queries.invalidateQueries()
  }

  return (
    <ReasonModal<ActValues>
      key={act}
      title={text.acts[act]}
      open
      onClose={onClose}
      act={send}
      done={formText.done(text.acts[act])}
      suggested={suggested[act]}
    >
      <ActFields act={act} missing={missing} isSingle />
    </ReasonModal>
  )
}
