import { useContext, useState } from 'react'
import { Link } from 'wouter'
import { Actions, Busy, Say } from '../../people/platform/parts.tsx'
import { LanguageContext, useText } from '../../platform/text.ts'
import { visitWords } from '../messages.ts'
import { bringAll, bringing } from '../sending/bring.ts'
import { line } from '../sending/sender.ts'
import { signOut } from '../session.ts'
import { listEstates } from '../store/homes.ts'
import type { PhoneEstate } from '../store/shapes.ts'
import type { Store } from '../store/store.ts'
import { useLocal, useTold } from '../told.ts'

/** The estates an officer looks after, and whether their homes are on this phone. */
export function EstatesPage({ store }: { store: Store }) {
  const text = useText(visitWords)
  const estates = useLocal(store, listEstates)
  const coming = useTold(bringing)
  const { isOnline, isSignedIn } = useTold(line)
  const [isFailed, setFailed] = useState(false)
  if (!estates) return <Busy />
  return (
    <>
      <h1>{text.estates}</h1>
      {estates.length === 0 && <Say tone="info">{coming ? text.bringFirst : text.noEstates}</Say>}
      <ul className="rows">
        {estates.map((estate) => (
          <EstateRow key={estate.estateId} estate={estate} />
        ))}
      </ul>
      {isFailed && !coming && <Say tone="warn">{text.bringFailed}</Say>}
      {coming && <p role="status">{text.bringing(coming.homes)}</p>}
      <Actions>
        <button
          type="button"
          disabled={coming !== null || !isOnline || !isSignedIn}
          onClick={() =>
            void bringAll(store).then(
              () => setFailed(false),
              () => setFailed(true),
            )
          }
        >
          {text.bring}
        </button>
        <Link className="button" href="/visit/outbox">
          {text.outbox}
        </Link>
        <button type="button" onClick={() => void signOut(store)}>
          {text.signOut}
        </button>
      </Actions>
    </>
  )
}

function EstateRow({ estate }: { estate: PhoneEstate }) {
  const text = useText(visitWords)
  const { language } = useContext(LanguageContext)
  const { estateId, name, address, open, homes, planned, heldAt } = estate
  const at = heldAt === null ? null : new Date(heldAt).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', shortly)
  return (
    <li>
      <Link href={`/visit/estates/${estateId}`}>
        <strong>{name}</strong>
        <span className="number">{text.open(open)}</span>
        <small>
          {[address, text.ofHomes(homes), at === null ? text.notHeld : text.heldAt(at)].filter(Boolean).join(' · ')}
        </small>
        {planned.map(({ planId, title, until }) => (
          <small key={planId}>{text.planned(title, until)}</small>
        ))}
      </Link>
    </li>
  )
}

const shortly = { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' } as const
