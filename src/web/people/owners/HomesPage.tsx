import { Link, Redirect } from 'wouter'
import { useText } from '../../platform/text.ts'
import { Card } from '../platform/parts.tsx'
import { useOwnHomes } from './api.ts'
import { Leave } from './Leave.tsx'
import { ownerWords } from './messages.ts'
import { Waiting } from './Waiting.tsx'

/** An owner's homes; whoever has one goes straight to it. */
export function HomesPage() {
  const text = useText(ownerWords)
  const homes = useOwnHomes()
  if (!homes.data) return <Waiting of={homes} />
  const [only, another] = homes.data
  if (only && !another) return <Redirect to={`/people/homes/${only.unitId}`} replace />
  return (
    <>
      <h1>{text.homes}</h1>
      <p>{only ? text.homesCount(homes.data.length) : text.noHomes}</p>
      {homes.data.map(({ unitId, place, stage }) => (
        <Card key={unitId}>
          <Link href={`/people/homes/${unitId}`} className="row">
            <strong>{place}</strong>
            <span>{text.stages[stage]}</span>
          </Link>
        </Card>
      ))}
      <Leave />
    </>
  )
}
