import { Tag } from 'antd'
import type { OutreachLine } from '#contract/outreach.ts'
import { useText } from '../../platform/text.ts'
import { outreachWords } from '../messages.ts'

const colours = { willing: 'success', unwilling: 'error', undecided: 'warning' } as const

/** What an owner wants, in a word. */
export function Wish({ willingness }: Pick<OutreachLine, 'willingness'>) {
  const text = useText(outreachWords)
  if (willingness === null) return <span className="outreach-quiet">{text.wishes.unasked}</span>
  return <Tag color={colours[willingness]}>{text.wishes[willingness]}</Tag>
}
