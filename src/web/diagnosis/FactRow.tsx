import { DeleteOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, Input, Select } from 'antd'
import type { EstateDiagnosis } from '#contract/diagnosis.ts'
import { estateIdFact } from '#domain/diagnosis/catalogue.ts'
import type { FactDefinition } from '#domain/diagnosis/packs.ts'
import { fits } from '#domain/diagnosis/values.ts'
import { useText } from '../platform/text.ts'
import { FactValueInput } from './FactValueInput.tsx'
import { diagnosisWords } from './messages.ts'
import type { Names } from './names.ts'

type FactRowProps = { place: number; estate: EstateDiagnosis; names: Names; onRemove: (() => void) | undefined }

/** One fact of the form: which, what, and how it was said; beside it what is recorded now. */
export function FactRow({ place, estate, names, onRemove }: FactRowProps) {
  const text = useText(diagnosisWords)
  const form = Form.useFormInstance()
  const fact: string | undefined = Form.useWatch(['entries', place, 'fact'], form)
  const isUnknown: boolean | undefined = Form.useWatch(['entries', place, 'isUnknown'], form)
  const definition = fact ? names.factOf(fact) : undefined
  const now = estate.facts.find((one) => one.fact === fact)
  return (
    <div className="fact-entry">
      <div className="fact-row">
        <Form.Item name={[place, 'fact']} label={text.fact} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={text.chooseFact}
            options={groupedFacts(estate, names, text.groups)}
            onChange={() => form.setFieldValue(['entries', place, 'value'], undefined)}
          />
        </Form.Item>
        {definition && !isUnknown ? (
          <Form.Item
            name={[place, 'value']}
            label={text.value}
            extra={now && `${text.before}: ${names.value(now.value, definition.id)}`}
            rules={[{ validator: (_, value) => checkValue(definition, value, text) }]}
          >
            <FactValueInput definition={definition} unit={names.unitOf(definition)} />
          </Form.Item>
        ) : (
          <span />
        )}
        {onRemove && (
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={text.removeFact}
            title={text.removeFact}
            onClick={onRemove}
            style={{ marginTop: 30 }}
          />
        )}
      </div>
      {definition && (
        <div className="fact-row">
          <Form.Item name={[place, 'said']}>
            <Input placeholder={text.saidHint} aria-label={text.said} maxLength={200} />
          </Form.Item>
          <Form.Item name={[place, 'isUnknown']} valuePropName="checked">
            <Checkbox>{text.stillUnknown}</Checkbox>
          </Form.Item>
        </div>
      )}
    </div>
  )
}

function checkValue(definition: FactDefinition, value: unknown, text: (typeof diagnosisWords)['zh']): Promise<void> {
  if (value !== '' && fits(definition, value)) return Promise.resolve()
  return Promise.reject(new Error(definition.type === 'date' && value ? text.wrongDate : text.valueNeeded))
}

/** What is still to be established stands first, then what has a value, then the rest. */
function groupedFacts(estate: EstateDiagnosis, names: Names, groups: (typeof diagnosisWords)['zh']['groups']) {
  const asked = new Set(estate.asks.map(({ fact }) => fact))
  const known = new Set(estate.facts.map(({ fact }) => fact))
  const groupOf = ({ id }: { id: string }) => (asked.has(id) ? 'asked' : known.has(id) ? 'known' : 'other')
  const byGroup = Map.groupBy(
    estate.definitions.filter(({ id, derived }) => !derived && id !== estateIdFact),
    groupOf,
  )
  return (['asked', 'known', 'other'] as const).flatMap((group) => {
    const facts = byGroup.get(group) ?? []
    const options = facts.map(({ id }) => ({ value: id, label: names.fact(id) }))
    return options.length > 0 ? [{ label: groups[group], title: groups[group], options }] : []
  })
}
