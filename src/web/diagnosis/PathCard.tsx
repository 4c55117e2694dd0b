import { Card, Empty, Segmented, Table } from 'antd'
import { useState } from 'react'
import type { Diagnosis } from '#contract/diagnosis.ts'
import type { PathStep } from '#domain/diagnosis/diagnosis.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { diagnosisWords } from './messages.ts'
import type { Names } from './names.ts'
import { PathDrawing } from './PathDrawing.tsx'
import { stepMarks, stepTitle } from './step-words.ts'

/** The steps still to be done: as a drawing, or as a table to read out. */
export function PathCard({ diagnosis, names }: { diagnosis: Diagnosis; names: Names }) {
  const text = useText(diagnosisWords)
  const [look, setLook] = useState<'drawn' | 'listed'>('drawn')
  // where no step has days, all end on the same day and none is more critical than another
  const hasDays = diagnosis.workingDays > 0
  const path = hasDays ? diagnosis.path : diagnosis.path.map((step) => ({ ...step, isCritical: false }))
  return (
    <Card
      size="small"
      title={text.path}
      extra={
        <Segmented
          className="no-print"
          value={look}
          onChange={setLook}
          options={[
            { value: 'drawn', label: text.drawn },
            { value: 'listed', label: text.listed },
          ]}
        />
      }
    >
      {path.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.pathEmpty} />
      ) : look === 'drawn' ? (
        <PathDrawing path={path} names={names} />
      ) : (
        <PathTable path={path} names={names} />
      )}
      <p className="quiet">
        {path.some(({ isCritical }) => isCritical) && text.criticalHint}{' '}
        {path.some(({ daysUnset }) => daysUnset) && text.unsetHint}
      </p>
    </Card>
  )
}

function PathTable({ path, names }: { path: PathStep[]; names: Names }) {
  const text = useText(diagnosisWords)
  return (
    <Table<PathStep>
      size="small"
      pagination={false}
      rowKey="id"
      dataSource={path}
      scroll={{ x: 820 }}
      columns={[
        { title: text.step, render: (_, step) => `${step.isCritical ? '● ' : ''}${stepTitle(step, names)}` },
        { title: text.unit, render: (_, { unit }) => names.unit(unit), width: 150 },
        {
          title: text.requirement,
          render: (_, { requirement }) => (requirement ? names.requirement(requirement) : text.lawDealt),
          width: 150,
        },
        {
          title: text.workingDays,
          className: 'number',
          render: (_, { daysUnset, workingDays }) => (daysUnset ? text.daysUnset : count(workingDays)),
          width: 110,
        },
        {
          title: text.fromTo,
          className: 'number',
          render: (_, { start, finish }) => `${start} – ${finish}`,
          width: 130,
        },
        { title: '', render: (_, step) => stepMarks(step, names, text).join(' · '), width: 190 },
        {
          title: text.track,
          render: (_, { track }) => (track === 'owner' ? text.ownerShort : text.developerShort),
          width: 100,
        },
      ]}
    />
  )
}
