import type { UseQueryResult } from '@tanstack/react-query'
import { Alert, Card, InputNumber, Select, Table, Tag } from 'antd'
import { useContext } from 'react'
import type { ScheduledActivity, Slip } from '#contract/schedule.ts'
import { count } from '../platform/format.ts'
import { LanguageContext, useText } from '../platform/text.ts'
import { scheduleWords } from './messages.ts'

type Asked = { activity: string | null; days: number }
type SlipPanelProps = {
  activities: readonly ScheduledActivity[]
  /** Without a target none is kept or missed. */
  hasTarget: boolean
  slip: Asked
  onChange: (slip: Asked) => void
  effect: UseQueryResult<Slip>
}

/** Which steps move when one takes longer, and whether a target is missed then. */
export function SlipPanel({ activities, hasTarget, slip, onChange, effect }: SlipPanelProps) {
  const text = useText(scheduleWords)
  const isEnglish = useContext(LanguageContext).language === 'en'
  const options = activities
    .filter(({ doneOn }) => doneOn === null)
    .map(({ id, title, titleEn }) => ({ value: id, label: isEnglish ? (titleEn ?? title) : title }))
  return (
    <Card size="small" title={text.slipTitle} className="no-print">
      <div className="slip-ask">
        <div>
          <span>{text.slipStep}</span>
          <Select
            aria-label={text.slipStep}
            placeholder={text.slipHint}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={slip.activity}
            options={options}
            onChange={(activity) => onChange({ ...slip, activity: activity ?? null })}
            style={{ width: '100%' }}
          />
        </div>
        <div>
          <span>{text.slipDays}</span>
          <InputNumber
            aria-label={text.slipDays}
            min={1}
            max={500}
            precision={0}
            value={slip.days}
            onChange={(days) => onChange({ ...slip, days: days ?? 1 })}
            style={{ width: '100%' }}
          />
        </div>
      </div>
      {slip.activity !== null && effect.isError && (
        <Alert type="error" showIcon message={effect.error.message} style={{ marginTop: 12 }} />
      )}
      {slip.activity !== null && effect.data && (
        <SlipOutcome slip={effect.data} isEnglish={isEnglish} hasTarget={hasTarget} />
      )}
    </Card>
  )
}

function SlipOutcome({ slip, isEnglish, hasTarget }: { slip: Slip; isEnglish: boolean; hasTarget: boolean }) {
  const text = useText(scheduleWords)
  return (
    <div aria-live="polite" style={{ marginTop: 12 }}>
      <p>
        {hasTarget && (
          <Tag color={slip.missesTarget ? 'error' : 'success'} style={{ marginInlineEnd: 8 }}>
            {slip.missesTarget ? text.slipMisses : text.slipKeeps}
          </Tag>
        )}
        {text.slipMoves(count(slip.moved.length))}
        {slip.finishBefore === slip.finishAfter
          ? text.finishStays(slip.finishBefore)
          : text.finishMoves(slip.finishBefore, slip.finishAfter)}
      </p>
      <Table
        size="small"
        pagination={false}
        rowKey="id"
        dataSource={slip.moved}
        scroll={{ x: 560 }}
        columns={[
          { title: text.step, render: (_, { title, titleEn }) => (isEnglish ? (titleEn ?? title) : title) },
          { title: text.before, render: (_, one) => `${one.startBefore} – ${one.finishBefore}`, width: 200 },
          { title: text.after, render: (_, one) => `${one.startAfter} – ${one.finishAfter}`, width: 200 },
        ]}
      />
    </div>
  )
}
