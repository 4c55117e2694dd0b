import { Link } from 'wouter'
import { useText } from '../../platform/text.ts'
import { visitWords } from '../messages.ts'
import { newProgram } from '../program.ts'
import { isSending, line, wakeAtOnce } from '../sending/sender.ts'
import { storage } from '../storage.ts'
import { countHeld, type HeldHere } from '../store/counts.ts'
import type { Store } from '../store/store.ts'
import { useLocal, useTold } from '../told.ts'

/** What is nowhere but on this phone, and how the line stands: on every page, at all times. */
export function HeldBar({ store }: { store: Store }) {
  const text = useText(visitWords)
  const held = useLocal(store, countHeld)
  if (!held) return <div className="held" />
  const isAllSent = held.records === 0 && held.photos === 0
  return (
    <div className="held" data-tone={isAllSent ? 'good' : 'warn'}>
      <p role="status" className="count">
        <Link href="/visit/outbox">
          {isAllSent ? text.allSent : text.onlyHere(held.records, held.photos)}
          {held.drafts > 0 && ` · ${text.drafts(held.drafts)}`}
        </Link>
      </p>
      <LineWords store={store} held={held} />
      <StorageWords />
      <ProgramWords />
    </div>
  )
}

function LineWords({ store, held }: { store: Store; held: HeldHere }) {
  const { line: text } = useText(visitWords)
  const { isOnline, isSignedIn, isRevoked, failures } = useTold(line)
  const isOnWay = useTold(isSending)
  const isWaiting = held.records + held.photos > 0
  if (isRevoked) return <p>{text.revoked}</p>
  if (!isOnline) return <p>{text.offline}</p>
  if (!isSignedIn) return <Link href="/visit/sign-in">{text.signedOut}</Link>
  if (isOnWay) return <p>{text.sending}</p>
  if (failures > 0 && isWaiting)
    return (
      <p>
        {text.waiting}{' '}
        <button type="button" onClick={() => wakeAtOnce(store)}>
          {text.retry}
        </button>
      </p>
    )
  return held.returned > 0 ? <p>{text.lying}</p> : null
}

function StorageWords() {
  const text = useText(visitWords)
  const room = useTold(storage)
  if (!room) return null
  return <p role="alert">{room.state === 'full' ? text.storageFull : text.storageLow(room.mb)}</p>
}

function ProgramWords() {
  const text = useText(visitWords)
  if (!useTold(newProgram)) return null
  return (
    <p>
      {text.newProgram}{' '}
      <button type="button" onClick={() => location.reload()}>
        {text.useNow}
      </button>
    </p>
  )
}
