import { useQuery } from '@tanstack/react-query'
import { Button, Card, Space } from 'antd'
import { useState } from 'react'
import type { DueLine } from '#contract/due-shapes.ts'
import { duesEndpoints } from '#contract/dues.ts'
import type { Unit } from '#contract/units.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { call } from '../platform/api.ts'
import { Reading } from '../platform/Reading.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { DebtorLink } from './accounts/DebtorLink.tsx'
import { accountWords } from './accounts/messages.ts'
import { SlipButton } from './accounts/SlipButton.tsx'
import { DueDrawer } from './DueDrawer.tsx'
import './dues.css'
import { HomeDuesModal } from './HomeDuesModal.tsx'
import { duesWords } from './messages.ts'
import { NewDueModal } from './NewDueModal.tsx'

/** The dues of a home, each opening to its payments; and what it would owe, worked out on the spot. */
export function HomeDuesCard({ unit: home }: { unit: Unit }) {
  const { countyCode: county, id: unit, estateId, owners, priceFen } = home
  const name = [home.estateName, home.building, home.entrance, home.room].filter(Boolean).join('-')
  const text = useText(duesWords)
  const words = useText(accountWords)
  const mayRecord = useMay('dues.record', county)
  const [opened, setOpened] = useState<DueLine>()
  const [isOpen, setOpen] = useState(false)
  const openDue = (due: DueLine) => {
    setOpened(due)
    setOpen(true)
  }
  const [isComputing, setComputing] = useState(false)
  const [isRecording, setRecording] = useState(false)
  const dues = useQuery({
    queryKey: [duesEndpoints.listDues.path, county, { unit }],
    queryFn: () => call(duesEndpoints.listDues, { params: { region: county }, body: { unit } }),
  })
  return (
    <Card
      size="small"
      title={text.title}
      extra={
        <Space className="no-print" wrap>
          {(dues.data?.rows.length ?? 0) > 0 && (
            <DebtorLink county={county} debtor={{ unit }}>
              {words.account}
            </DebtorLink>
          )}
          <SlipButton county={county} of={{ unit }} name={name} size="small" />
          <Button size="small" onClick={() => setComputing(true)}>
            {text.compute}
          </Button>
          {mayRecord && (
            <Button size="small" onClick={() => setRecording(true)}>
              {text.record}
            </Button>
          )}
        </Space>
      }
    >
      <Reading query={dues}>
        {({ rows }) =>
          rows.length === 0 ? (
            <span style={{ opacity: 0.75 }}>{text.nothingOnHome}</span>
          ) : (
            <ul className="dues-of-home">
              {rows.map((due) => (
                <DueOfHome key={due.id} due={due} onOpen={() => openDue(due)} />
              ))}
            </ul>
          )
        }
      </Reading>
      {opened && <DueDrawer county={county} due={opened.id} open={isOpen} onClose={() => setOpen(false)} />}
      <HomeDuesModal
        home={{ county, unit, priceFen }}
        mayRecord={mayRecord}
        open={isComputing}
        onClose={() => setComputing(false)}
      />
      <NewDueModal
        county={county}
        place={{ estate: estateId, unit, owners: owners.map(({ name }) => name).join('、') }}
        open={isRecording}
        onClose={() => setRecording(false)}
      />
    </Card>
  )
}

function DueOfHome({ due, onOpen }: { due: DueLine; onOpen: () => void }) {
  const text = useText(duesWords)
  const state = due.state === 'owed' ? text.stillOwed(yuanOf(due.owedFen)) : text.states[due.state]
  return (
    <li>
      <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={onOpen}>
        {text.kinds[due.kind]}
      </Button>
      <span className="dues-number">{text.yuan(yuanOf(due.amountFen))}</span>
      <span className="dues-standing">
        {state}
        {due.state === 'owed' && due.deferredUntil && ` · ${text.untilOn} ${due.deferredUntil}`}
      </span>
    </li>
  )
}
