import { useText } from '../../platform/text.ts'
import { peopleWords } from './messages.ts'

/** Where an owner begins. */
export function StartPage() {
  const text = useText(peopleWords)
  return <h1>{text.title}</h1>
}
