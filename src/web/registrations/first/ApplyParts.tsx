import { Button, Form, Input, InputNumber } from 'antd'
import { useText } from '../../platform/text.ts'
import { applyWords } from './messages.ts'

/** Common parts 业主共有部分 registered along with the homes, as form FDCQ3 asks. */
export function ApplyParts() {
  const text = useText(applyWords)
  return (
    <Form.Item label={text.commonParts} extra={text.commonPartsHint}>
      <Form.List name="commonParts">
        {(parts, { add, remove }) => (
          <>
            {parts.map(({ key, name }) => (
              <div key={key} className="first-part">
                <Form.Item name={[name, 'name']} rules={[{ required: true, message: text.partName }]}>
                  <Input placeholder={text.partName} aria-label={text.partName} maxLength={100} />
                </Form.Item>
                <Form.Item name={[name, 'structureNo']}>
                  <Input placeholder={text.structureNo} aria-label={text.structureNo} maxLength={60} />
                </Form.Item>
                <Measure place={[name, 'quantity']} label={text.quantity} precision={0} />
                <Measure place={[name, 'areaM2']} label={text.partArea} precision={2} />
                <Measure place={[name, 'landShareM2']} label={text.landShare} precision={2} />
                <Button type="link" danger onClick={() => remove(name)}>
                  {text.removePart}
                </Button>
              </div>
            ))}
            <Button type="dashed" onClick={() => add({})}>
              {text.addPart}
            </Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  )
}

type MeasureProps = { place: (string | number)[]; label: string; precision: number }

function Measure({ place, label, precision }: MeasureProps) {
  return (
    <Form.Item name={place}>
      <InputNumber
        min={precision === 0 ? 1 : 0.01}
        precision={precision}
        placeholder={label}
        aria-label={label}
        style={{ width: '100%' }}
      />
    </Form.Item>
  )
}
