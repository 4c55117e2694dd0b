import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { outreachEndpoints, type VisitPlanLine } from '#contract/outreach.ts'
import { call } from '../../platform/api.ts'
import { FilterSelect } from '../../platform/FilterSelect.tsx'
import { count } from '../../platform/format.ts'
import { RateBar } from '../../platform/RateBar.tsx'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useMay, useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { useChannelNames } from '../channel-names.ts'
import { outreachWords } from '../messages.ts'
import '../outreach.css'
import { planWords } from './messages.ts'
import { NewPlan } from './NewPlan.tsx'

const from = '/signed-in/shell/regions/$region/visit-plans'

type State = 'running' | 'ended' | undefined

/** The plans of a county or the city, with how far each has come. */
export function PlansPage() {
  const text = useText(planWords)
  const words = useText(outreachWords)
  const { region } = useParams({ from })
  const { state, estate } = useSearch({ from })
  const setSearch = useSetSearch()
  const name = useRegionName(region)
  const mayArrange = useMay('outreach.arrange', region)
  const [isMaking, setMaking] = useState(false)
  const isCounty = !region.endsWith('00')
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.title}
        </h1>
        {mayArrange && isCounty && (
          <div className="end no-print">
            <Button type="primary" onClick={() => setMaking(true)}>
              {text.make}
            </Button>
          </div>
        )}
      </div>
      <p className="outreach-about">{text.about}</p>
      <div className="page-head no-print">
        <FilterSelect
          label={text.state}
          names={text.states}
          value={state}
          onChange={(chosen) => setSearch({ state: chosen })}
          width={130}
        />
        {estate && (
          <Tag closable onClose={() => setSearch({ estate: undefined })}>
            {words.estate}
          </Tag>
        )}
      </div>
      {/* the server checks the state of the address again */}
      <PlansTable region={region} state={state as State} estate={estate} />
      {isMaking && <NewPlan county={region} onClose={() => setMaking(false)} />}
    </div>
  )
}

function PlansTable({ region, state, estate }: { region: string; state: State; estate: string | undefined }) {
  const text = useText(planWords)
  const nameOf = useChannelNames()
  const navigate = useNavigate()
  const query = { ...(state && { state }), ...(estate && { estate }) }
  const isCounty = !region.endsWith('00')
  const figure = { width: 80, className: 'number' }
  return (
    <RecordTable<VisitPlanLine>
      listKey={[outreachEndpoints.listVisitPlans.path, region, query]}
      load={(after) => call(outreachEndpoints.listVisitPlans, { params: { region }, query: { ...query, after } })}
      rowKey={({ id }) => id}
      onOpen={({ countyCode, id }) =>
        navigate({ to: '/counties/$county/visit-plans/$visitPlan', params: { county: countyCode, visitPlan: id } })
      }
      width={1080}
      empty={text.none}
      columns={[
        ...(isCounty ? [] : [{ title: text.county, dataIndex: 'countyName', width: 100 }]),
        { title: text.name, dataIndex: 'title', width: 200, ellipsis: true },
        { title: text.channel, width: 100, render: (_, { channel }) => nameOf(channel) },
        { title: text.person, width: 120, ellipsis: true, render: (_, { person }) => person.name },
        { title: text.until, dataIndex: 'untilOn', width: 110 },
        { title: text.homes, ...figure, render: (_, { homes }) => count(homes) },
        {
          title: text.progress,
          width: 170,
          render: (_, { tried, homes }) => <RateBar share={tried / homes} label={text.progress} />,
        },
        { title: text.contacted, ...figure, render: (_, { contacted }) => count(contacted) },
        { title: text.willing, ...figure, render: (_, { willing }) => count(willing) },
        { title: text.unwilling, ...figure, render: (_, { unwilling }) => count(unwilling) },
        { title: text.transferred, width: 110, className: 'number', render: (_, row) => count(row.transferred) },
      ]}
    />
  )
}
