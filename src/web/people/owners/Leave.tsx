import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { useText } from '../../platform/text.ts'
import { Actions } from '../platform/parts.tsx'
import { Trouble, useSubmit } from '../platform/use-submit.tsx'
import { leave } from './api.ts'
import { ownerWords } from './messages.ts'

/** Signing out, on a phone that others may hold after. */
export function Leave() {
  const text = useText(ownerWords)
  const queries = useQueryClient()
  const [, go] = useLocation()
  const submit = useSubmit({
    act: leave,
    onDone: () => {
      go('/people')
      queries.clear()
    },
  })
  return (
    <div className="unprinted">
      <Trouble of={submit} />
      <p>{text.leaveHint}</p>
      <Actions>
        <button type="button" onClick={() => submit.submit()} disabled={submit.isPending}>
          {text.leave}
        </button>
      </Actions>
    </div>
  )
}
