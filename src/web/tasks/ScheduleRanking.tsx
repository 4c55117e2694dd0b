import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Card, Slider, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { type Campaign, campaignEndpoints } from '#contract/campaign.ts'
import { type Schedule, type ScheduledEstate, scheduleEndpoints } from '#contract/schedule.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { scheduleWords } from './schedule-messages.ts'
import { type Weights, weightNames } from './weights.ts'

type ScheduleRankingProps = { schedule: Schedule; isRunning: boolean }

/** The order of work and why, by weights that may be moved. */
export function ScheduleRanking({ schedule, isRunning }: ScheduleRankingProps) {
  const text = useText(scheduleWords)
  return (
    <Card title={text.ranking}>
      <p className="quiet">{text.rankingHint}</p>
      <WeightSliders key={schedule.region} region={schedule.region} weights={schedule.weights} />
      <RankingTable schedule={schedule} isRunning={isRunning} />
    </Card>
  )
}

function WeightSliders({ region, weights }: { region: string; weights: Weights }) {
  const text = useText(scheduleWords)
  const navigate = useNavigate()
  const [moved, setMoved] = useState(weights)
  const maySave = useMay('campaign.set', region)
  const campaign = useQuery({ ...endpointQuery(campaignEndpoints.campaign, { params: { region } }), enabled: maySave })
  const [isSaving, setSaving] = useState(false)
  const put = (next: Weights) => {
    setMoved(next)
    const said = Object.fromEntries(weightNames.map((name) => [name, String(next[name])]))
    void navigate({ to: '.', search: (before) => ({ ...before, ...said }), replace: true, resetScroll: false })
  }
  const own = campaign.data?.settings.weights
  const isOwn = own && weightNames.every((name) => own[name] === moved[name])
  return (
    <>
      <div className="weights no-print">
        {weightNames.map((name) => (
          <div key={name}>
            <b>{text.weights[name]}</b> {moved[name].toFixed(2)} <span className="quiet">{text.weightHints[name]}</span>
            <Slider
              min={0}
              max={1}
              step={0.05}
              value={moved[name]}
              onChange={(value) => put({ ...moved, [name]: value })}
              ariaLabelForHandle={text.weights[name]}
            />
          </div>
        ))}
      </div>
      {campaign.data && own && !isOwn && (
        <Space className="no-print" style={{ marginBottom: 12 }}>
          <Button type="primary" onClick={() => setSaving(true)}>
            {text.saveWeights}
          </Button>
          <Button onClick={() => put(own)}>{text.resetWeights}</Button>
        </Space>
      )}
      {campaign.data && (
        <SaveWeights campaign={campaign.data} weights={moved} isOpen={isSaving} onClose={() => setSaving(false)} />
      )}
    </>
  )
}

type SaveWeightsProps = { campaign: Campaign; weights: Weights; isOpen: boolean; onClose: () => void }

function SaveWeights({ campaign, weights, isOpen, onClose }: SaveWeightsProps) {
  const text = useText(scheduleWords)
  const queries = useQueryClient()
  const { region } = campaign
  const { owner: _, ...settings } = campaign.settings
  async function save({ reason }: { reason: string }) {
    const after = await call(campaignEndpoints.setCampaign, {
      params: { region },
      body: { ...settings, weights, reason },
    })
    queries.setQueryData(endpointQuery(campaignEndpoints.campaign, { params: { region } }).queryKey, after)
    await queries.invalidateQueries({ queryKey: [scheduleEndpoints.schedule.path] })
  }
  return (
    <ReasonModal title={text.saveWeights} open={isOpen} onClose={onClose} act={save} done={text.weightsSaved}>
      <p>{weightNames.map((name) => `${text.weights[name]} ${weights[name].toFixed(2)}`).join(' · ')}</p>
    </ReasonModal>
  )
}

function RankingTable({ schedule, isRunning }: ScheduleRankingProps) {
  const text = useText(scheduleWords)
  return (
    <Table<ScheduledEstate>
      size="small"
      rowKey="estateId"
      dataSource={schedule.estates}
      loading={isRunning && { delay: 400 }}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 860 }}
      columns={[
        { title: text.place, dataIndex: 'rank', width: 64, className: 'number' },
        {
          title: text.estate,
          render: (_, { estateId, countyCode, name }) => (
            <Link to="/counties/$county/estates/$estate" params={{ county: countyCode, estate: estateId }}>
              {name}
            </Link>
          ),
        },
        { title: text.left, dataIndex: 'open', className: 'number', width: 100, render: count },
        {
          title: text.whyHere,
          width: 380,
          render: (_, estate) => <ScoreBar estate={estate} weights={schedule.weights} />,
        },
        { title: text.score, className: 'number', width: 80, render: (_, { score }) => score.toFixed(3) },
        { title: text.finish, width: 190, render: (_, estate) => <Finish estate={estate} /> },
      ]}
    />
  )
}

/** What each part adds to the score: its value times its weight. */
function ScoreBar({ estate, weights }: { estate: ScheduledEstate; weights: Weights }) {
  const text = useText(scheduleWords)
  const all = weightNames.reduce((sum, name) => sum + weights[name], 0) || 1
  return (
    <Space size={12} wrap>
      <span className="score-bar" aria-hidden="true">
        {weightNames.map((name) => (
          <span
            key={name}
            className={`score-part score-${name}`}
            style={{ width: `${((estate.parts[name] * weights[name]) / all) * 100}%` }}
          />
        ))}
      </span>
      <span className="quiet">
        {text.why(estate.parts.size.toFixed(2), estate.parts.ease.toFixed(2), estate.parts.nearness.toFixed(2))}
      </span>
    </Space>
  )
}

function Finish({ estate }: { estate: ScheduledEstate }) {
  const text = useText(scheduleWords)
  const { finishOn, isFeasible, extensionDays } = estate
  if (!finishOn) return <span className="quiet">{text.noFinish}</span>
  return (
    <>
      {finishOn}{' '}
      {!isFeasible && (
        <Tag color="red" title={text.extension(count(extensionDays))}>
          ▲ {text.notFeasible}
        </Tag>
      )}
    </>
  )
}
