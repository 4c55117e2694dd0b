import { useQuery } from '@tanstack/react-query'
import { Button, Card } from 'antd'
import { useState } from 'react'
import type { DueLine } from '#contract/due-shapes.ts'
import { duesEndpoints } from '#contract/dues.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { call } from '../platform/api.ts'
import { Reading } from '../platform/Reading.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { DueDrawer } from './DueDrawer.tsx'
import './dues.css'
import { HomeDuesModal } from './HomeDuesModal.tsx'
import { duesWords } from './messages.ts'

/** The dues of a home, each opening to its payments; and what it would owe, worked out on the spot. */
export function HomeDuesCard({ county, unit, priceFen }: { county: string; unit: string; priceFen: number | null }) {
  const text = useText(duesWords)
  const mayRecord = useMay('dues.record', county)
  const [opened, setOpened] = useState<DueLine>()
  const [isOpen, setOpen] = useState(false)
  const openDue = (due: DueLine) => {
    setOpened(due)
    setOpen(true)
  }
  const [isComputing, setComputing] = useState(false)
  const dues = useQuery({
    queryKey: [duesEndpoints.listDues.path, county, { unit }],
    queryFn: () => call(duesEndpoints.listDues, { params: { region: county }, body: { unit } }),
  })
  return (
    <Card
      size="small"
      title={text.title}
      extra={
        <Button size="small" className="no-print" onClick={() => setComputing(true)}>
          {text.compute}
        </Button>
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
