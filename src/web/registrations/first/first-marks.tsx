import { Tag } from 'antd'
import type { FirstRegistration } from '#contract/first-registration-shapes.ts'
import { useText } from '../../platform/text.ts'
import { firstWords } from './messages.ts'

type State = FirstRegistration['state']

const colours: Partial<Record<State, string>> = {
  submitted: 'gold',
  accepted: 'processing',
  correcting: 'orange',
  entered: 'green',
  not_accepted: 'red',
  refused: 'red',
}

/** Where an application stands. */
export function StateTag({ state }: { state: State }) {
  const words = useText(firstWords)
  return <Tag color={colours[state] ?? 'default'}>{words.state[state]}</Tag>
}

/** The colour of a notice's state; its words stand beside it. */
export const noticeColours = {
  drafted: 'gold',
  running: 'processing',
  stopped: 'red',
  passed: 'green',
  failed: 'red',
  withdrawn: 'default',
} as const

/** A 附记 as it stands, or that there is none. */
export function Note({ note }: { note: string }) {
  const words = useText(firstWords)
  return <p className="first-note">{note === '' ? <span className="quiet">{words.noNote}</span> : note}</p>
}
