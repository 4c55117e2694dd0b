import { useQuery } from '@tanstack/react-query'
import { App, Checkbox, Form } from 'antd'
import type { Dayjs } from 'dayjs'
import { type Person, responsibilityEndpoints } from '#contract/responsibility.ts'
import { tasksEndpoints } from '#contract/tasks.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { type ActProps, DayField, isoDay, PersonField, useRenew } from './act-fields.tsx'
import { heldBy } from './responsibility-data.ts'
import { responsibilityWords } from './responsibility-messages.ts'

type Values = { toPersonId: string; on: Dayjs; leaves?: boolean }

/** Hands everything a person answers for to another, as one act; shows beforehand what moves. */
export function HandOverModal({ responsibility, person, onClose }: ActProps & { person: Person }) {
  const text = useText(responsibilityWords)
  const { message } = App.useApp()
  const renew = useRenew()
  async function handOver({ reason, toPersonId, on, leaves }: Values & { reason: string }) {
    const { moved } = await call(responsibilityEndpoints.handOver, {
      params: { county: responsibility.countyCode, person: person.id },
      body: { reason, toPersonId, on: isoDay(on), leaves: leaves ?? false },
    })
    message.success(text.moved(count(moved.tasks), count(moved.postings), count(moved.charges)))
    await renew()
  }
  return (
    <ReasonModal<Values>
      open
      title={text.handTitle(person.name)}
      onClose={onClose}
      act={handOver}
      suggested={text.handReason}
    >
      <Moves responsibility={responsibility} person={person} />
      <PersonField name="toPersonId" label={text.to} responsibility={responsibility} except={person.id} />
      <DayField name="on" label={text.on} />
      <Form.Item name="leaves" valuePropName="checked">
        <Checkbox>{text.leaves}</Checkbox>
      </Form.Item>
    </ReasonModal>
  )
}

const shown = 20

/** What the hand-over would move: each task, post and charge by name. */
function Moves({ responsibility, person }: Omit<ActProps, 'onClose'> & { person: Person }) {
  const text = useText(responsibilityWords)
  const { posts, charges } = heldBy(responsibility, person)
  const tasks = useQuery(
    endpointQuery(tasksEndpoints.listTasks, {
      params: { region: responsibility.countyCode },
      query: { person: person.id, state: 'open', limit: shown },
    }),
  )
  if (person.openTasks + posts.length + charges.length === 0) return <p className="moves">{text.movesNothing}</p>
  return (
    <section className="moves" aria-label={text.movesHead}>
      <strong>{text.movesHead}</strong>
      <p>{text.movesTasks(count(person.openTasks))}</p>
      <ul>
        {(tasks.data?.rows ?? []).map(({ id, no, title, estate, dueOn }) => (
          <li key={id}>
            {no} {title} {estate && !title.includes(estate.name) && estate.name}{' '}
            <span className="when">{text.due(dueOn)}</span>
          </li>
        ))}
        {person.openTasks > shown && <li>{text.moreTasks(count(person.openTasks - shown))}</li>}
      </ul>
      <p>{text.movesPosts(count(posts.length))}</p>
      <ul>
        {posts.map(({ id, unit, duty }) => (
          <li key={id}>
            {unit} {text.duty[duty]}
          </li>
        ))}
      </ul>
      <p>{text.movesCharges(count(charges.length))}</p>
      <ul>
        {charges.slice(0, shown).map(({ id, place }) => (
          <li key={id}>{place}</li>
        ))}
        {charges.length > shown && <li>{text.moreTasks(count(charges.length - shown))}</li>}
      </ul>
      <p>{text.movesKept}</p>
    </section>
  )
}
