import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Form, Input, InputNumber, Space } from 'antd'
import { useContext } from 'react'
import { type SurveySettings, surveySettingsEndpoints } from '#contract/survey-settings.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { LanguageContext, useText } from '../platform/text.ts'
import { surveyWords } from './messages.ts'

type Values = Record<string, number> & { source: string }
type Props = { county: string; onClose: () => void }

/** What the checks of the county let pass and where its land lies, each number with where it comes from. */
export function SurveySettingsModal({ county, onClose }: Props) {
  const settings = useQuery(endpointQuery(surveySettingsEndpoints.surveySettings, { params: { county } }))
  return settings.data ? <SettingsForm county={county} settings={settings.data} onClose={onClose} /> : null
}

const sides = ['west', 'south', 'east', 'north'] as const

function SettingsForm({ county, settings, onClose }: Props & { settings: SurveySettings }) {
  const text = useText(surveyWords)
  const { language } = useContext(LanguageContext)
  const queries = useQueryClient()

  async function save({ source, reason, ...values }: Values & { reason: string }) {
    const tolerances = Object.fromEntries(settings.tolerances.map(({ id, value }) => [id, values[id] ?? value]))
    const [west = 0, south = 0, east = 0, north = 0] = sides.map((side) => values[side] ?? settings.range[side])
    const body = { tolerances, range: { west, south, east, north }, source, reason }
    await call(surveySettingsEndpoints.setSurveySettings, { params: { county }, body })
    await queries.invalidateQueries({ queryKey: [surveySettingsEndpoints.surveySettings.path] })
  }

  return (
    <ReasonModal<Values> open title={text.settings} done={text.settingsSaved} onClose={onClose} act={save}>
      {settings.tolerances.map(({ id, value, shipped, unit, title, titleEn, source, sourceEn }) => (
        <Form.Item
          key={id}
          name={id}
          label={language === 'zh' ? title : titleEn}
          initialValue={value}
          extra={`${text.shipped(`${shipped} ${text.units[unit]}`)}${language === 'zh' ? `（${source}）` : ` (${sourceEn})`}`}
          rules={[{ required: true }]}
        >
          <InputNumber min={0} max={100} suffix={text.units[unit]} style={{ width: 180 }} />
        </Form.Item>
      ))}
      <Form.Item label={text.range}>
        <Space wrap>
          {sides.map((side) => (
            <Form.Item key={side} name={side} noStyle initialValue={settings.range[side]} rules={[{ required: true }]}>
              <InputNumber
                min={3}
                max={136}
                step={0.1}
                prefix={text[side]}
                style={{ width: 130 }}
                aria-label={text[side]}
              />
            </Form.Item>
          ))}
        </Space>
      </Form.Item>
      <Form.Item
        name="source"
        label={text.source}
        extra={text.sourceHint}
        initialValue={settings.source ?? undefined}
        rules={[{ required: true, min: 2 }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </ReasonModal>
  )
}
