import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { App, Button, Card, Space, Tabs } from 'antd'
import { useState } from 'react'
import { type Responsibility, responsibilityEndpoints } from '#contract/responsibility.ts'
import { call, download } from '../platform/api.ts'
import { DraftDocumentButton } from '../platform/DraftDocumentButton.tsx'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { regionsQuery, useMay, useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { ChargesTable } from './ChargesTable.tsx'
import { ResponsibilityAct } from './ResponsibilityAct.tsx'
import { ResponsibilityGaps } from './ResponsibilityGaps.tsx'
import { ResponsiblePeople } from './ResponsiblePeople.tsx'
import { ResponsibleUnits } from './ResponsibleUnits.tsx'
import type { Doing } from './responsibility-acts.ts'
import { gapsOf, responsibilityQuery } from './responsibility-data.ts'
import { responsibilityWords } from './responsibility-messages.ts'
import './responsibility.css'

/** Who answers for what in a county: units with their posts, people, charges, and what nobody answers for. */
export function ResponsibilityPage() {
  const { county } = useParams({ from: '/signed-in/shell/counties/$county/responsibility' })
  const isCity = useQuery(regionsQuery).data?.some(({ code, level }) => code === county && level === 'city') ?? false
  const responsibility = useQuery({ ...responsibilityQuery(county), enabled: !isCity })
  if (isCity) return <CountyChoice city={county} />
  return <Reading query={responsibility}>{(data) => <ResponsibilityView responsibility={data} />}</Reading>
}

/** Each county keeps its own: from the city one goes to one of them. */
function CountyChoice({ city }: { city: string }) {
  const text = useText(responsibilityWords)
  const counties = (useQuery(regionsQuery).data ?? []).filter(
    ({ level, parentCode }) => level === 'county' && parentCode === city,
  )
  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.title}</h1>
      </div>
      <Card size="small" title={text.pickCounty}>
        <Space wrap>
          {counties.map(({ code, name }) => (
            <Link key={code} to="/counties/$county/responsibility" params={{ county: code }} search={{}}>
              <Button>{name}</Button>
            </Link>
          ))}
        </Space>
      </Card>
    </div>
  )
}

function ResponsibilityView({ responsibility }: { responsibility: Responsibility }) {
  const { countyCode: county } = responsibility
  const text = useText(responsibilityWords)
  const { view } = useSearch({ from: '/signed-in/shell/counties/$county/responsibility' })
  const navigate = useNavigate()
  const mayAssign = useMay('responsibility.assign', county)
  const [doing, setDoing] = useState<Doing>()
  const onDo = mayAssign ? setDoing : undefined
  const gaps = Object.values(gapsOf(responsibility)).reduce((sum, list) => sum + list.length, 0)
  const held = responsibility.charges.filter(({ until }) => until === null).length
  const sides = [
    {
      key: 'units',
      label: `${text.units} ${count(responsibility.units.length)}`,
      children: <ResponsibleUnits responsibility={responsibility} onDo={onDo} />,
    },
    {
      key: 'charges',
      label: `${text.charges} ${count(held)}`,
      children: <ChargesTable responsibility={responsibility} onDo={onDo} />,
    },
    {
      key: 'people',
      label: `${text.people} ${count(responsibility.people.length)}`,
      children: <ResponsiblePeople responsibility={responsibility} onDo={onDo} />,
    },
    {
      key: 'gaps',
      label: `${text.gaps} ${count(gaps)}`,
      children: <ResponsibilityGaps responsibility={responsibility} />,
    },
  ]
  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.title}</h1>
        <div className="end no-print">
          {mayAssign && (
            <>
              <Button onClick={() => setDoing({ act: 'addUnit' })}>{text.addUnit}</Button>
              <Button onClick={() => setDoing({ act: 'addPerson' })}>{text.addPerson}</Button>
              <Button type="primary" onClick={() => setDoing({ act: 'charge' })}>
                {text.charge}
              </Button>
            </>
          )}
          <CharterButton county={county} />
          {responsibility.units.length > 0 && (
            <DraftDocumentButton
              county={county}
              words={text.draftCharter}
              draft={(reason) => call(responsibilityEndpoints.draftCharter, { params: { county }, body: { reason } })}
            />
          )}
        </div>
      </div>
      <Tabs
        activeKey={sides.some(({ key }) => key === view) ? (view ?? '') : 'units'}
        onChange={(key) => navigate({ to: '.', search: { view: key }, replace: true })}
        items={sides}
      />
      {doing && <ResponsibilityAct responsibility={responsibility} doing={doing} onClose={() => setDoing(undefined)} />}
    </div>
  )
}

function CharterButton({ county }: { county: string }) {
  const text = useText(responsibilityWords)
  const name = useRegionName(county)
  const { message } = App.useApp()
  const take = () =>
    download(responsibilityEndpoints.charter, { params: { county } }, text.charterName(name))
      .then(() => message.success(text.charterTaken))
      .catch((error: Error) => message.error(error.message))
  return (
    <Button icon={<DownloadOutlined />} onClick={take}>
      {text.charter}
    </Button>
  )
}
