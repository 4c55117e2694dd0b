import type { PublicNoticePage } from '#contract/public-notices.ts'
import { useText } from '../../platform/text.ts'
import { publicWords } from './messages.ts'

/** Outlines of the parcels as surveyed, north up, with a bar to scale; the list beneath says the same in words. */
export function ParcelSketch({ parcels }: Pick<PublicNoticePage, 'parcels'>) {
  const text = useText(publicWords)
  const points = parcels.flatMap(({ rings }) => rings.flat())
  const [width, height] = [0, 1].map((side) => Math.max(1, ...points.map((point) => point[side as 0 | 1]))) as [
    number,
    number,
  ] // two sides of a point
  const size = Math.max(width, height)
  const edge = size * 0.06
  const bar = 10 ** Math.floor(Math.log10(size / 2))
  return (
    <>
      <svg
        className="sketch"
        viewBox={`${-edge} ${-edge} ${width + 2 * edge} ${height + 4 * edge}`}
        role="img"
        aria-label={text.sketchOf(parcels.map(({ code }) => code).join('、'))}
      >
        {parcels.map(({ code, rings }) => (
          <path key={code} fillRule="evenodd" d={rings.map((ring) => outline(ring, height)).join(' ')} />
        ))}
        <path className="bar" d={`M0 ${height + 1.4 * edge}h${bar}`} />
        <text x={bar + edge / 2} y={height + 1.8 * edge} fontSize={edge * 1.1}>
          {text.metres(bar)} · {text.northUp}
        </text>
      </svg>
      <ul className="lines">
        {parcels.map(({ code, areaM2 }) => (
          <li key={code}>
            <strong>{code}</strong>
            {areaM2 !== null && <span>{text.area(areaM2)}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}

/** A ring as a path; screens count downwards, maps upwards. */
const outline = (ring: readonly (readonly [number, number])[], height: number) =>
  `M${ring.map(([east, north]) => `${east} ${height - north}`).join('L')}Z`
