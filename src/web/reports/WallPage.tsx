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
import { BattleMap } from './BattleMap.tsx'
import { battleWords } from './battle-messages.ts'
import { reportWords } from './messages.ts'
import { tileSize, wallParts } from './tile-size.ts'
import { Cards, County } from './WallCounties.tsx'
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
  const battle = useText(battleWords)
  const { isDark, setDark } = useDarkness()
  const { figures, counties } = wall
  const { size, panel, rows } = wallParts(useWallSize(), wall.battle !== null)
  const left = { first: figures.units - figures.firstRegistered, transfer: figures.units - figures.transferred }
  const countdown = wall.battle?.countdown.filter(({ registration }) => left[registration] > 0) ?? []
  const only = counties.length === 1 ? counties[0] : undefined
  const tile = tileSize(
    counties.map(({ tiles }) => tiles.length),
    { ...size, columns: 3, heading: wall.battle ? 82 : 62 },
  )
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
        {countdown.map(({ registration, daysLeft }) => (
          <Headline key={registration} label={battle.countdown[registration]} value={untilWords(battle, daysLeft)} />
        ))}
        <div className="wall-side">
          <span>
            {words.asOf} {wall.asOf}
          </span>
          <span className="wall-legend">
            {wall.battle && <span className="wall-marks">{battle.marks}</span>}
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
      <div className="wall-field" style={{ '--tile': `${tile}px`, '--battle': `${panel}px` } as CSSProperties}>
        {only ? (
          <Cards county={only} size={size} />
        ) : (
          <div className="wall-counties">
            {counties.map((county) => (
              <County
                key={county.code}
                county={county}
                tasks={wall.battle?.counties.find(({ code }) => code === county.code)}
              />
            ))}
          </div>
        )}
        {wall.battle && <BattleMap battle={wall.battle} rows={rows} ofCity={!only} />}
      </div>
    </main>
  )
}

function untilWords(
  text: { [K in 'daysLeft' | 'daysPast']: (days: string) => string } & { dueToday: string },
  days: number,
) {
  if (days === 0) return text.dueToday
  return days > 0 ? text.daysLeft(count(days)) : text.daysPast(count(-days))
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
