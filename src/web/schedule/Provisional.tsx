import { Alert } from 'antd'
import { useText } from '../platform/text.ts'
import { scheduleWords } from './messages.ts'

/** Says when days were counted without the public holidays of a year. */
export function Provisional({ years }: { years: readonly number[] }) {
  const text = useText(scheduleWords)
  if (years.length === 0) return null
  return <Alert type="info" showIcon message={text.provisional(years.join(text.yearsApart))} />
}
