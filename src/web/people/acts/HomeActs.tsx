import { Link } from 'wouter'
import { useText } from '../../platform/text.ts'
import { Card } from '../platform/parts.tsx'
import { actWords } from './messages.ts'
import { WishCard } from './WishCard.tsx'

const pages = ['papers', 'agent', 'appointment', 'delivery', 'ask'] as const

/** What an owner may do himself about his home. */
export function HomeActs({ unitId }: { unitId: string }) {
  const text = useText(actWords)
  return (
    <>
      <Card title={text.title}>
        <ul className="lines">
          {pages.map((page) => (
            <li key={page}>
              <Link href={`/people/homes/${unitId}/${page}`} className="row">
                <strong>{text.links[page][0]}</strong>
                <span>{text.links[page][1]}</span>
              </Link>
            </li>
          ))}
        </ul>
      </Card>
      <WishCard unitId={unitId} />
    </>
  )
}
