import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Space } from 'antd'
import { useState } from 'react'
import { type LadderStepsQuery, type LadderStepView, supervisionEndpoints } from '#contract/supervision.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { ladderWords, supervisionWords } from './messages.ts'
import { LetterLink, StepStage } from './step-marks.tsx'
import { UnitSelect } from './UnitSelect.tsx'

type Stage = Exclude<NonNullable<LadderStepsQuery['stage']>, 'proposed'>

/** Steps of all ladders; those nobody has dealt with are chosen and taken up, or passed over with a reason. */
export function ProposalsList({ region, stage }: { region: string; stage: Stage }) {
  const text = useText(supervisionWords)
  const words = useText(ladderWords)
  const navigate = useNavigate()
  const mayAct = useMay('supervision.act', region)
  const [chosen, setChosen] = useState<LadderStepView[]>([])
  const openMatter = ({ countyCode, task, matter }: LadderStepView) => {
    if (task) return navigate({ to: '/counties/$county/tasks/$task', params: { county: countyCode, task: task.id } })
    if (!matter) return undefined
    return navigate({
      to: '/regions/$region/supervision',
      params: { region },
      search: { view: 'developers', matter: matter.id, county: countyCode },
    })
  }
  return (
    <>
      {stage === 'open' && <p className="supervision-hint">{text.everyMorning}</p>}
      {stage === 'open' && mayAct && <Acts chosen={chosen} onDone={() => setChosen([])} />}
      <RecordTable<LadderStepView>
        listKey={[supervisionEndpoints.listLadderSteps.path, region, stage]}
        load={(after) =>
          call(supervisionEndpoints.listLadderSteps, { params: { region }, query: { stage, after, limit: 100 } })
        }
        rowKey={({ id }) => id}
        onOpen={openMatter}
        width={stage === 'open' ? 1050 : 1160}
        {...(stage === 'open' && mayAct && { chosen: { rows: chosen, onChoose: setChosen } })}
        empty={text.noneAt[stage]}
        columns={[
          { title: text.step, render: (_, { step }) => <strong>{words.steps[step]}</strong>, width: 110 },
          { title: text.matter, render: (_, { stated }) => stated.title, width: 220, ellipsis: true },
          { title: text.unit, render: (_, { organisation }) => organisation.name, width: 150, ellipsis: true },
          { title: text.estate, render: (_, { estate }) => estate?.name ?? '—', width: 120, ellipsis: true },
          { title: text.dueOn, dataIndex: 'dueOn', width: 110 },
          { title: text.daysLate, render: (_, { daysLate }) => count(daysLate), className: 'number', width: 100 },
          ...(stage === 'open'
            ? [{ title: text.proposed, dataIndex: 'proposedOn', width: 110 }]
            : [
                {
                  title: text.stage,
                  render: (_: unknown, step: LadderStepView) => <StepStage step={step} />,
                  width: 150,
                },
                {
                  title: text.letter,
                  render: (_: unknown, step: LadderStepView) => <LetterLink step={step} />,
                  width: 160,
                },
              ]),
          { title: text.county, dataIndex: 'countyName', width: 90 },
        ]}
      />
    </>
  )
}

/** Whose letter goes to somebody else than the unit itself. */
const elsewhere: readonly LadderStepView['step'][] = ['referral', 'joint_discipline', 'penalty']

function Acts({ chosen, onDone }: { chosen: readonly LadderStepView[]; onDone: () => void }) {
  const text = useText(supervisionWords)
  const queries = useQueryClient()
  const [doing, setDoing] = useState<'accept' | 'pass_over'>()
  const n = count(chosen.length)
  const county = chosen[0]?.countyCode ?? ''
  const isMixed = chosen.some(({ countyCode }) => countyCode !== county)
  const steps = chosen.map(({ id, revision }) => ({ id, revision }))

  async function act({ reason, recipientId }: { reason: string; recipientId?: string }) {
    const params = { county }
    if (doing === 'accept')
      await call(supervisionEndpoints.acceptSteps, {
        params,
        body: { reason, steps, recipientId: recipientId ?? null },
      })
    else await call(supervisionEndpoints.passOverSteps, { params, body: { reason, steps } })
    await queries.invalidateQueries()
    onDone()
  }

  return (
    <Space wrap className="no-print" style={{ marginBottom: 12 }} role="toolbar" aria-label={text.accept}>
      <Button type="primary" disabled={chosen.length === 0 || isMixed} onClick={() => setDoing('accept')}>
        {text.accept}
      </Button>
      <Button disabled={chosen.length === 0 || isMixed} onClick={() => setDoing('pass_over')}>
        {text.passOver}
      </Button>
      <span>{isMixed ? text.oneCounty : text.chosen(n)}</span>
      {doing && (
        <ReasonModal<{ recipientId?: string }>
          key={doing}
          open
          title={doing === 'accept' ? text.acceptTitle(n) : text.passOverTitle(n)}
          done={doing === 'accept' ? text.accepted : text.passedOver}
          suggested={doing === 'accept' ? text.acceptReason : undefined}
          onClose={() => setDoing(undefined)}
          act={act}
        >
          {doing === 'accept' && chosen.some(({ step }) => elsewhere.includes(step)) && (
            <Form.Item name="recipientId" label={text.recipient} extra={text.recipientHint}>
              <UnitSelect county={county} />
            </Form.Item>
          )}
        </ReasonModal>
      )}
    </Space>
  )
}
