import { Empty, Table } from 'antd'
import type { ReactNode } from 'react'
import type { SurveyView } from '#contract/surveys.ts'
import { area } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { estateSurveyWords } from './messages.ts'
import { type DrawnPoint, drawPlan, type PlanDrawing } from './plan-drawing.ts'

type PlanProps = {
  survey: SurveyView
  /** Opens the building table of a building of the survey. */
  onBuilding: (building: string) => void
}

/** Parcels and buildings on white paper: no map of others is needed, and black ink is enough. */
export function SurveyPlan({ survey, onBuilding }: PlanProps) {
  const text = useText(estateSurveyWords)
  const drawing = drawPlan(survey.content)
  if (!drawing) return <Empty description={text.noParcels} />
  const excess = survey.excess.filter(({ excessM2 }) => excessM2 > 0)
  return (
    <div className="survey-plan">
      <div className="sheet">
        <svg viewBox={`0 0 ${drawing.width} ${drawing.height.toFixed(0)}`} role="img" aria-label={text.plan}>
          <defs>
            <pattern id="excess-hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line x1="0" y1="0" x2="0" y2="8" stroke="currentColor" strokeWidth="2" />
            </pattern>
            <mask
              id="beyond-approval"
              maskUnits="userSpaceOnUse"
              x="0"
              y="0"
              width={drawing.width}
              height={drawing.height}
            >
              <rect width={drawing.width} height={drawing.height} fill="white" />
              {drawing.approved.map(({ path }) => (
                <path key={path} d={path} fill="black" fillRule="evenodd" />
              ))}
            </mask>
          </defs>
          {drawing.approved.length > 0 &&
            drawing.measured.map(({ path }) => (
              <path key={path} d={path} fill="url(#excess-hatch)" fillRule="evenodd" mask="url(#beyond-approval)" />
            ))}
          <Lines drawing={drawing} onBuilding={onBuilding} />
          <Letters drawing={drawing} />
          <Compass drawing={drawing} />
        </svg>
      </div>
      <Legend hasApproval={drawing.approved.length > 0} />
      {excess.map(({ code, excessM2, percent }) => (
        <p key={code}>{text.excessWords(code, area(excessM2), String(percent))}</p>
      ))}
      <p>{text.system(String(survey.content.meridian))}</p>
      <Points points={drawing.points} />
    </div>
  )
}

type LinesProps = { drawing: PlanDrawing; onBuilding: PlanProps['onBuilding'] }

function Lines({ drawing: { approved, measured, outlines }, onBuilding }: LinesProps) {
  const text = useText(estateSurveyWords)
  return (
    <g fill="none" stroke="currentColor" fillRule="evenodd">
      {approved.map(({ path }) => (
        <path key={path} d={path} strokeWidth="1.5" strokeDasharray="10 6" />
      ))}
      {measured.map(({ path }) => (
        <path key={path} d={path} strokeWidth="2.5" />
      ))}
      {outlines.map(({ path, building }) => (
        // biome-ignore lint/a11y/useSemanticElements: an anchor has no place within this drawing's own coordinates
        <g
          key={path}
          className="building"
          role="button"
          tabIndex={0}
          aria-label={text.openTable(building ?? '')}
          onClick={() => onBuilding(building ?? '')}
          onKeyDown={({ key }) => key === 'Enter' && onBuilding(building ?? '')}
        >
          <path d={path} strokeWidth="1.5" fill="currentColor" fillOpacity="0.08" />
        </g>
      ))}
    </g>
  )
}

function Letters({ drawing: { points, sides, outlines, measured } }: { drawing: PlanDrawing }) {
  const text = useText(estateSurveyWords)
  return (
    <g textAnchor="middle">
      {outlines.map(({ path, building, middle }) => (
        <text key={path} x={middle.x} y={middle.y + 5} pointerEvents="none">
          {text.buildingName(building ?? '')}
        </text>
      ))}
      {measured.length > 1 &&
        measured.map(({ path, parcel, middle }) => (
          <text key={path} x={middle.x} y={middle.y}>
            {parcel}
          </text>
        ))}
      {sides
        .filter(({ isNamed }) => isNamed)
        .map(({ middle, angle, metres }) => (
          <text
            key={`${middle.x} ${middle.y}`}
            className="length"
            transform={`translate(${middle.x.toFixed(1)} ${middle.y.toFixed(1)}) rotate(${angle.toFixed(1)}) translate(0 -6)`}
          >
            {metres.toFixed(2)}
          </text>
        ))}
      {points.map(({ no, at, label }) => (
        <g key={`${at.x} ${at.y}`}>
          <circle
            cx={at.x}
            cy={at.y}
            r="4"
            fill="var(--qingling-color-bg-container, #fff)"
            stroke="currentColor"
            strokeWidth="1.5"
          />
          <text x={label.x} y={label.y}>
            {no}
          </text>
        </g>
      ))}
    </g>
  )
}

function Compass({ drawing: { width, height, bar } }: { drawing: PlanDrawing }) {
  const text = useText(estateSurveyWords)
  return (
    <g fill="currentColor" stroke="none">
      <g transform={`translate(${width - 34} 20)`} textAnchor="middle">
        <path d="M0 0 L9 34 L0 26 L-9 34Z" />
        <text y="50">{text.north}</text>
      </g>
      <g transform={`translate(24 ${(height - 22).toFixed(0)})`}>
        <rect width={bar.length / 2} height="6" />
        <rect x={bar.length / 2} width={bar.length / 2} height="6" fill="none" stroke="currentColor" />
        <text x={bar.length + 8} y="8">
          {text.metres(String(bar.metres))}
        </text>
      </g>
    </g>
  )
}

function Legend({ hasApproval }: { hasApproval: boolean }) {
  const text = useText(estateSurveyWords)
  const marks: readonly (readonly [string, ReactNode])[] = [
    [text.measured, <line key="m" x1="0" y1="7" x2="34" y2="7" stroke="currentColor" strokeWidth="2.5" />],
    ...(hasApproval
      ? ([
          [
            text.approved,
            <line
              key="a"
              x1="0"
              y1="7"
              x2="34"
              y2="7"
              stroke="currentColor"
              strokeWidth="1.5"
              strokeDasharray="10 6"
            />,
          ],
          [text.excess, <rect key="e" width="34" height="14" fill="url(#excess-hatch)" />],
        ] as const)
      : []),
    [
      text.outline,
      <rect key="b" x="1" y="1" width="32" height="12" fill="currentColor" fillOpacity="0.08" stroke="currentColor" />,
    ],
  ]
  return (
    <div className="legend">
      {marks.map(([name, mark]) => (
        <span key={name}>
          <svg viewBox="0 0 34 14" aria-hidden="true">
            {mark}
          </svg>
          {name}
        </span>
      ))}
    </div>
  )
}

function Points({ points }: { points: readonly DrawnPoint[] }) {
  const text = useText(estateSurveyWords)
  return (
    <Table<DrawnPoint>
      size="small"
      title={() => text.points}
      rowKey={({ no, at }) => `${no} ${at.x} ${at.y}`}
      dataSource={[...points]}
      pagination={points.length > 100 ? { pageSize: 100 } : false}
      scroll={{ x: 480 }}
      style={{ maxWidth: 720 }}
      columns={[
        { title: text.no, dataIndex: 'no', width: 80 },
        { title: text.x, render: (_, { plane }) => plane.y.toFixed(3), className: 'number' },
        { title: text.y, render: (_, { plane }) => plane.x.toFixed(3), className: 'number' },
        { title: text.side, render: (_, { nextM }) => nextM.toFixed(2), className: 'number' },
      ]}
    />
  )
}
