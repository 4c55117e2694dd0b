import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, DatePicker, Descriptions, Drawer, Form, Input, Space } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { type DeveloperMatter, supervisionEndpoints } from '#contract/supervision.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { ladderWords, supervisionWords } from './messages.ts'
import { PenaltyCard } from './PenaltyCard.tsx'
import { LadderSteps } from './TaskLadder.tsx'

type Place = { county: string; matter: string }

/** One matter of a developer: what was asked, the steps since, and a penalty where it came to that. */
export function DeveloperDrawer({ place, onClose }: { place: Place; onClose: () => void }) {
  const words = useText(ladderWords)
  const ladder = useQuery(endpointQuery(supervisionEndpoints.developerLadder, { params: place }))
  return (
    <Drawer open onClose={onClose} title={ladder.data?.matter.developer.name} size={560}>
      <Reading query={ladder}>
        {({ matter, steps, penalty }) => (
          <>
            <About matter={matter} />
            <MatterActs matter={matter} />
            <h2 className="section">{words.ladder}</h2>
            {steps.length === 0 ? <p>{words.noSteps}</p> : <LadderSteps steps={steps} />}
            {steps.some(({ step }) => step === 'penalty') && <PenaltyCard place={place} penalty={penalty} />}
          </>
        )}
      </Reading>
    </Drawer>
  )
}

function About({ matter }: { matter: DeveloperMatter }) {
  const text = useText(supervisionWords)
  return (
    <Descriptions
      size="small"
      column={1}
      items={[
        { key: 'estate', label: text.estate, children: matter.estate.name },
        { key: 'matter', label: text.matter, children: matter.matter },
        { key: 'basis', label: text.basis, children: matter.basis },
        ...(matter.recovery
          ? [{ key: 'recovery', label: text.recovery, children: <RecoveryLink matter={matter} /> }]
          : []),
        { key: 'asked', label: text.askedOn, children: matter.askedOn },
        { key: 'due', label: text.dueOn, children: matter.dueOn },
        ...(matter.endedOn
          ? [{ key: 'outcome', label: text.outcome, children: `${matter.endedOn} · ${matter.outcome}` }]
          : [{ key: 'late', label: text.daysLate, children: count(matter.daysLate) }]),
      ]}
    />
  )
}

function RecoveryLink({ matter: { countyCode, recovery } }: { matter: DeveloperMatter }) {
  const text = useText(supervisionWords)
  if (!recovery) return null
  return (
    <Link to="/counties/$county/recoveries/$recovery" params={{ county: countyCode, recovery: recovery.id }}>
      {text.recoveryNo(recovery.no)}
    </Link>
  )
}

type Change = { dueOn?: Dayjs; outcome?: string }

function MatterActs({ matter }: { matter: DeveloperMatter }) {
  const text = useText(supervisionWords)
  const queries = useQueryClient()
  const mayAct = useMay('supervision.act', matter.countyCode)
  const [doing, setDoing] = useState<'extend' | 'end'>()
  if (!mayAct || matter.endedOn !== null) return null

  async function act({ reason, dueOn, outcome }: Change & { reason: string }) {
    await call(supervisionEndpoints.changeDeveloperMatter, {
      params: { county: matter.countyCode, matter: matter.id },
      body: { reason, revision: matter.revision, dueOn: dueOn?.format('YYYY-MM-DD') ?? null, outcome: outcome ?? null },
    })
    await queries.invalidateQueries()
  }

  return (
    <Space wrap style={{ marginTop: 12 }}>
      <Button onClick={() => setDoing('extend')}>{text.extend}</Button>
      {!matter.recovery && <Button onClick={() => setDoing('end')}>{text.end}</Button>}
      {doing && (
        <ReasonModal<Change>
          key={doing}
          open
          title={text[doing]}
          done={text.saved}
          onClose={() => setDoing(undefined)}
          act={act}
        >
          {doing === 'extend' ? (
            <Form.Item name="dueOn" label={text.newDay} rules={[{ required: true }]}>
              <DatePicker minDate={dayjs(matter.dueOn).add(1, 'day')} style={{ width: '100%' }} />
            </Form.Item>
          ) : (
            <Form.Item name="outcome" label={text.outcome} rules={[{ required: true, min: 2 }]}>
              <Input.TextArea rows={3} maxLength={500} />
            </Form.Item>
          )}
        </ReasonModal>
      )}
    </Space>
  )
}
