import { useQuery } from '@tanstack/react-query'
import { Button, Card } from 'antd'
import { useState } from 'react'
import { outreachEndpoints } from '#contract/outreach.ts'
import { endpointQuery } from '../../platform/api.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useText } from '../../platform/text.ts'
import { outreachWords } from '../messages.ts'
import '../outreach.css'
import { HomeDrawer } from './HomeDrawer.tsx'
import { Wish } from './Wish.tsx'

/** How outreach stands at a home; every attempt is behind the button. */
export function UnitOutreachCard({ county, unit }: { county: string; unit: string }) {
  const text = useText(outreachWords)
  const [isOpen, setOpen] = useState(false)
  const home = useQuery(endpointQuery(outreachEndpoints.homeOutreach, { params: { county, unit } }))
  return (
    <Card
      size="small"
      title={text.card}
      extra={
        <Button size="small" className="no-print" onClick={() => setOpen(true)}>
          {text.timeline}
        </Button>
      }
    >
      <Reading query={home}>
        {({ line }) => (
          <>
            <Wish willingness={line.willingness} />{' '}
            {[
              line.contact && text.contacts[line.contact],
              line.reason,
              `${text.attempts} ${line.attempts}`,
              line.lastVisitedOn && `${text.lastVisitedOn} ${line.lastVisitedOn}`,
              line.nextOn && `${text.nextOn} ${line.nextOn}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </>
        )}
      </Reading>
      {isOpen && <HomeDrawer county={county} unit={unit} onClose={() => setOpen(false)} />}
    </Card>
  )
}
