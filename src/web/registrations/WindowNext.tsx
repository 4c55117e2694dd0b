import { Link } from '@tanstack/react-router'
import { Button, Card, Space } from 'antd'
import { useState } from 'react'
import type { WindowHome } from '#contract/transfers.ts'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { useMayIn } from '../tasks/use-may-in.ts'
import { ActModal } from './ActModal.tsx'
import { actsFor, isTurningBack, type OfferedAct } from './acts.ts'
import { ToDelivery } from './delivery/ToDelivery.tsx'
import { registrationWords } from './messages.ts'
import { missingTitles } from './paper-titles.ts'
import { TransferModal } from './TransferModal.tsx'
import { windowWords } from './window-messages.ts'

/** The one next thing, said in words, with a large button for each act that leads on. */
export function WindowNext({ home }: { home: WindowHome }) {
  const text = useText(windowWords)
  const words = useText(registrationWords)
  const mayIn = useMayIn()
  const mayApply = useMay('registrations.apply', home.countyCode)
  const [act, setAct] = useState<OfferedAct>()
  const [isApplying, setApplying] = useState(false)
  const { application, countyCode: county, next } = home
  const standing = application ? [{ ...application, kind: 'transfer' as const }] : []
  const acts = actsFor(standing, (permission) => mayIn(permission, county)).filter((one) => !isTurningBack(one))
  return (
    <Card size="small">
      <div className="window-next">
        <span>{text.nextIs}</span>
        <strong>{text.next[next]}</strong>
        <Space wrap className="no-print">
          {next === 'apply' && mayApply && (
            <Button type="primary" size="large" onClick={() => setApplying(true)}>
              {text.applyBoth}
            </Button>
          )}
          {next === 'first_registration' && (
            <Link to="/counties/$county/estates/$estate" params={{ county, estate: home.estateId }}>
              <Button size="large">{text.toEstate}</Button>
            </Link>
          )}
          {next === 'deliver' && <ToDelivery county={county} estate={home.estateId} />}
          {acts.map((one, place) => (
            <Button key={one} type={place === 0 ? 'primary' : 'default'} size="large" onClick={() => setAct(one)}>
              {words.acts[one]}
            </Button>
          ))}
        </Space>
      </div>
      {application && (
        <ActModal
          county={county}
          application={application.id}
          act={act}
          missing={missingTitles(home.papers)}
          onClose={() => setAct(undefined)}
        />
      )}
      {isApplying && <TransferModal home={home} onClose={() => setApplying(false)} />}
    </Card>
  )
}
