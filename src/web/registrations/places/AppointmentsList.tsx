import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Empty, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import type { Appointment, ResultOfOne, Session } from '#contract/place-shapes.ts'
import { placesEndpoints } from '#contract/places.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { usePrinting } from '../../platform/printing.ts'
import { Reading } from '../../platform/Reading.tsx'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { RefusedModal } from '../../platform/RefusedModal.tsx'
import { useText } from '../../platform/text.ts'
import { MoveModal } from './MoveModal.tsx'
import { placeWords } from './messages.ts'
import { today } from './times.ts'

const colours = { booked: 'processing', arrived: 'gold', done: 'green', missed: 'red', cancelled: 'default' } as const
type Mark = 'arrive' | 'finish' | 'miss' | 'cancel'

/** Who comes to a session, by time; the list that is printed has a column to sign in. */
export function AppointmentsList({ session, mayArrange }: { session: Session; mayArrange: boolean }) {
  const text = useText(placeWords)
  const { countyCode: county, id } = session
  const isPrinting = usePrinting()
  const [chosen, setChosen] = useState<readonly Appointment[]>([])
  const list = useQuery(
    endpointQuery(placesEndpoints.listAppointments, { params: { county, session: id }, query: { limit: 500 } }),
  )
  return (
    <Reading query={list}>
      {({ rows }) => (
        <>
          <Table<Appointment>
            size="small"
            rowKey="id"
            dataSource={rows}
            pagination={false}
            scroll={isPrinting ? {} : { x: 900 }}
            locale={{ emptyText: <Empty description={text.noAppointments} /> }}
            {...(mayArrange &&
              !isPrinting && {
                rowSelection: {
                  columnWidth: 44,
                  selectedRowKeys: chosen.map((row) => row.id),
                  onChange: (_, selected) => setChosen(selected),
                  getCheckboxProps: ({ state, home }) => ({
                    disabled: !['booked', 'arrived'].includes(state),
                    'aria-label': home,
                  }),
                },
              })}
            columns={columnsOf(text, isPrinting)}
          />
          <MarkBar session={session} chosen={chosen} onDone={() => setChosen([])} />
        </>
      )}
    </Reading>
  )
}

const columnsOf = (text: (typeof placeWords)['zh'], isPrinting: boolean) => [
  { title: text.time, render: (_: unknown, { startsAt, endsAt }: Appointment) => `${startsAt}–${endsAt}`, width: 120 },
  { title: text.estate, dataIndex: 'estateName', width: 160 },
  { title: text.home, dataIndex: 'home', width: 160 },
  { title: text.owners, dataIndex: 'owners', width: 140 },
  { title: text.phone, dataIndex: 'phone', width: 130 },
  { title: text.matter, render: (_: unknown, { matter }: Appointment) => text.matters[matter], width: 100 },
  isPrinting
    ? { title: text.signature, render: () => '', width: 120 }
    : {
        title: text.state,
        render: (_: unknown, { state, endReason, ticketNo }: Appointment) => (
          <>
            <Tag color={colours[state]}>{text.states[state]}</Tag>
            {ticketNo !== null && text.gave(count(ticketNo))} {endReason}
          </>
        ),
        width: 170,
      },
]

/** What can be done with the chosen appointments. */
function MarkBar({
  session,
  chosen,
  onDone,
}: {
  session: Session
  chosen: readonly Appointment[]
  onDone: () => void
}) {
  const text = useText(placeWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [doing, setDoing] = useState<Mark | 'move'>()
  const [results, setResults] = useState<readonly ResultOfOne[]>()
  if (chosen.length === 0 && !results) return null
  const isPast = session.heldOn < today()
  const marks: readonly Mark[] =
    session.heldOn > today() ? ['cancel'] : isPast ? ['finish', 'miss'] : ['arrive', 'finish', 'miss', 'cancel']

  async function mark(name: Mark, reason: string) {
    const body = { reason, mark: name, appointments: chosen.map(({ id }) => id) }
    const answer = await call(placesEndpoints.markAppointments, { params: { county: session.countyCode }, body })
    await queries.invalidateQueries()
    onDone()
    if (answer.results.some(({ ok }) => !ok)) setResults(answer.results)
    else message.success(text.marked)
  }

  return (
    <div className="mark-bar no-print" role="toolbar" aria-label={text.chosen(count(chosen.length))}>
      <Space wrap>
        <strong>{text.chosen(count(chosen.length))}</strong>
        {marks.map((name) => (
          <Button key={name} onClick={() => setDoing(name)}>
            {text.marks[name]}
          </Button>
        ))}
        {chosen.length === 1 && !isPast && <Button onClick={() => setDoing('move')}>{text.move}</Button>}
      </Space>
      {doing && doing !== 'move' && (
        <ReasonModal<object>
          open
          title={text.marks[doing]}
          onClose={() => setDoing(undefined)}
          act={({ reason }) => mark(doing, reason)}
          suggested={text.markReasons[doing]}
        />
      )}
      {doing === 'move' && chosen[0] && (
        <MoveModal session={session} appointment={chosen[0]} onClose={() => setDoing(undefined)} onMoved={onDone} />
      )}
      <RefusedModal
        title={text.notMarked}
        note={text.notMarkedNote}
        results={results}
        columns={[]}
        onClose={() => setResults(undefined)}
      />
    </div>
  )
}
