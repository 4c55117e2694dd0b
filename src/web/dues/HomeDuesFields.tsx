import { DatePicker, Form, Input, InputNumber, Select } from 'antd'
import dayjs from 'dayjs'
import { useText } from '../platform/text.ts'
import type { HomeValues } from './HomeDuesModal.tsx'
import { duesWords } from './messages.ts'
import { moneyRule } from './YuanItem.tsx'

/** What has to be asked before the dues of a home can be worked out. */
export function HomeDuesFields({ initial, onChange }: { initial: HomeValues; onChange: (values: HomeValues) => void }) {
  const text = useText(duesWords)
  const optionsOf = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).map(([value, label]) => ({ value, label }))
  return (
    <Form<HomeValues>
      layout="vertical"
      className="form-row"
      requiredMark={false}
      initialValues={initial}
      onValuesChange={(_, values) => onChange(values)}
    >
      <Form.Item name="contractOn" label={text.contractOn}>
        <DatePicker style={{ width: '100%' }} maxDate={dayjs()} />
      </Form.Item>
      <Form.Item name="familyHome" label={text.familyHome} extra={text.familyHint}>
        <Select allowClear options={optionsOf(text.familyHomes)} />
      </Form.Item>
      <Form.Item name="yuan" label={text.price} rules={[moneyRule(text.mustBeMoney, false)]}>
        <Input inputMode="decimal" style={{ textAlign: 'right' }} />
      </Form.Item>
      <Form.Item name="declaredOn" label={text.declaredOn}>
        <DatePicker style={{ width: '100%' }} allowClear={false} />
      </Form.Item>
      <Form.Item name="books" label={text.books}>
        <InputNumber min={1} max={20} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="exemption" label={text.exemption}>
        <Select allowClear options={optionsOf(text.exemptions)} />
      </Form.Item>
    </Form>
  )
}
