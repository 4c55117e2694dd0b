import { Form, InputNumber } from 'antd'
import type { HandIn } from '#contract/report-rhythm.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { rhythmWords } from './rhythm-messages.ts'

type Figures = HandIn['figures']

/** Numbers handed in beside those counted; in a form they are typed here. */
export function HandedFigures({ figures, isTyped = false }: { figures: Figures; isTyped?: boolean }) {
  const text = useText(rhythmWords)
  const told = (n: number | null) => (n === null ? text.gap : count(n))
  return (
    <div className="report-table">
      <table>
        <thead>
          <tr>
            <th>{text.figure}</th>
            <th className="number">{text.handed}</th>
            <th className="number">{text.counted}</th>
            {!isTyped && <th className="number">{text.difference}</th>}
          </tr>
        </thead>
        <tbody>
          {figures.map(({ name, handed, counted }) => (
            <tr key={name}>
              <td>{text.figures[name]}</td>
              <td className="number">
                {isTyped ? (
                  <Form.Item name={['figures', name]} initialValue={handed} noStyle>
                    <InputNumber min={0} precision={0} aria-label={text.figures[name]} placeholder={text.gap} />
                  </Form.Item>
                ) : (
                  told(handed)
                )}
              </td>
              <td className="number">{told(counted)}</td>
              {!isTyped && (
                <td className="number">{handed === null || counted === null ? '—' : count(handed - counted)}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
