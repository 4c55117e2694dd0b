import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Form, Select } from 'antd'
import { useState } from 'react'
import { type EstateSurveys, type SurveyCommission, surveysEndpoints } from '#contract/surveys.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { estateSurveyWords } from './messages.ts'

type Props = { estate: EstateSurveys }

/** Who is commissioned with the survey; the office gives and ends commissions. */
export function Commissions({ estate }: Props) {
  const text = useText(estateSurveyWords)
  const mayTake = useMay('survey.take', estate.countyCode)
  const [isGiving, setGiving] = useState(false)
  const [ending, setEnding] = useState<SurveyCommission>()
  return (
    <Card
      size="small"
      title={text.commissions}
      className="no-print"
      extra={
        mayTake && (
          <Button size="small" onClick={() => setGiving(true)}>
            {text.commission}
          </Button>
        )
      }
    >
      {estate.commissions.length === 0 && <span style={{ opacity: 0.75 }}>{text.noCommission}</span>}
      {estate.commissions.map((commission) => (
        <div key={commission.id}>
          <strong>{commission.surveyor}</strong> {text.givenBy(commission.givenBy, commission.givenOn)}
          {mayTake && (
            <Button type="link" size="small" onClick={() => setEnding(commission)}>
              {text.end}
            </Button>
          )}
        </div>
      ))}
      {isGiving && <GiveCommission estate={estate} onClose={() => setGiving(false)} />}
      {ending && <EndCommission estate={estate} commission={ending} onClose={() => setEnding(undefined)} />}
    </Card>
  )
}

function GiveCommission({ estate, onClose }: Props & { onClose: () => void }) {
  const text = useText(estateSurveyWords)
  const queries = useQueryClient()
  const params = { county: estate.countyCode }
  const surveyors = useQuery(endpointQuery(surveysEndpoints.listSurveyors, { params }))
  const options = (surveyors.data ?? []).map(({ id, name, kind }) => ({
    value: `${kind} ${id}`,
    label: `${name}（${kind === 'account' ? text.account : text.organisation}）`,
  }))

  async function give({ chosen, reason }: { chosen: string; reason: string }) {
    const [kind, surveyor = ''] = chosen.split(' ')
    const body = { surveyor, kind: kind === 'account' ? ('account' as const) : ('organisation' as const), reason }
    await call(surveysEndpoints.commissionSurvey, { params: { ...params, estate: estate.estateId }, body })
    await queries.invalidateQueries({ queryKey: [surveysEndpoints.estateSurveys.path] })
  }

  return (
    <ReasonModal<{ chosen: string }> open title={text.commission} done={text.commissioned} onClose={onClose} act={give}>
      {surveyors.data?.length === 0 && <Alert type="info" showIcon message={text.noSurveyors} />}
      <Form.Item name="chosen" label={text.chooseSurveyor} rules={[{ required: true }]}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={options} loading={surveyors.isPending} />
      </Form.Item>
    </ReasonModal>
  )
}

type EndProps = Props & { commission: SurveyCommission; onClose: () => void }

function EndCommission({ estate, commission, onClose }: EndProps) {
  const text = useText(estateSurveyWords)
  const queries = useQueryClient()
  return (
    <ReasonModal
      open
      title={`${text.end} · ${commission.surveyor}`}
      done={text.ended}
      onClose={onClose}
      act={async (body) => {
        const params = { county: estate.countyCode, commission: commission.id }
        await call(surveysEndpoints.endCommission, { params, body })
        await queries.invalidateQueries({ queryKey: [surveysEndpoints.estateSurveys.path] })
      }}
    />
  )
}
