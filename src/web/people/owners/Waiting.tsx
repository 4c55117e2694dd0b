import { Link } from 'wouter'
import { ProblemError } from '../../platform/send.ts'
import { useText } from '../../platform/text.ts'
import { Actions, Busy, Say } from '../platform/parts.tsx'
import { ownerWords } from './messages.ts'

/** What is not here yet: on its way, signed out meanwhile, nobody's, or not reached. */
export function Waiting({ of }: { of: { error: Error | null; refetch: () => unknown } }) {
  const text = useText(ownerWords)
  if (!of.error) return <Busy />
  const status = of.error instanceof ProblemError ? of.error.status : null
  if (status === 401 || status === 404)
    return (
      <>
        <Say tone="warn">{status === 401 ? text.signedOut : text.notYours}</Say>
        <Actions>
          <Link href="/people/find" className="main">
            {text.findAgain}
          </Link>
        </Actions>
      </>
    )
  return (
    <>
      <Say tone="bad">{text.failed}</Say>
      <Actions>
        <button type="button" className="main" onClick={() => of.refetch()}>
          {text.tryAgain}
        </button>
      </Actions>
    </>
  )
}
