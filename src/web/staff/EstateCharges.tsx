import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Card, Tag } from 'antd'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import { chargesOf, peopleById, responsibilityQuery } from './responsibility-data.ts'
import { responsibilityWords } from './responsibility-messages.ts'
import './responsibility.css'

/** Who answers for an estate and its parts. */
export function EstateCharges({ county, estate }: { county: string; estate: string }) {
  const text = useText(responsibilityWords)
  const responsibility = useQuery(responsibilityQuery(county))
  return (
    <Card
      size="small"
      title={text.answers}
      style={{ marginTop: 16 }}
      extra={
        <Link to="/counties/$county/responsibility" params={{ county }} search={{ view: 'charges' }}>
          {text.toPage}
        </Link>
      }
    >
      <Reading query={responsibility}>
        {(data) => {
          const charges = chargesOf(data, estate)
          const people = peopleById(data)
          if (charges.length === 0) return text.nobodyAnswers
          return (
            <ul className="answers">
              {charges.map(({ id, scope, place, personId, from }) => (
                <li key={id}>
                  <Tag>{text.scope[scope]}</Tag>
                  <strong>{people.get(personId)?.name}</strong> {scope !== 'estate' && place}{' '}
                  <span className="when">{text.since(from)}</span>
                </li>
              ))}
            </ul>
          )
        }}
      </Reading>
    </Card>
  )
}
