import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Card, Form, Input, Select, Table } from 'antd'
import { useState } from 'react'
import { type Campaign, campaignEndpoints } from '#contract/campaign.ts'
import { estatesEndpoints } from '#contract/estates.ts'
import { useDebounced } from '../diagnosis/use-debounced.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import type { CampaignPart } from './CampaignPage.tsx'
import { campaignWords } from './campaign-messages.ts'

type Out = Campaign['scope']['out'][number]
type Deciding = { county: string; estate: Out | null }

/** Which estates the campaign does not count, why, and how they come back. */
export function CampaignScope({ campaign, maySet, onChange }: CampaignPart) {
  const text = useText(campaignWords)
  const [deciding, setDeciding] = useState<Deciding>()
  const { inScope, outOfScope, out } = campaign.scope
  const isCity = campaign.region.endsWith('00')
  return (
    <Card
      title={text.scope}
      extra={
        maySet &&
        !isCity && (
          <Button type="primary" onClick={() => setDeciding({ county: campaign.region, estate: null })}>
            {text.takeOut}
          </Button>
        )
      }
    >
      <p>
        <b>{text.inScope}</b> {text.estatesUnits(count(inScope.estates), count(inScope.units))} ·{' '}
        <b>{text.outOfScope}</b> {text.estatesUnits(count(outOfScope.estates), count(outOfScope.units))}
      </p>
      <p className="quiet">
        {text.scopeHint} {isCity && maySet && text.onlyCounty}
      </p>
      <OutTable
        out={out}
        onTakeBack={maySet ? (estate) => setDeciding({ county: estate.countyCode, estate }) : undefined}
      />
      {deciding && <ScopeForm deciding={deciding} onChange={onChange} onClose={() => setDeciding(undefined)} />}
    </Card>
  )
}

function OutTable({ out, onTakeBack }: { out: Out[]; onTakeBack: ((estate: Out) => void) | undefined }) {
  const text = useText(campaignWords)
  return (
    <Table<Out>
      size="small"
      rowKey="estateId"
      dataSource={out}
      locale={{ emptyText: text.nothingOut }}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 720 }}
      columns={[
        {
          title: text.estate,
          width: 220,
          render: (_, { estateId, countyCode, name }) => (
            <Link to="/counties/$county/estates/$estate" params={{ county: countyCode, estate: estateId }}>
              {name}
            </Link>
          ),
        },
        { title: text.units, dataIndex: 'units', className: 'number', width: 80, render: count },
        { title: text.decisions, render: (_, { decisions }) => <Decisions decisions={decisions} /> },
        ...(onTakeBack
          ? [
              {
                key: 'act',
                width: 120,
                className: 'no-print',
                render: (_: unknown, estate: Out) => (
                  <Button size="small" onClick={() => onTakeBack(estate)}>
                    {text.takeBack}
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

function Decisions({ decisions }: { decisions: Out['decisions'] }) {
  const text = useText(campaignWords)
  return (
    <ul className="plain-list">
      {decisions.map(({ decidedOn, isInScope, basis, reason, actor }) => (
        <li key={`${decidedOn} ${isInScope} ${basis}`}>
          {decidedOn} <b>{isInScope ? text.decisionIn : text.decisionOut}</b> · {text.basis}: {basis} · {reason} ·{' '}
          <span className="quiet">{actor}</span>
        </li>
      ))}
    </ul>
  )
}

type Values = { basis: string; estates?: string[] }
type ScopeFormProps = { deciding: Deciding; onChange: CampaignPart['onChange']; onClose: () => void }

function ScopeForm({ deciding, onChange, onClose }: ScopeFormProps) {
  const text = useText(campaignWords)
  const { county, estate } = deciding
  async function decide({ reason, basis, estates }: Values & { reason: string }) {
    const body = { reason, basis, isInScope: estate !== null, estates: estate ? [estate.estateId] : (estates ?? []) }
    onChange(await call(campaignEndpoints.decideScope, { params: { county }, body }))
  }
  return (
    <ReasonModal<Values>
      title={estate ? `${text.takeBack} · ${estate.name}` : text.takeOut}
      open
      onClose={onClose}
      act={decide}
      done={estate ? text.takenBack : text.takenOut}
    >
      {!estate && (
        <Form.Item name="estates" label={text.chooseEstates} rules={[{ required: true }]}>
          <EstateChoice county={county} />
        </Form.Item>
      )}
      <Form.Item name="basis" label={text.basis} extra={text.basisHint} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={300} />
      </Form.Item>
    </ReasonModal>
  )
}

type EstateChoiceProps = { county: string; value?: string[]; onChange?: (estates: string[]) => void; id?: string }

/** Estates of a county by their names, found while typing; the form fills in value and change. */
function EstateChoice({ county, value, onChange, id }: EstateChoiceProps) {
  const text = useText(campaignWords)
  const [typed, setTyped] = useState('')
  const name = useDebounced(typed, 250)
  const found = useQuery(
    endpointQuery(estatesEndpoints.listEstates, {
      params: { region: county },
      query: { name: name || undefined, limit: 50 },
    }),
  )
  return (
    <Select
      {...(id !== undefined && { id })}
      mode="multiple"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value ?? []}
      onChange={(estates: string[]) => onChange?.(estates)}
      loading={found.isFetching}
      aria-label={text.chooseEstates}
      options={(found.data?.rows ?? []).map((estate) => ({ value: estate.id, label: estate.name }))}
    />
  )
}
