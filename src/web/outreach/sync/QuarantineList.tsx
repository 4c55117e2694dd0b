import { useQueryClient } from '@tanstack/react-query'
import { Button, Descriptions, Drawer, Segmented, Space } from 'antd'
import { useState } from 'react'
import { type QuarantinedRecord, visitSyncEndpoints } from '#contract/visit-sync.ts'
import { visitChannels } from '#domain/outreach/visits/channels.ts'
import { call } from '../../platform/api.ts'
import { instant } from '../../platform/format.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { syncWords } from './messages.ts'

const states = ['waiting', 'taken', 'set_aside'] as const

/** Records that wait for a person: looked at one by one, then taken or set aside; none is removed. */
export function QuarantineList({ region, state: asked }: { region: string; state: string | undefined }) {
  const text = useText(syncWords)
  const set = useSetSearch()
  const state = states.find((candidate) => candidate === asked) ?? 'waiting'
  const [shown, setShown] = useState<QuarantinedRecord | null>(null)
  const kinds: Record<string, string> = text.kinds
  return (
    <>
      <Segmented
        className="no-print"
        style={{ marginBottom: 12 }}
        value={state}
        options={states.map((value) => ({ value, label: text.state[value] }))}
        onChange={(chosen) => set({ state: chosen })}
      />
      <RecordTable<QuarantinedRecord>
        listKey={[visitSyncEndpoints.listVisitQuarantine.path, region, state]}
        load={(after) => call(visitSyncEndpoints.listVisitQuarantine, { params: { region }, query: { after, state } })}
        rowKey={({ id }) => id}
        onOpen={setShown}
        width={1060}
        empty={text.noQuarantine}
        columns={[
          { title: text.receivedAt, render: (_, { receivedAt }) => instant(receivedAt), width: 150 },
          { title: text.from, dataIndex: 'accountName', width: 140, ellipsis: true },
          { title: text.phone, render: (_, { deviceName }) => deviceName ?? '—', width: 160, ellipsis: true },
          { title: text.kind, render: (_, { kind }) => kinds[kind] ?? kind, width: 100 },
          { title: text.home, render: (_, { place }) => place ?? '—', width: 260, ellipsis: true },
          { title: text.whyHeld, render: (_, { why }) => text.why[why], width: 150 },
          {
            title: '',
            render: (_, { deciderName, decidedReason }) =>
              deciderName && decidedReason ? text.decidedBy(deciderName, decidedReason) : text.look,
            width: 200,
            ellipsis: true,
          },
        ]}
      />
      {shown && <HeldRecord key={shown.id} record={shown} onClose={() => setShown(null)} />}
    </>
  )
}

function HeldRecord({ record, onClose }: { record: QuarantinedRecord; onClose: () => void }) {
  const text = useText(syncWords)
  const queries = useQueryClient()
  const [decision, setDecision] = useState<'take' | 'set_aside' | null>(null)
  async function decide(chosen: 'take' | 'set_aside', reason: string) {
    const params = { county: record.countyCode, quarantined: record.id }
    await call(visitSyncEndpoints.decideVisitQuarantine, { params, body: { decision: chosen, reason } })
    await queries.invalidateQueries()
    onClose()
  }
  return (
    <Drawer
      open
      size={520}
      title={`${text.why[record.why]} · ${record.accountName}`}
      onClose={onClose}
      footer={
        record.state === 'waiting' && (
          <Space>
            <Button type="primary" onClick={() => setDecision('take')}>
              {text.take}
            </Button>
            <Button onClick={() => setDecision('set_aside')}>{text.setAside}</Button>
          </Space>
        )
      }
    >
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: 'home', label: text.home, children: record.place ?? '—' },
          { key: 'receivedAt', label: text.receivedAt, children: instant(record.receivedAt) },
          { key: 'phone', label: text.phone, children: record.deviceName ?? '—' },
        ]}
      />
      <Descriptions
        title={text.says}
        bordered
        column={1}
        size="small"
        items={record.said.map(({ name, value }) => ({
          key: name,
          label: <SaidName name={name} />,
          children: <SaidValue name={name} value={value} />,
        }))}
      />
      {decision && (
        <ReasonModal
          open
          title={decision === 'take' ? text.take : text.setAside}
          done={decision === 'take' ? text.taken : text.wasSetAside}
          suggested={decision === 'take' ? text.takeReason : text.setAsideReason}
          onClose={() => setDecision(null)}
          act={({ reason }) => decide(decision, reason)}
        />
      )}
    </Drawer>
  )
}

/** A part of a record by the word of its field, where it has one. */
function SaidName({ name }: { name: string }) {
  const text = useText(syncWords)
  const named: Record<string, string> = text.parts
  return named[name.replace(/^fields\./, '')] ?? name
}

/** What was said, in words: times in the office's own, codes by their names. */
function SaidValue({ name, value }: { name: string; value: string }) {
  const text = useText(syncWords)
  const channels: Record<string, { zh: string }> = visitChannels
  const named: Record<string, string> = { ...text.values, true: text.yes, false: text.no }
  if (name === 'observedAt') return instant(value)
  if (name === 'channel') return channels[value]?.zh ?? value
  return named[value] ?? value
}
