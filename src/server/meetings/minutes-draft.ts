import type { Meeting } from '#contract/meeting-shapes.ts'
import type { DocumentBlock, DocumentContent } from '#domain/documents/content.ts'
import { attendanceLines, resolutionRows } from '#domain/meetings/minutes-words.ts'
import { draftDocument } from '../documents/actions.ts'
import { type Actor, type Db, transact } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import type { MeetingPlace } from './change.ts'
import { numbered, openingLines } from './minutes-document.ts'
import { getMeeting } from './views.ts'

/** Drafts the minutes of a meeting as an official document: to be reviewed, signed off and numbered like any other. */
export function draftMinutes(
  db: Db,
  actor: Actor,
  place: MeetingPlace,
  reason: string,
): Promise<{ documentId: string }> {
  return transact(db, actor, async (tx) => {
    const meeting = await getMeeting(tx, place)
    if (meeting.state === 'planned' || meeting.state === 'cancelled')
      throw new Refused({ kind: 'conflict', code: 'meeting_not_held', message: '会议还没有召开，不能拟写纪要' })
    const draft = {
      countyCode: place.countyCode,
      issuerId: null,
      kind: 'minutes' as const,
      content: contentOf(meeting),
      recipientId: null,
      subject: { kind: 'meeting' as const, id: meeting.id },
      answerDays: null,
    }
    const [documentId = ''] = await draftDocument(tx, actor, [draft], reason)
    return { documentId }
  })
}

function contentOf(meeting: Meeting): DocumentContent {
  const { title, number, minutes, attendance, items } = meeting
  return {
    title: `${title}会议纪要`,
    addressee: '各有关单位：',
    blocks: [
      ...partOf('一、会议情况', [
        ...openingLines(meeting),
        ...(number ? [`会议期次：${number}。`] : []),
        ...attendanceLines(attendance),
      ]),
      ...partOf('二、议题和意见', numbered(meeting)),
      { kind: 'heading', level: 1, text: '三、议定事项' },
      resolvedBlock(items),
      ...partOf('四、会议记录', (minutes ?? '').split('\n')),
    ],
    attachments: [],
    copiesTo: [],
    contact: '',
  }
}

const columns = [
  { title: '编号', width: 10 },
  { title: '事项', width: 40 },
  { title: '责任单位', width: 22 },
  { title: '责任人', width: 13 },
  { title: '时限', width: 15 },
]

function resolvedBlock(items: Meeting['items']): DocumentBlock {
  const rows = resolutionRows(items)
  return rows.length === 0 ? { kind: 'paragraph', text: '本次会议没有议定事项。' } : { kind: 'table', columns, rows }
}

/** A heading with its paragraphs; without any there is no heading either. */
function partOf(heading: string, texts: readonly string[]): DocumentBlock[] {
  const said = texts.filter((text) => text.trim() !== '')
  if (said.length === 0) return []
  return [{ kind: 'heading', level: 1, text: heading }, ...said.map((text) => ({ kind: 'paragraph' as const, text }))]
}
