import { Space, Tag, Tooltip } from 'antd'
import type { ApplicationLine } from '#contract/registrations.ts'
import { type Gate, type GateState, gates as gatesInOrder } from '#domain/registrations/gates.ts'
import type { ApplicationState } from '#domain/registrations/states.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { daysUntil } from './days-until.ts'
import { registrationWords } from './messages.ts'

const stateColours: Partial<Record<ApplicationState, string>> = {
  submitted: 'gold',
  accepted: 'processing',
  correcting: 'warning',
  entered: 'cyan',
  certified: 'green',
  delivered: 'success',
  not_accepted: 'error',
  refused: 'error',
}

/** Where an application stands. */
export function StateTag({ state }: { state: ApplicationState }) {
  const text = useText(registrationWords)
  return (
    <Tag color={stateColours[state] ?? 'default'} style={{ marginInlineEnd: 0 }}>
      {text.states[state]}
    </Tag>
  )
}

export const gateColours: Readonly<Record<GateState, string>> = {
  open: 'default',
  passed: 'success',
  not_needed: 'blue',
  deferred: 'purple',
}

/** Marks by form too, so that they can be told in black and white. */
const gateSigns: Readonly<Record<GateState, string>> = { open: '○', passed: '●', not_needed: '－', deferred: '◐' }

/** Gates in the order in which they are told everywhere. */
export const inOrder = <T extends { gate: Gate }>(gates: readonly T[]): readonly T[] =>
  gates.toSorted((one, other) => gatesInOrder.indexOf(one.gate) - gatesInOrder.indexOf(other.gate))

/** The gates of an application side by side: which still wait. */
export function GateMarks({ gates }: Pick<ApplicationLine, 'gates'>) {
  const text = useText(registrationWords)
  return (
    <Space size={4}>
      {inOrder(gates).map(({ gate, state }) => (
        <Tooltip key={gate} title={`${text.gate[gate]}：${text.gateStates[state]}`}>
          <Tag color={gateColours[state]} style={{ marginInlineEnd: 0, paddingInline: 5 }}>
            {gateSigns[state]} {text.gate[gate]}
          </Tag>
        </Tooltip>
      ))}
    </Space>
  )
}

type Clocked = Pick<ApplicationLine, 'dueOn' | 'promisedOn' | 'isPaused' | 'state'>

/** How much is left of the promised time, else of the legal one; nothing once it is decided. */
export function DueMark({ application: { dueOn, promisedOn, isPaused, state } }: { application: Clocked }) {
  const text = useText(registrationWords)
  const day = promisedOn ?? dueOn
  if (day === null || (state !== 'accepted' && state !== 'correcting')) return <>{day ?? text.none}</>
  const left = daysUntil(day)
  const words = left < 0 ? text.overdue(count(-left)) : left === 0 ? text.dueToday : text.daysLeft(count(left))
  const colour = isPaused ? 'default' : left < 0 ? 'error' : left <= 1 ? 'warning' : 'default'
  return (
    <Space size={6}>
      <span style={{ fontVariantNumeric: 'tabular-nums' }}>{day}</span>
      <Tag color={colour} style={{ marginInlineEnd: 0 }}>
        {isPaused ? text.paused : words}
      </Tag>
    </Space>
  )
}

type Placed = Pick<ApplicationLine, 'kind' | 'estateName' | 'building' | 'entrance' | 'room' | 'homes'>

/** Which homes an application is about. */
export function usePlaceWords(): (application: Placed) => string {
  const text = useText(registrationWords)
  return ({ kind, estateName, building, entrance, room, homes }) => {
    const place = [building, entrance, room].filter((part) => part).join('-')
    return kind === 'first' ? `${estateName} ${place} ${text.homes(count(homes))}` : `${estateName} ${place}`
  }
}
