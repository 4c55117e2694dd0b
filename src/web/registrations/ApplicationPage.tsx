import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Card, Dropdown, Space, Tag } from 'antd'
import { useState } from 'react'
import { type Application, registrationsEndpoints } from '#contract/registrations.ts'
import { papersAfterGates } from '#domain/registrations/transfer/papers.ts'
import { FilesPanel } from '../archives/FilesPanel.tsx'
import { endpointQuery } from '../platform/api.ts'
import { Reading } from '../platform/Reading.tsx'
import { meQuery, useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { useMayIn } from '../tasks/use-may-in.ts'
import { History } from '../units/History.tsx'
import { ActModal } from './ActModal.tsx'
import { ApplicationClock } from './ApplicationClock.tsx'
import { ApplicationFacts } from './ApplicationFacts.tsx'
import { ApplicationGates } from './ApplicationGates.tsx'
import { ApplicationPapers } from './ApplicationPapers.tsx'
import { actsFor, isTurningBack, type OfferedAct } from './acts.ts'
import { StateTag, usePlaceWords } from './application-marks.tsx'
import { applicationWords } from './application-messages.ts'
import { DeliveryHistory } from './delivery/DeliveryHistory.tsx'
import { ToDelivery } from './delivery/ToDelivery.tsx'
import { registrationWords } from './messages.ts'
import { missingTitles } from './paper-titles.ts'
import { PrintMenu } from './prints/PrintMenu.tsx'
import './registrations.css'

/** One application: what it is about, how much time is left, which gates and papers are open, and what may be done now. */
export function ApplicationPage() {
  const { county, application } = useParams({ from: '/signed-in/shell/counties/$county/applications/$application' })
  const found = useQuery(endpointQuery(registrationsEndpoints.getApplication, { params: { county, application } }))
  return <Reading query={found}>{(data) => <ApplicationView application={asItStands(data)} />}</Reading>
}

/** With its receipts as the desks of its gates have them. */
const asItStands = (application: Application): Application => ({
  ...application,
  papers: papersAfterGates(application.papers, application.gates),
})

function ApplicationView({ application }: { application: Application }) {
  const text = useText(applicationWords)
  const words = useText(registrationWords)
  const placeWords = usePlaceWords()
  const { countyCode: county } = application
  const mayArchive = useMay('archives.read', county)
  return (
    <div className="page">
      <div className="page-head">
        <h1>{placeWords(application)}</h1>
        <StateTag state={application.state} />
        {application.isDeemed && <Tag color="warning">{words.deemed}</Tag>}
        <span style={{ opacity: 0.75 }}>
          {words.kinds[application.kind]} {application.acceptanceNo}
        </span>
        <Space wrap className="end no-print">
          <PrintMenu county={county} applications={[application.id]} />
          {application.unitId && (
            <Link to="/counties/$county/window" params={{ county }} search={{ unit: application.unitId }}>
              <Button>{text.toWindow}</Button>
            </Link>
          )}
          {application.batchId && (
            <Link to="/counties/$county/registration-batches/$batch" params={{ county, batch: application.batchId }}>
              <Button>{text.toBatch}</Button>
            </Link>
          )}
        </Space>
      </div>
      <ActBar application={application} />
      <div className="columns">
        <Space orientation="vertical" size={16} style={{ width: '100%' }}>
          <Card size="small" title={text.gates}>
            <ApplicationGates application={application} />
          </Card>
          <Card size="small" title={text.papers}>
            <ApplicationPapers application={application} />
            {mayArchive && (
              <section className="application-files">
                <h3>{text.files}</h3>
                <FilesPanel county={county} subject={{ kind: 'application', id: application.id }} isListed />
              </section>
            )}
          </Card>
          <ApplicationFacts application={application} />
        </Space>
        <Space orientation="vertical" size={16} style={{ width: '100%' }}>
          <Card size="small" title={text.clock}>
            <ApplicationClock application={application} />
          </Card>
          {application.certifiedOn && (
            <Card size="small" title={text.delivery}>
              <DeliveryHistory county={county} application={application.id} />
            </Card>
          )}
          <Card size="small" title={text.history}>
            <History entries={application.history} />
          </Card>
        </Space>
      </div>
    </div>
  )
}

/** The acts that lead on from here, for whoever may do them; nothing is offered to who accepted it himself that a second person does. */
function ActBar({ application }: { application: Application }) {
  const text = useText(applicationWords)
  const words = useText(registrationWords)
  const mayIn = useMayIn()
  const me = useQuery(meQuery).data
  const [act, setAct] = useState<OfferedAct>()
  const { countyCode: county } = application
  const acts = actsFor([application], (permission) => mayIn(permission, county))
  const isOwn = me !== undefined && application.acceptedBy === me.id
  const offered = isOwn ? acts.filter((one) => one !== 'pass_review' && one !== 'enter' && one !== 'refuse') : acts
  const forward = offered.filter((one) => !isTurningBack(one))
  const back = offered.filter(isTurningBack)
  return (
    <div className="application-acts no-print" role="toolbar" aria-label={words.acts.accept}>
      {application.state === 'certified' && <ToDelivery county={county} estate={application.estateId} />}
      {offered.length === 0 && application.state !== 'certified' && (
        <span style={{ opacity: 0.75 }}>{isOwn && acts.length > 0 ? text.ownAcceptance : text.nothingToDo}</span>
      )}
      {forward.map((one, place) => (
        <Button key={one} size="large" type={place === 0 ? 'primary' : 'default'} onClick={() => setAct(one)}>
          {words.acts[one]}
        </Button>
      ))}
      {back.length > 0 && (
        <Dropdown
          menu={{ items: back.map((one) => ({ key: one, label: words.acts[one], onClick: () => setAct(one) })) }}
        >
          <Button size="large">{text.more}</Button>
        </Dropdown>
      )}
      <ActModal
        county={county}
        application={application.id}
        act={act}
        missing={missingTitles(application.papers)}
        onClose={() => setAct(undefined)}
      />
    </div>
  )
}
