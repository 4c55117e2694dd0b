import { useId } from 'react'
import type { PathStep } from '#domain/diagnosis/diagnosis.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { diagnosisWords } from './messages.ts'
import type { Names } from './names.ts'
import { type Lane, layPath, type PlacedStep, sizes } from './path-layout.ts'
import { stepMarks, stepTitle } from './step-words.ts'
import { wrapWords } from './wrap-words.ts'

/** The path drawn: working days to the right, a lane for each requirement, the developer's own case below. */
export function PathDrawing({ path, names }: { path: readonly PathStep[]; names: Names }) {
  const text = useText(diagnosisWords)
  const head = useId()
  const { width, height, ticks, owner, developer, developerY } = layPath(path)
  const drawn = Math.max(width, 320)
  const placed = new Map([...owner, ...developer].flatMap(({ steps }) => steps).map((one) => [one.step.id, one]))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="path-scroll" tabIndex={0} aria-label={text.path}>
      <svg
        className="path-drawing"
        width={drawn + 4}
        height={height}
        viewBox={`-2 0 ${drawn + 4} ${height}`}
        role="img"
      >
        <title>{text.path}</title>
        <defs>
          <marker
            id={head}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="9"
            markerHeight="9"
            orient="auto"
            markerUnits="userSpaceOnUse"
          >
            <path className="arrow-head" d="M0 0L8 4L0 8z" />
          </marker>
        </defs>
        {ticks.map(({ day, x }) => (
          <g key={day}>
            <line className="grid" x1={x + 0.5} x2={x + 0.5} y1={16} y2={height} />
            <text className="faint" x={x + 2} y={12} fontSize={12}>
              {day === 0 ? `${text.dayAxis} 0` : day}
            </text>
          </g>
        ))}
        {[...owner, ...developer].map((lane) => (
          <LaneHead key={`${lane.key} ${lane.y}`} lane={lane} width={drawn} names={names} />
        ))}
        {developer.length > 0 && (
          <g>
            <rect className="band" x={1} y={developerY + 2} width={drawn - 2} height={height - developerY - 4} />
            <text x={8} y={developerY + 18} fontWeight={600}>
              {text.developerTrack}
            </text>
          </g>
        )}
        {[...placed.values()].map((one) => (
          <Arrows key={one.step.id} to={one} placed={placed} head={head} />
        ))}
        {[...placed.values()].map((one) => (
          <StepBox key={one.step.id} placed={one} names={names} />
        ))}
      </svg>
    </section>
  )
}

function LaneHead({ lane, width, names }: { lane: Lane; width: number; names: Names }) {
  const text = useText(diagnosisWords)
  return (
    <g>
      <rect className="lane" x={0} y={lane.y + 2} width={width} height={sizes.laneHead - 6} />
      <text x={8} y={lane.y + 16} fontWeight={600}>
        {lane.requirement ? names.requirement(lane.requirement) : text.lawDealt}
      </text>
    </g>
  )
}

type ArrowsProps = { to: PlacedStep; placed: ReadonlyMap<string, PlacedStep>; head: string }

function Arrows({ to, placed, head }: ArrowsProps) {
  return to.step.needs.flatMap((id) => {
    const from = placed.get(id)
    if (!from) return []
    const [x1, y1] = [from.x + from.width, from.y + sizes.height / 2]
    const [x2, y2] = [to.x, to.y + sizes.height / 2]
    const bend = x2 - sizes.joint / 2
    return [
      <path
        key={id}
        className={from.step.isCritical && to.step.isCritical ? 'arrow is-critical' : 'arrow'}
        d={`M${x1} ${y1}H${bend}V${y2}H${x2}`}
        markerEnd={`url(#${head})`}
      />,
    ]
  })
}

const padding = 8

function StepBox({ placed: { step, x, y, width }, names }: { placed: PlacedStep; names: Names }) {
  const text = useText(diagnosisWords)
  const title = stepTitle(step, names)
  const ems = (width - 2 * padding) / 13
  const marks = stepMarks(step, names, text)
  const days = step.daysUnset
    ? text.daysUnset
    : step.workingDays === 0
      ? text.noDaysNeeded
      : text.days(count(step.workingDays))
  const foot = [days, ...marks].join(' · ')
  return (
    <g>
      <title>{[names.unit(step.unit), title, foot, ...(step.isCritical ? [text.critical] : [])].join('\n')}</title>
      <rect
        className={step.isCritical ? 'box is-critical' : 'box'}
        x={x + 1}
        y={y}
        width={width - 2}
        height={sizes.height}
        rx={4}
      />
      <text className="faint" x={x + padding} y={y + 17} fontSize={12}>
        {wrapWords(`${step.isCritical ? '● ' : ''}${names.unit(step.unit)}`, ems * 1.08, 1)}
      </text>
      {wrapWords(title, ems, 2).map((line, place) => (
        <text key={line} x={x + padding} y={y + 35 + place * 17}>
          {line}
        </text>
      ))}
      {wrapWords(foot, ems * 1.08, 2).map((line, place) => (
        <text key={line} x={x + padding} y={y + 76 + place * 15} fontSize={12} fontWeight={600}>
          {line}
        </text>
      ))}
    </g>
  )
}
