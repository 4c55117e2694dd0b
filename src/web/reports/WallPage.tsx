import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { reportsEndpoints, type Wall } from '#contract/reports.ts'
import { percent } from '#domain/reports/figures.ts'
import { useDarkness } from '../platform/Appearance.tsx'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { useLive } from '../platform/live.ts'
import { platformWords } from '../platform/messages.ts'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import { reportWords } from './messages.ts'
import './wall.css'

/** The chart on the meeting-room wall: every county, every estate a tile, live. */
export function WallPage() {
  const { region } = useParams({ from: '/signed-in/regions/$region/wall' })
  const { asOf } = useSearch({ from: '/signed-in/regions/$region/wall' })
  useLive()
  const wall = useQuery({
    ...endpointQuery(reportsEndpoints.wall, { params: { region }, query: { asOf } }),
    refetchInterval: 60_000,
  })
  return <Reading query={wall}>{(data) => <WallView wall={data} />}</Reading>
}

function WallView({ wall }: { wall: Wall }) {
  const text = useText(reportWords)
  const words = useText(platformWords)
  const { isDark, setDark } = useDarkness()
  const { figures } = wall
  return (
    <main className={`wall ${isDark ? 'wall-dark' : ''}`}>
      <header className="wall-head">
        <h1>
          {wall.regionName}
          {text.wallTitle}
        </h1>
        <Headline label={text.estates} value={count(figures.estates)} />
        <Headline label={text.units} value={count(figures.units)} />
        <Headline label={text.firstRegistered} value={percent(figures.rates.firstRegistration.value)} />
        <Headline
          label={text.transferred}
          value={`${count(figures.transferred)}　${percent(figures.rates.transfer.value)}`}
        />
        <Headline label={text.open} value={count(figures.open)} />
        <div className="wall-side">
          <span>
            {words.asOf} {wall.asOf}
          </span>
          <span className="wall-legend">
            {(['green', 'yellow', 'red', 'grey'] as const).map((light) => (
              <span key={light} className={`tile light-${light}`}>
                {words.light[light]}
              </span>
            ))}
          </span>
          <span className="no-print">
            <Button size="small" onClick={() => setDark(!isDark)}>
              {isDark ? words.bright : words.dark}
            </Button>{' '}
            <Link to="/regions/$region/board" params={{ region: wall.region }}>
              <Button size="small">{text.leave}</Button>
            </Link>
          </span>
        </div>
      </header>
      <div className="wall-counties">
        {wall.counties.map((county) => (
          <County key={county.code} county={county} />
        ))}
      </div>
    </main>
  )
}

function Headline({ label, value }: { label: string; value: string }) {
  return (
    <div className="wall-headline">
      <div>{label}</div>
      <strong>{value}</strong>
    </div>
  )
}

function County({ county }: { county: Wall['counties'][number] }) {
  const text = useText(reportWords)
  const words = useText(platformWords)
  return (
    <section className="wall-county">
      <h2>
        <span className={`tile light-${county.light}`}>{words.light[county.light]}</span>
        {county.name}
        <span className="wall-rate">{percent(county.transferRate)}</span>
        <small>
          {count(county.transferred)} / {count(county.units)}
        </small>
      </h2>
      <div className="wall-tiles">
        {county.tiles.map(([id, name, units, , transferred, light]) => (
          <Link
            key={id}
            to="/counties/$county/estates/$estate"
            params={{ county: county.code, estate: id }}
            search={{}}
            className={`tile light-${light}`}
            title={`${name}：${text.tileHint(count(units), count(transferred))}`}
            aria-label={name}
          >
            {light === 'green' ? '' : words.light[light]}
          </Link>
        ))}
      </div>
    </section>
  )
}
