import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Modal, Tag } from 'antd'
import { useState } from 'react'
import { cashDeskEndpoints } from '#contract/cash-desk.ts'
import type { Closing } from '#contract/cash-desk-shapes.ts'
import { differencesOf, totalOf } from '#domain/dues/closing.ts'
import { call } from '../../platform/api.ts'
import { yuan } from '../../platform/format.ts'
import { platformWords } from '../../platform/messages.ts'
import { RecordTable, type RecordTableProps } from '../../platform/RecordTable.tsx'
import { meQuery, useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { type DeskText, deskWords } from './messages.ts'
import { closingAddress } from './open-print.ts'
import { refusalWords } from './refused-at.ts'

/** Every closing of the county; a difference is accepted here by somebody else than who counted. */
export function ClosingsList({ county }: { county: string }) {
  const text = useText(deskWords)
  const mayCollect = useMay('dues.collect', county)
  const me = useQuery(meQuery).data
  const [asked, setAsked] = useState<Closing>()
  return (
    <>
      <RecordTable<Closing>
        listKey={[cashDeskEndpoints.listClosings.path, county]}
        load={(after) => call(cashDeskEndpoints.listClosings, { params: { county }, query: { after } })}
        columns={columnsOf(text, (closing) =>
          closing.closedOn === null && mayCollect && closing.countedBy !== me?.id ? (
            <Button size="small" onClick={() => setAsked(closing)}>
              {text.accept}
            </Button>
          ) : null,
        )}
        rowKey={({ id }) => id}
        onOpen={({ id }) => window.open(closingAddress(county, id), '_blank')}
        width={1060}
        empty={text.noClosings}
      />
      {asked && <Accept county={county} closing={asked} onClose={() => setAsked(undefined)} />}
    </>
  )
}

const columnsOf = (
  text: DeskText,
  acts: (closing: Closing) => React.ReactNode,
): RecordTableProps<Closing>['columns'] => [
  { title: text.day, width: 110, dataIndex: 'day' },
  { title: text.desk, width: 120, ellipsis: true, dataIndex: 'desk' },
  {
    title: text.booked,
    width: 125,
    align: 'right',
    className: 'number',
    render: (_, { booked }) => yuan(totalOf(booked)),
  },
  {
    title: text.difference,
    width: 145,
    align: 'right',
    className: 'number',
    render: (_, { booked, counted }) => yuan(totalOf(differencesOf(booked, counted))),
  },
  { title: text.reason, width: 200, ellipsis: true, render: (_, { reason }) => reason ?? text.even },
  { title: text.counter, width: 120, ellipsis: true, dataIndex: 'counterName' },
  { title: text.accepter, width: 120, ellipsis: true, render: (_, { accepterName }) => accepterName ?? '—' },
  {
    title: text.state,
    width: 110,
    render: (_, { closedOn }) => (
      <Tag color={closedOn ? 'success' : 'warning'}>{closedOn ? text.closedState : text.waitingState}</Tag>
    ),
  },
  {
    title: '',
    width: 110,
    onCell: () => ({ onClick: (event) => event.stopPropagation(), onKeyDown: (event) => event.stopPropagation() }),
    render: (_, closing) => acts(closing),
  },
]

function Accept({ county, closing, onClose }: { county: string; closing: Closing; onClose: () => void }) {
  const text = useText(deskWords)
  const words = useText(platformWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)

  async function accept() {
    setBusy(true)
    try {
      await call(cashDeskEndpoints.acceptDifference, { params: { county, closing: closing.id } })
      message.success(text.accepted)
      await queries.invalidateQueries()
      onClose()
    } catch (error) {
      message.error(refusalWords(text, error))
    } finally {
      setBusy(false)
    }
  }

  const difference = totalOf(differencesOf(closing.booked, closing.counted))
  return (
    <Modal
      open
      title={text.acceptTitle}
      okText={words.confirm}
      cancelText={words.cancel}
      confirmLoading={isBusy}
      onOk={accept}
      onCancel={onClose}
    >
      <p>
        {closing.desk} · {closing.day} · {text.difference} <strong>{yuan(difference)}</strong>
      </p>
      <p>{text.reasonIs(closing.reason ?? '')}</p>
      <p className="desk-how">{text.acceptHint}</p>
    </Modal>
  )
}
