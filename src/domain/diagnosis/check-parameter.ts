import type { Report } from './check-condition.ts'
import type { Parameter } from './packs.ts'
import { fits } from './values.ts'

/** Reports a parameter whose value is of another type, beyond its limits or none of its choices. */
export function checkParameter(parameter: Parameter, path: string, report: Report): void {
  const fault = typeFault(parameter) ?? rangeFault(parameter)
  if (fault) report(`${path}.${fault.at}`, fault.code, `参数“${parameter.title}”${fault.message}`)
}

type Fault = { at: string; code: 'wrong_type' | 'out_of_range'; message: string }

function typeFault({ type, value, min, max }: Parameter): Fault | null {
  const isOfType = (given: unknown) =>
    type === 'choice' ? typeof given === 'string' : fits(type === 'number' ? { type, unit: '' } : { type }, given)
  const wrong = Object.entries({ value, min, max }).find(
    ([, given]) => given !== undefined && given !== null && !isOfType(given),
  )
  return wrong ? { at: wrong[0], code: 'wrong_type', message: `的 ${wrong[0]} 类型不对` } : null
}

function rangeFault({ value, min, max, choices }: Parameter): Fault | null {
  const beyond = (at: string, message: string): Fault => ({ at, code: 'out_of_range', message })
  if (min !== undefined && max !== undefined && min > max) return beyond('min', '的下限大于上限')
  if (value === null) return null
  if ((min !== undefined && value < min) || (max !== undefined && value > max))
    return beyond('value', `的值 ${value} 超出 ${min ?? '…'}–${max ?? '…'}`)
  return choices && !choices.includes(String(value))
    ? beyond('value', `的值 ${value} 应为 ${choices.join('、')} 之一`)
    : null
}
