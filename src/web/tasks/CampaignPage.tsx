import './campaign.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { type Campaign, campaignEndpoints } from '#contract/campaign.ts'
import { endpointQuery } from '../platform/api.ts'
import { Reading } from '../platform/Reading.tsx'
import { useMay, useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { CalendarView } from './CalendarView.tsx'
import { CampaignMilestones } from './CampaignMilestones.tsx'
import { CampaignScope } from './CampaignScope.tsx'
import { CampaignSettings } from './CampaignSettings.tsx'
import { CampaignSprints } from './CampaignSprints.tsx'
import { campaignWords } from './campaign-messages.ts'

const here = '/signed-in/shell/regions/$region/campaign'
const views = ['settings', 'milestones', 'scope', 'sprints', 'calendar'] as const

/** The campaign of a region: what is to be reached by when, for which estates, and in which days it is counted. */
export function CampaignPage() {
  const { region } = useParams({ from: here })
  const search = useSearch({ from: here })
  const text = useText(campaignWords)
  const navigate = useNavigate()
  const name = useRegionName(region)
  const view = views.find((one) => one === search.view) ?? 'settings'
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.title}
        </h1>
      </div>
      <Tabs
        className="no-print"
        activeKey={view}
        items={views.map((key) => ({ key, label: text.views[key] }))}
        onChange={(key) => navigate({ to: '.', search: { view: key }, replace: true })}
      />
      {view === 'calendar' ? (
        <CalendarView region={region} year={Number(search.year) || new Date().getFullYear()} />
      ) : (
        <Campaigned region={region} view={view} />
      )}
    </div>
  )
}

export type CampaignPart = {
  campaign: Campaign
  maySet: boolean
  /** Takes over what an act has made of the campaign. */
  onChange: (campaign: Campaign) => void
}

const parts = {
  settings: CampaignSettings,
  milestones: CampaignMilestones,
  scope: CampaignScope,
  sprints: CampaignSprints,
}

function Campaigned({ region, view }: { region: string; view: keyof typeof parts }) {
  const queries = useQueryClient()
  const query = endpointQuery(campaignEndpoints.campaign, { params: { region } })
  const campaign = useQuery(query)
  const maySet = useMay('campaign.set', region)
  const Part = parts[view]
  const take = (after: Campaign) => {
    queries.setQueryData(
      endpointQuery(campaignEndpoints.campaign, { params: { region: after.region } }).queryKey,
      after,
    )
    void queries.invalidateQueries({ predicate: ({ queryKey }) => /schedule|campaign/.test(String(queryKey[0])) })
  }
  return (
    <Reading query={campaign}>
      {(data) => <Part key={region} campaign={data} maySet={maySet} onChange={take} />}
    </Reading>
  )
}
