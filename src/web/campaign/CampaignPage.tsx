import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { campaignEndpoints } from '#contract/campaign.ts'
import { endpointQuery } from '../platform/api.ts'
import { platformWords } from '../platform/messages.ts'
import { Reading } from '../platform/Reading.tsx'
import { useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { CalendarView } from './CalendarView.tsx'
import { LeftOutCard } from './LeftOutCard.tsx'
import { MilestonesCard } from './MilestonesCard.tsx'
import { campaignWords } from './messages.ts'
import { SettingsCard } from './SettingsCard.tsx'
import { SprintsCard } from './SprintsCard.tsx'
import { TargetCards } from './TargetCards.tsx'
import './campaign.css'

/** The campaign of a region: until when, in which steps, for which estates, and by which calendar its terms count. */
export function CampaignPage() {
  const { region } = useParams({ from: '/signed-in/shell/regions/$region/campaign' })
  const { view = 'plan' } = useSearch({ from: '/signed-in/shell/regions/$region/campaign' })
  const text = useText(campaignWords)
  const words = useText(platformWords)
  const name = useRegionName(region)
  const navigate = useNavigate()
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {words.campaign}
        </h1>
        <Segmented
          className="no-print"
          value={view}
          options={Object.entries(text.views).map(([value, label]) => ({ value, label }))}
          onChange={(chosen) => navigate({ to: '.', search: { view: chosen }, replace: true })}
        />
        <div className="end no-print">
          <Button onClick={() => window.print()}>{text.print}</Button>
        </div>
      </div>
      {view === 'calendar' ? <CalendarView region={region} /> : <Plan region={region} />}
    </div>
  )
}

function Plan({ region }: { region: string }) {
  const campaign = useQuery(endpointQuery(campaignEndpoints.campaign, { params: { region } }))
  return (
    <Reading query={campaign}>
      {(data) => (
        <div className="campaign">
          <TargetCards campaign={data} />
          <MilestonesCard campaign={data} />
          <SprintsCard campaign={data} />
          <SettingsCard campaign={data} />
          <LeftOutCard campaign={data} />
        </div>
      )}
    </Reading>
  )
}
