import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Card, Empty, Table, Tag, Tooltip } from 'antd'
import { useContext, useState } from 'react'
import type { z } from 'zod'
import { tasksEndpoints } from '#contract/tasks.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useMay } from '../platform/session.ts'
import { LanguageContext, useText } from '../platform/text.ts'
import { AssignSteps } from './AssignSteps.tsx'
import { taskPageWords, taskWords } from './messages.ts'
import { UnitSelect } from './PersonSelect.tsx'

export type Proposed = z.infer<typeof tasksEndpoints.proposedTasks.response>[number]
/** `meeting`: the sitting at which they are given out. */
type ProposedProps = { county: string; estate: string; meeting?: string }

/** The steps of an estate's diagnosis that can be given out, all with one press. */
export function ProposedTasks({ county, estate, meeting }: ProposedProps) {
  const text = useText(taskPageWords)
  const mayAssign = useMay('tasks.assign', county)
  const steps = useQuery(endpointQuery(tasksEndpoints.proposedTasks, { params: { county, estate } }))
  const [left, leave] = useState<ReadonlySet<string>>(new Set())
  const [units, setUnits] = useState<Readonly<Record<string, string>>>({})
  const [isAssigning, setAssigning] = useState(false)
  const open = (steps.data ?? []).filter(({ taskId }) => taskId === null)
  const unitOf = (step: Proposed) => units[step.key] ?? step.organisation?.id
  const ready = open.filter((step) => !left.has(step.key) && unitOf(step) !== undefined)
  return (
    <Card
      size="small"
      title={text.proposed}
      extra={
        mayAssign &&
        ready.length > 0 && (
          <Button type="primary" className="no-print" onClick={() => setAssigning(true)}>
            {text.assign(count(ready.length))}
          </Button>
        )
      }
    >
      <Reading query={steps}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noProposed} />
          ) : (
            <StepsTable
              county={county}
              rows={rows}
              chosen={ready.map(({ key }) => key)}
              onChoose={(keys) => leave(new Set(open.map(({ key }) => key).filter((key) => !keys.includes(key))))}
              mayAssign={mayAssign}
              onUnit={(key, unit) => setUnits({ ...units, [key]: unit })}
              units={units}
            />
          )
        }
      </Reading>
      {isAssigning && (
        <AssignSteps
          county={county}
          estate={estate}
          meeting={meeting}
          steps={ready.map((step) => ({ ...step, unit: units[step.key] }))}
          onClose={() => setAssigning(false)}
        />
      )}
    </Card>
  )
}

type StepsTableProps = {
  county: string
  rows: readonly Proposed[]
  chosen: string[]
  onChoose: (keys: string[]) => void
  mayAssign: boolean
  units: Readonly<Record<string, string>>
  onUnit: (key: string, unit: string) => void
}

function StepsTable({ county, rows, chosen, onChoose, mayAssign, units, onUnit }: StepsTableProps) {
  const text = useText(taskPageWords)
  const words = useText(taskWords)
  const { language } = useContext(LanguageContext)
  return (
    <Table<Proposed>
      size="small"
      rowKey="key"
      pagination={false}
      scroll={{ x: 620 }}
      dataSource={rows}
      {...(mayAssign && {
        rowSelection: {
          selectedRowKeys: chosen,
          onChange: (keys) => onChoose(keys.map(String)),
          getCheckboxProps: ({ taskId, organisation, key }) => ({
            disabled: taskId !== null || (organisation === null && !units[key]),
          }),
        },
      })}
      columns={[
        {
          title: words.title,
          render: (_, { title, titleEn, registration }) => (
            <>
              {(language === 'en' && titleEn) || title} <Tag>{text.registration[registration]}</Tag>
            </>
          ),
        },
        {
          title: words.unit,
          width: 210,
          render: (_, step) => (
            <StepUnit
              county={county}
              step={step}
              unit={units[step.key]}
              onUnit={mayAssign ? (unit) => onUnit(step.key, unit) : undefined}
            />
          ),
        },
        {
          title: text.days,
          width: 84,
          className: 'number',
          render: (_, { workingDays, daysAssumed }) => (
            <Tooltip title={daysAssumed && text.assumed}>
              {count(workingDays)}
              {daysAssumed && ' *'}
            </Tooltip>
          ),
        },
        {
          title: words.state,
          width: 84,
          render: (_, { taskId }) =>
            taskId && (
              <Link to="/counties/$county/tasks/$task" params={{ county, task: taskId }}>
                {text.already}
              </Link>
            ),
        },
      ]}
    />
  )
}

type StepUnitProps = {
  county: string
  step: Proposed
  unit: string | undefined
  onUnit: ((unit: string) => void) | undefined
}

/** Who would get the step; where no unit stands behind the rule's word, one is chosen. */
function StepUnit({ county, step, unit, onUnit }: StepUnitProps) {
  const text = useText(taskPageWords)
  if (step.organisation)
    return (
      <>
        {step.organisation.name} {step.person?.name}
      </>
    )
  if (step.taskId !== null) return null
  if (!onUnit) return text.noUnit
  return <UnitSelect county={county} {...(unit && { value: unit })} onChange={(chosen) => chosen && onUnit(chosen)} />
}
