import { Button, Card, Slider } from 'antd'
import { useState } from 'react'
import type { Weights } from '#domain/tasks/ranking.ts'
import { useText } from '../platform/text.ts'
import { scheduleWords } from './messages.ts'
import { mostWeight, weightNames } from './weights.ts'

/** How much size, ease and nearness weigh in the order of work; the order changes when a slider is let go. */
export function WeightSliders({ weights, onChange }: { weights: Weights; onChange: (weights: Weights) => void }) {
  const text = useText(scheduleWords)
  const [moving, setMoving] = useState<Partial<Weights>>({})
  return (
    <Card size="small" className="no-print" style={{ margin: '16px 0' }}>
      <div className="weights">
        {weightNames.map((name) => (
          <div key={name}>
            <span>
              <span className={`why-key why-${name}`} aria-hidden="true" />
              {text.weights[name]} <strong>{moving[name] ?? weights[name]}</strong>
            </span>
            <Slider
              min={0}
              max={mostWeight}
              step={0.5}
              value={moving[name] ?? weights[name]}
              ariaLabelForHandle={text.weightOf(text.weights[name])}
              onChange={(value) => setMoving({ [name]: value })}
              onChangeComplete={(value) => {
                setMoving({})
                onChange({ ...weights, [name]: value })
              }}
            />
            <span className="hint">{text.weightHints[name]}</span>
          </div>
        ))}
        <Button onClick={() => onChange({ size: 1, ease: 1, nearness: 1 })}>{text.resetWeights}</Button>
      </div>
    </Card>
  )
}
