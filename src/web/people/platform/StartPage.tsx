import { Link } from 'wouter'
import { useText } from '../../platform/text.ts'
import { peopleWords } from './messages.ts'
import { Card } from './parts.tsx'

/** Where everybody outside the offices begins: what one may do here. */
export function StartPage() {
  const text = useText(peopleWords)
  return (
    <>
      <h1>{text.welcome}</h1>
      <p>{text.noApp}</p>
      <Card title={text.forOwners}>
        <p>{text.forOwnersHint}</p>
        <Link href="/people/find" className="main">
          {text.findMyHome}
        </Link>
      </Card>
      <Card title={text.forEverybody}>
        <p>{text.forEverybodyHint}</p>
        <Link href="/people/notices" className="button">
          {text.seeNotices}
        </Link>
      </Card>
    </>
  )
}
