import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Card, Tag } from 'antd'
import { type RecoveryLine, recoveriesEndpoints } from '#contract/recoveries.ts'
import { endpointQuery } from '../../platform/api.ts'
import { yuan } from '../../platform/format.ts'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { ladderWords } from '../../supervision/messages.ts'
import { recoveryWords } from './messages.ts'
import './recovery.css'

/** The recoveries that run beside the registrations of an estate; nothing where there are none. */
export function EstateRecoveries({ county, estate }: { county: string; estate: string }) {
  const text = useText(recoveryWords)
  const mayRead = useMay('dues.read', county)
  const { data: cases } = useQuery({
    ...endpointQuery(recoveriesEndpoints.estateRecoveries, { params: { county, estate } }),
    enabled: mayRead,
  })
  if (!cases || cases.length === 0) return null
  return (
    <Card size="small" title={text.title} className="recovery-card">
      {cases.map((recovery) => (
        <CaseRow key={recovery.id} recovery={recovery} />
      ))}
      <p className="quiet recovery-note">{text.registrationsNote}</p>
    </Card>
  )
}

function CaseRow({ recovery: { id, countyCode, no, debtor, owedFen, endKind, lastStep } }: { recovery: RecoveryLine }) {
  const text = useText(recoveryWords)
  const ladder = useText(ladderWords)
  return (
    <div className="recovery-row">
      <Link to="/counties/$county/recoveries/$recovery" params={{ county: countyCode, recovery: id }}>
        {text.ofDebtor(no, debtor.name)}
      </Link>
      <span>
        {text.owed} <strong className="number">{yuan(owedFen)}</strong>
      </span>
      {endKind ? (
        <Tag color={endKind === 'settled' ? 'green' : 'default'}>{text.ended[endKind]}</Tag>
      ) : (
        <Tag color="orange">{lastStep ? ladder.steps[lastStep] : text.running}</Tag>
      )}
    </div>
  )
}
