import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { type CSSProperties, useEffect, useState } from 'react'
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
import { cardColumns, tileSize } from './tile-size.ts'
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
  const { figures, counties } = wall
  const size = useWallSize()
  const only = counties.length === 1 ? counties[0] : undefined
  const fit = {
    '--tile': `${tileSize(
      counties.map(({ tiles }) => tiles.length),
      { ...size, columns: 3 },
    )}px`,
  } as CSSProperties
  return (
    <main className={`wall ${isDark ? 'wall-dark' : ''}`}>
      <header className="wall-head">
        <h1>{text.wallTitle(wall.regionName)}</h1>
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
      {only ? (
        <Cards county={only} size={size} />
      ) : (
        <div className="wall-counties" style={fit}>
          {wall.counties.map((county) => (
            <County key={county.code} county={county} />
          ))}
        </div>
      )}
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

/** What the headline leaves of the window for the chart, in pixels. */
const measure = () => ({ width: window.innerWidth - 32, height: window.innerHeight - 108 })

function useWallSize(): { width: number; height: number } {
  const [size, setSize] = useState(measure)
  useEffect(() => {
    const follow = () => setSize(measure())
    window.addEventListener('resize', follow)
    return () => window.removeEventListener('resize', follow)
  }, [])
  return size
}

/** One county alone: its estates by name, as large as the wall allows. */
function Cards({ county, size }: { county: Wall['counties'][number]; size: { width: number; height: number } }) {
  const words = useText(platformWords)
  const columns = cardColumns(county.tiles.length, size)
  return (
    <div className="wall-cards" style={{ '--columns': columns } as CSSProperties}>
      {county.tiles.map(([id, name, units, , transferred, light]) => (
        <Link
          key={id}
          to="/counties/$county/estates/$estate"
          params={{ county: county.code, estate: id }}
          search={{}}
          className={`wall-card light-${light}`}
        >
          <span className="wall-card-name">{name}</span>
          <span>
            {words.light[light]} {count(transferred)}/{count(units)}
          </span>
        </Link>
      ))}
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
