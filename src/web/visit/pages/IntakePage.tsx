import { Link } from 'wouter'
import { Busy, Say } from '../../people/platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import { visitWords } from '../messages.ts'
import { IntakeForm } from '../parts/IntakeForm.tsx'
import { findEstate, listHomes } from '../store/homes.ts'
import type { Store } from '../store/store.ts'
import { useLocal } from '../told.ts'

/** Takes in an application for the transfer of a home at a temporary point. */
export function IntakePage({ store, estateId, unitId }: { store: Store; estateId: string; unitId: string }) {
  const text = useText(visitWords)
  const estate = useLocal(store, findEstate, estateId)
  const homes = useLocal(store, listHomes, estateId)
  if (!homes) return <Busy />
  const home = homes.find((candidate) => candidate.unitId === unitId)
  if (!home || !estate) return <Say tone="warn">{text.missing}</Say>
  return (
    <>
      <p className="crumbs">
        <Link href={`/visit/estates/${estateId}/homes/${unitId}`}>
          ‹ {text.place(home.building, home.entrance, home.room)}
        </Link>
      </p>
      <h1>{text.takeIn}</h1>
      <p>{text.intakeHint}</p>
      <IntakeForm store={store} estate={estate} home={home} />
    </>
  )
}
