import { Link } from 'wouter'
import { useText } from '../../platform/text.ts'
import { visitWords } from '../messages.ts'
import { markOf, type SeenHome } from './home-words.ts'

/** One home in a list: where it is, whose, and how it stands with visits. */
export function HomeRow({ home, href }: { home: SeenHome; href: string }) {
  const text = useText(visitWords)
  const { building, entrance, room, owners, attempts, lastVisitedOn, waiting, fields } = home
  const mark = markOf(home)
  return (
    <li>
      <Link href={href}>
        <strong>{text.place(building, entrance, room)}</strong>
        <span className="mark" data-mark={mark}>
          {text.legend[mark]}
        </span>
        <small>
          {owners.map(({ name }) => name).join('、') || text.noOwner} · {text.attemptsMade(attempts)}
          {lastVisitedOn && ` · ${text.lastOn(lastVisitedOn)}`}
          {fields.nextOn && ` · ${text.nextOn} ${fields.nextOn}`}
        </small>
        {waiting > 0 && <small className="here">{text.waitingHere(waiting)}</small>}
      </Link>
    </li>
  )
}
