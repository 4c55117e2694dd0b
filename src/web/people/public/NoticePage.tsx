import { Link } from 'wouter'
import type { PublicNoticePage } from '#contract/public-notices.ts'
import { useText } from '../../platform/text.ts'
import { useDay } from '../platform/days.ts'
import { Actions, Busy, Card, Facts } from '../platform/parts.tsx'
import { Trouble } from '../platform/use-submit.tsx'
import { useNotice } from './api.ts'
import { publicWords } from './messages.ts'
import { ParcelSketch } from './ParcelSketch.tsx'

/** One notice as it hangs on the board: what it is about, until when, how to object, and what became of it. */
export function NoticePage({ region, notice: id }: { region: string; notice: string }) {
  const text = useText(publicWords)
  const query = useNotice({ region, notice: id })
  if (query.isPending) return <Busy />
  if (!query.data) return <Trouble of={query} words={{ no_such_notice: text.noSuchNotice }} />
  const notice = query.data
  return (
    <>
      <h1>{notice.estateName}</h1>
      <p>{notice.matter}</p>
      <Standing notice={notice} />
      <About notice={notice} />
      <Homes notice={notice} />
      {notice.parcels.length > 0 && (
        <Card title={text.sketch}>
          <ParcelSketch parcels={notice.parcels} />
          <p>{text.sketchHint}</p>
        </Card>
      )}
      <HowToObject notice={notice} />
      <p className="unprinted">
        <Link href={`/people/${notice.countyCode}/notices`}>{text.allNotices(notice.countyName)}</Link>
      </p>
    </>
  )
}

type Shown = { notice: PublicNoticePage }

/** Where the notice stands today, and what comes next. */
function Standing({ notice }: Shown) {
  const text = useText(publicWords)
  const day = useDay()
  const { state, endsOn, daysLeft } = notice
  const tone = {
    running: 'info',
    stopped: 'warn',
    passed: 'good',
    failed: 'bad',
    withdrawn: 'info',
    drafted: 'info',
  } as const
  const isLate = state === 'running' && daysLeft === 0
  return (
    <div className="say" data-tone={tone[state]}>
      <strong>{isLate ? text.runOut : text.states[state]}</strong>
      <p>{isLate ? text.next.runOut : text.next[state]}</p>
      {daysLeft > 0 && <p className="stage">{text.untilWithDays(day(endsOn), daysLeft)}</p>}
    </div>
  )
}

function About({ notice }: Shown) {
  const text = useText(publicWords)
  const day = useDay()
  const { postedOn, endsOn, days, dayKind, postedWhere, location, applicant, basis } = notice
  const facts = [
    { term: text.from, value: day(postedOn) },
    { term: text.until, value: `${day(endsOn)}（${text.days(days, text.dayKinds[dayKind])}）` },
    { term: text.postedWhere, value: postedWhere },
    { term: text.location, value: location },
    { term: text.applicant, value: applicant },
    { term: text.basis, value: basis },
  ]
  return (
    <Card title={text.about}>
      <Facts facts={facts.filter(({ value }) => value !== null)} />
    </Card>
  )
}

function Homes({ notice }: Shown) {
  const text = useText(publicWords)
  const { homes, buildings } = notice
  return (
    <Card title={text.homes}>
      <Facts
        facts={[
          ...buildings.map((building) => ({ term: text.building(building.name), value: text.count(building.homes) })),
          { term: text.together, value: text.count(homes) },
        ]}
      />
    </Card>
  )
}

function HowToObject({ notice }: Shown) {
  const text = useText(publicWords)
  const { mayObject, office, countyCode, id } = notice
  return (
    <Card title={text.howToObject}>
      {mayObject ? (
        <>
          <p>{text.objectHint}</p>
          <div className="unprinted">
            <Actions>
              <Link href={`/people/${countyCode}/notices/${id}/object`} className="main">
                {text.objectNow}
              </Link>
            </Actions>
          </div>
        </>
      ) : (
        <p>{text.objectElsewhere}</p>
      )}
      {office && (
        <p>
          {text.ask} {office.name} <a href={`tel:${office.phone.replaceAll(/[^\d]/g, '')}`}>{office.phone}</a>
        </p>
      )}
      <p className="unprinted">
        <Link href="/people/objections">{text.ownObjections}</Link>
      </p>
    </Card>
  )
}
