import { Link } from '@tanstack/react-router'
import { Alert, Card, Space } from 'antd'
import type { WindowHome } from '#contract/transfers.ts'
import { area } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { ApplicationGates } from './ApplicationGates.tsx'
import { ApplicationPapers } from './ApplicationPapers.tsx'
import { DueMark, StateTag } from './application-marks.tsx'
import { applicationWords } from './application-messages.ts'
import { registrationWords } from './messages.ts'
import { WindowNext } from './WindowNext.tsx'
import { windowWords } from './window-messages.ts'

/** A home whole: what is next on top, what holds it up, then its people, its gates and its papers. */
export function WindowHomeView({ home }: { home: WindowHome }) {
  const text = useText(windowWords)
  const words = useText(applicationWords)
  const { application, countyCode: county, building, entrance, room } = home
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      <div className="page-head" style={{ marginBottom: 0 }}>
        <h2 style={{ margin: 0 }}>
          {home.estateName} {[building, entrance, room].filter((part) => part !== '').join('-')}
        </h2>
        {application && <StateTag state={application.state} />}
        {application?.isOpen && application.dueOn && (
          <DueMark application={{ ...application, isPaused: application.state === 'correcting' }} />
        )}
        <Space className="end">
          {application && (
            <Link to="/counties/$county/applications/$application" params={{ county, application: application.id }}>
              {text.toApplication}
            </Link>
          )}
          <Link to="/counties/$county/units/$unit" params={{ county, unit: home.unitId }}>
            {text.toHome}
          </Link>
        </Space>
      </div>
      <WindowNext home={home} />
      <Restrictions home={home} />
      <div className="columns">
        <Space orientation="vertical" size={16} style={{ width: '100%' }}>
          {application && (
            <Card size="small" title={words.gates}>
              <ApplicationGates application={{ ...application, countyCode: county }} />
            </Card>
          )}
          {home.next !== 'done' && (
            <Card size="small" title={application?.isOpen ? words.papers : text.proposed}>
              <Papers home={home} />
            </Card>
          )}
        </Space>
        <Space orientation="vertical" size={16} style={{ width: '100%' }}>
          <Card size="small" title={text.owners}>
            <Owners home={home} />
          </Card>
          <Card size="small" title={text.home}>
            <HomeFacts home={home} />
          </Card>
        </Space>
      </div>
    </Space>
  )
}

/** Of an open application its papers, to be marked; else those it will be asked for. */
function Papers({ home: { application, countyCode, papers } }: { home: WindowHome }) {
  const shown = papers.map((paper) => ({ ...paper, fileIds: [] }))
  const of = { countyCode, kind: 'transfer' as const, papers: shown }
  return application?.isOpen ? (
    <ApplicationPapers application={{ ...of, id: application.id, state: application.state }} />
  ) : (
    <ApplicationPapers application={{ ...of, id: '', state: 'withdrawn' }} />
  )
}

/** What rests on the home: whether it holds up the transfer, who ordered it and who can lift it. */
function Restrictions({ home: { restrictions } }: { home: WindowHome }) {
  const text = useText(windowWords)
  const words = useText(registrationWords)
  return restrictions.map(({ id, kind, authority, documentNo, fromOn, untilOn, effect, words: told, basis }) => (
    <Alert
      key={id}
      type={effect === 'passes' ? 'info' : effect === 'consent' ? 'warning' : 'error'}
      showIcon
      message={`${words.restrictions[kind]} · ${text.effects[effect]} · ${words.lift}：${authority}（${documentNo}）`}
      description={`${told}。${text.from(fromOn)}${untilOn ? ` – ${untilOn}` : ''}。${text.basis(basis)}`}
    />
  ))
}

function Owners({ home: { owners } }: { home: WindowHome }) {
  const text = useText(windowWords)
  if (owners.length === 0) return <>{text.noOwner}</>
  return (
    <ul className="party-list">
      {owners.map(({ ownerNo, name, idMasked, phoneMasked }) => (
        <li key={ownerNo}>
          <strong>{name}</strong>
          <span className="tabular">{idMasked}</span>
          <span className="tabular">{phoneMasked}</span>
        </li>
      ))}
    </ul>
  )
}

function HomeFacts({ home }: { home: WindowHome }) {
  const text = useText(windowWords)
  const words = useText(registrationWords)
  const { developer } = home
  const facts = [
    [text.area, area(home.areaM2)],
    [text.use, home.use],
    [text.coOwnership, home.coOwnership && words.coOwned[home.coOwnership]],
    [text.firstRegisteredOn, home.firstRegisteredOn],
    [text.transferredOn, home.transferredOn],
    [words.certificateNo, home.certificateNo],
    [text.contractNo, home.contractNo],
    [text.developer, `${developer.name ?? ''} ${text.developerStandings[developer.standing]}`.trim()],
  ] as const
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
