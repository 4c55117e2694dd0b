import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Card, Empty, Table, Tag } from 'antd'
import { useState } from 'react'
import type { EstateFirst as EstateFirstData } from '#contract/first-registration-shapes.ts'
import { firstRegistrationsEndpoints } from '#contract/first-registrations.ts'
import { VerdictMark } from '../../diagnosis/Marks.tsx'
import { endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { ApplyFirst } from './ApplyFirst.tsx'
import { FirstPapers } from './FirstPapers.tsx'
import { Note, StateTag } from './first-marks.tsx'
import { applyWords, firstWords } from './messages.ts'
import { Refusals } from './Refusals.tsx'

/** First registration of an estate: its papers, what forbids it, the note it would carry, and who applied so far. */
export function EstateFirst({ county, estate }: { county: string; estate: string }) {
  const first = useQuery(endpointQuery(firstRegistrationsEndpoints.estateFirst, { params: { county, estate } }))
  return <Reading query={first}>{(data) => <EstateFirstView first={data} />}</Reading>
}

function EstateFirstView({ first }: { first: EstateFirstData }) {
  const text = useText(applyWords)
  const { diagnosisNo, diagnosedOn, verdict } = first
  const note = diagnosisNo === null ? text.noDiagnosis : text.diagnosedOn(count(diagnosisNo), diagnosedOn ?? '')
  return (
    <div className="first-stack">
      <Start first={first} />
      {diagnosisNo !== null && <Refusals title={text.refusedNow} refusals={first.refusals} papers={first.papers} />}
      <div className="columns">
        <FirstPapers papers={first.papers} note={note} />
        <div className="first-stack">
          {verdict && (
            <Card size="small" title={text.proposed} extra={<VerdictMark verdict={verdict} settled />}>
              <Note note={first.note} />
            </Card>
          )}
          <Buildings first={first} />
          <Applications first={first} />
        </div>
      </div>
    </div>
  )
}

/** Starts an application where the law has nothing against the estate and homes wait. */
function Start({ first }: { first: EstateFirstData }) {
  const text = useText(applyWords)
  const mayApply = useMay('registrations.apply', first.countyCode)
  const [isOpen, setOpen] = useState(false)
  const waiting = first.buildings.reduce((sum, building) => sum + building.waiting, 0)
  if (!mayApply || first.diagnosisNo === null) return null
  if (waiting === 0) return <Alert type="success" showIcon message={text.allRegistered} />
  return (
    <div className="no-print">
      <Button type="primary" disabled={first.refusals.length > 0} onClick={() => setOpen(true)}>
        {text.apply}
      </Button>
      {isOpen && <ApplyFirst first={first} onClose={() => setOpen(false)} />}
    </div>
  )
}

function Buildings({ first: { buildings } }: { first: EstateFirstData }) {
  const text = useText(applyWords)
  const words = useText(firstWords)
  return (
    <Card size="small" title={text.waiting}>
      {buildings.length === 0 && <Empty description={text.noHomes} />}
      {buildings.map(({ id, name, homes, waiting, unsurveyed }) => (
        <div key={id} className="first-line">
          <span>{words.building(name)}</span>
          <span>
            {text.counted(count(waiting), count(homes))}{' '}
            {unsurveyed > 0 && (
              <Tag color="orange">
                {text.unsurveyed} {count(unsurveyed)}
              </Tag>
            )}
          </span>
        </div>
      ))}
    </Card>
  )
}

type Application = EstateFirstData['applications'][number]

function Applications({ first: { countyCode, applications } }: { first: EstateFirstData }) {
  const text = useText(applyWords)
  const words = useText(firstWords)
  const navigate = useNavigate()
  return (
    <Card size="small" title={text.applications}>
      <Table<Application>
        size="small"
        rowKey="id"
        pagination={false}
        scroll={{ x: 420 }}
        dataSource={applications}
        locale={{ emptyText: <Empty description={text.noApplications} /> }}
        onRow={({ id }) => ({
          onClick: () =>
            navigate({
              to: '/counties/$county/first-registrations/$application',
              params: { county: countyCode, application: id },
            }),
          style: { cursor: 'pointer' },
        })}
        columns={[
          {
            title: text.submittedOn,
            width: 110,
            render: (_, { id, submittedOn }) => (
              <Link
                to="/counties/$county/first-registrations/$application"
                params={{ county: countyCode, application: id }}
              >
                {submittedOn}
              </Link>
            ),
          },
          {
            title: text.scope,
            render: (_, { buildingName }) => (buildingName === null ? words.first : words.building(buildingName)),
          },
          { title: words.homes, className: 'number', width: 80, render: (_, { homes }) => count(homes) },
          { title: text.state, width: 100, render: (_, { state }) => <StateTag state={state} /> },
        ]}
      />
    </Card>
  )
}
