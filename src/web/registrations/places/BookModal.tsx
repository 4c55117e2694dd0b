import { useQueryClient } from '@tanstack/react-query'
import { App, Form, Select } from 'antd'
import type { Session } from '#contract/place-shapes.ts'
import { placesEndpoints } from '#contract/places.ts'
import { type VisitMatter, visitMatters } from '#domain/registrations/places/kinds.ts'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { RefusedModal } from '../../platform/RefusedModal.tsx'
import { useText } from '../../platform/text.ts'
import { placeWords } from './messages.ts'
import { HomeSelect } from './PlaceSelects.tsx'
import { useResults } from './use-results.ts'

type Values = { units: string[]; matter: VisitMatter; slotNo?: number }

/** Books one home or many; those beyond the seats are told one by one. */
export function BookModal({ session, onClose }: { session: Session; onClose: () => void }) {
  const text = useText(placeWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const { results, tell, closeForm } = useResults(onClose)
  const { countyCode: county, id, slots, estate } = session

  async function book({ slotNo, ...given }: Values & { reason: string }) {
    const body = { ...given, slotNo: slotNo ?? null }
    const answer = await call(placesEndpoints.book, { params: { county, session: id }, body })
    await queries.invalidateQueries()
    const went = answer.results.filter(({ ok }) => ok).length
    if (went > 0) message.success(text.booked(count(went)))
    tell(answer.results)
  }

  if (results)
    return (
      <RefusedModal title={text.notBooked} note={text.notBookedNote} results={results} columns={[]} onClose={onClose} />
    )
  return (
    <ReasonModal<Values> open title={text.bookTitle} onClose={closeForm} act={book} suggested={text.bookReason}>
      <Form.Item name="units" label={text.homes} rules={[{ required: true }]}>
        <HomeSelect county={county} estate={estate?.id} />
      </Form.Item>
      <Form.Item name="matter" label={text.matter} initialValue="apply" rules={[{ required: true }]}>
        <Select options={visitMatters.map((matter) => ({ value: matter, label: text.matters[matter] }))} />
      </Form.Item>
      <Form.Item name="slotNo" label={text.time}>
        <Select
          allowClear
          placeholder={text.anyTime}
          options={slots.map(({ no, startsAt, endsAt, capacity, taken }) => ({
            value: no,
            disabled: taken >= capacity,
            label: `${startsAt}–${endsAt} · ${taken >= capacity ? text.full : text.left(count(capacity - taken))}`,
          }))}
        />
      </Form.Item>
    </ReasonModal>
  )
}
