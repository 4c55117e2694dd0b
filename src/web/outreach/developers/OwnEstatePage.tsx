import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import type { OwnEstateView } from '#contract/developer-shapes.ts'
import { developersEndpoints } from '#contract/developers.ts'
import { endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { Checklist } from './Checklist.tsx'
import { OpenTags } from './DeveloperPage.tsx'
import { Fees } from './Fees.tsx'
import { developerWords } from './messages.ts'
import { OwnersPanel } from './OwnersPanel.tsx'
import { Problems } from './Problems.tsx'
import './developers.css'

/** An estate for its developer: papers, owners, fees, problems, each with what leads on. */
export function OwnEstatePage() {
  const params = useParams({ from: '/signed-in/shell/counties/$county/developer/estates/$ownEstate' })
  const estate = useQuery(endpointQuery(developersEndpoints.ownEstate, { params }))
  return <Reading query={estate}>{(data) => <EstateView estate={data} />}</Reading>
}

const views = ['papers', 'owners', 'fees', 'problems'] as const

function EstateView({ estate }: { estate: OwnEstateView }) {
  const { view } = useSearch({ from: '/signed-in/shell/counties/$county/developer/estates/$ownEstate' })
  const text = useText(developerWords)
  const setSearch = useSetSearch()
  const shown = views.find((each) => each === view) ?? 'papers'
  const numbers = {
    papers: estate.papersMissing,
    owners: estate.waiting,
    fees: estate.dues.filter(({ owedFen }) => owedFen > 0).length,
    problems: estate.todo.length,
  }
  const panels = {
    papers: <Checklist estate={estate} />,
    owners: <OwnersPanel estate={estate} />,
    fees: <Fees estate={estate} />,
    problems: <Problems estate={estate} />,
  }
  return (
    <div className="page own-page">
      <Link to="/counties/$county/developer" params={{ county: estate.countyCode }}>
        ← {text.back}
      </Link>
      <div className="page-head">
        <h1>{estate.name}</h1>
        <span className="own-quiet">{estate.organisation}</span>
      </div>
      <div>
        {text.transferred(count(estate.transferred), count(estate.homes))}
        {' · '}
        {text.registered(count(estate.firstRegistered), count(estate.homes))}
      </div>
      <OpenTags estate={estate} />
      <Tabs
        activeKey={shown}
        onChange={(value) => setSearch({ view: value })}
        items={views.map((key) => ({
          key,
          label: numbers[key] > 0 ? `${text.tabs[key]} ${count(numbers[key])}` : text.tabs[key],
          children: panels[key],
        }))}
      />
    </div>
  )
}
