import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Space, Tag } from 'antd'
import { useState } from 'react'
import { type Restriction, restrictionsEndpoints, type SelectionResult } from '#contract/restrictions.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { instant } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { restrictionWords } from './messages.ts'
import {
  RestrictionFields,
  type RestrictionValues,
  restrictionOf,
  ToldFields,
  type ToldValues,
  toldOf,
} from './RestrictionFields.tsx'
import './restrictions.css'

type Asked = { act: 'record' } | { act: 'lift' | 'consent'; restriction: Restriction }

/** What rests on a home, what of it holds up a registration, and what has become of the rest. */
export function UnitRestrictions({ county, unit }: { county: string; unit: string }) {
  const text = useText(restrictionWords)
  const mayRecord = useMay('restrictions.record', county)
  const [asked, setAsked] = useState<Asked>()
  const query = useQuery(endpointQuery(restrictionsEndpoints.unitRestrictions, { params: { county, unit } }))
  return (
    <Card
      size="small"
      title={text.card}
      extra={
        mayRecord && (
          <Button size="small" className="no-print" onClick={() => setAsked({ act: 'record' })}>
            {text.record}
          </Button>
        )
      }
    >
      <Reading query={query}>
        {({ restrictions, held, history }) => (
          <Space orientation="vertical" size={12} style={{ width: '100%' }}>
            {(['first', 'transfer'] as const).map(
              (act) =>
                held[act] && <Alert key={act} type="error" showIcon title={text.held[act]} description={held[act]} />,
            )}
            {restrictions.length === 0 && <span style={{ opacity: 0.7 }}>{text.none}</span>}
            {restrictions.map((restriction) => (
              <RestrictionItem
                key={restriction.id}
                restriction={restriction}
                onAsk={mayRecord ? (act) => setAsked({ act, restriction }) : undefined}
              />
            ))}
            {history.length > 0 && (
              <ul className="restriction-history" aria-label={text.history}>
                {history.map(({ actNo, kind, actorName, actedAt, reason, documentNo }) => (
                  <li key={`${actNo} ${documentNo}`}>
                    {instant(actedAt)} {actorName} {text.acts[kind] ?? kind} {documentNo} · {reason}
                  </li>
                ))}
              </ul>
            )}
          </Space>
        )}
      </Reading>
      <AskedModal county={county} unit={unit} asked={asked} onClose={() => setAsked(undefined)} />
    </Card>
  )
}

const colours = { not_yet: 'default', standing: 'error', expired: 'warning', lifted: 'default' } as const

function RestrictionItem({
  restriction,
  onAsk,
}: {
  restriction: Restriction
  onAsk: ((act: 'lift' | 'consent') => void) | undefined
}) {
  const text = useText(restrictionWords)
  const { kind, state, debtor, authority, documentNo, fromOn, untilOn, first, transfer } = restriction
  const { note, consentedOn, consentBasis, liftedOn, liftedBasis, isExpiring } = restriction
  const isStanding = state === 'standing'
  return (
    <div className="restriction">
      <Space wrap size={4}>
        <Tag color={colours[state]}>{text.kinds[kind]}</Tag>
        {!isStanding && <Tag>{text.states[state]}</Tag>}
        {isExpiring && <Tag color="warning">{text.expiring}</Tag>}
        <span>
          {authority} · {documentNo}
        </span>
      </Space>
      <div className="restriction-facts">
        {text.debtors[debtor]} · {text.since(fromOn)}
        {untilOn && ` · ${text.until(untilOn)}`}
        {note && ` · ${note}`}
      </div>
      {isStanding && (
        <div className="restriction-facts">
          {text.forFirst}：{text.effect[first.effect]} · {text.forTransfer}：{text.effect[transfer.effect]}
          {transfer.effect !== 'passes' && <div>{text.ruleWords[transfer.rule]}</div>}
        </div>
      )}
      {consentedOn && <div className="restriction-facts">{text.consentedBy(consentedOn, consentBasis ?? '')}</div>}
      {liftedOn && <div className="restriction-facts">{text.liftedBy(liftedOn, liftedBasis ?? '')}</div>}
      {onAsk && liftedOn === null && (
        <Space className="no-print" style={{ marginTop: 6 }}>
          <Button size="small" onClick={() => onAsk('lift')}>
            {text.lift}
          </Button>
          {transfer.effect === 'consent' && consentedOn === null && (
            <Button size="small" onClick={() => onAsk('consent')}>
              {text.consent}
            </Button>
          )}
        </Space>
      )}
    </div>
  )
}

/** One home is a selection of one: what refuses it is said at once. */
function mustBeDone({ refused }: SelectionResult): void {
  const words = refused[0]?.words
  if (words !== undefined) throw new Error(words)
}

function AskedModal({
  county,
  unit,
  asked,
  onClose,
}: {
  county: string
  unit: string
  asked: Asked | undefined
  onClose: () => void
}) {
  const text = useText(restrictionWords)
  const queries = useQueryClient()
  const params = { county }
  const told = asked && asked.act !== 'record' ? [asked.restriction] : []
  async function record({ reason, ...values }: RestrictionValues & { reason: string }) {
    const body = { unitIds: [unit], ...restrictionOf(values), reason }
    mustBeDone(await call(restrictionsEndpoints.recordRestriction, { params, body }))
    await queries.invalidateQueries()
  }
  const end = (act: 'lift' | 'consent') =>
    async function endIt({ reason, ...values }: ToldValues & { reason: string }) {
      const endpoint =
        act === 'lift' ? restrictionsEndpoints.liftRestriction : restrictionsEndpoints.consentToRegistration
      mustBeDone(await call(endpoint, { params, body: { unitIds: [unit], ...toldOf(told, values), reason } }))
      await queries.invalidateQueries()
    }
  return (
    <>
      <ReasonModal<RestrictionValues>
        title={text.record}
        open={asked?.act === 'record'}
        onClose={onClose}
        act={record}
        done={text.recorded}
      >
        <RestrictionFields />
      </ReasonModal>
      {(['lift', 'consent'] as const).map((act) => (
        <ReasonModal<ToldValues>
          key={act}
          title={text[act]}
          open={asked?.act === act}
          onClose={onClose}
          act={end(act)}
          done={text.recorded}
        >
          <ToldFields told={told} act={act} />
        </ReasonModal>
      ))}
    </>
  )
}
