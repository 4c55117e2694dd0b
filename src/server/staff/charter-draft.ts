import { charterContent } from '#domain/staff/charter-words.ts'
import { draftDocument } from '../documents/actions.ts'
import { transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import type { Office } from './responsibility-acts.ts'
import { nameOfRegion, readResponsibility } from './responsibility-store.ts'

/** Drafts the responsibility charter of a county as an official document to all its units, as things stand today. */
export function draftCharter({ db, actor, countyCode, reason }: Office): Promise<{ documentId: string }> {
  return transact(db, actor, async (tx) => {
    const responsibility = await readResponsibility(tx, countyCode, officeToday())
    if (responsibility.units.length === 0)
      throw new Refused({ kind: 'conflict', code: 'no_units', message: '还没有责任单位，不能拟写职责分工' })
    const draft = {
      countyCode,
      issuerId: null,
      kind: 'charter' as const,
      content: charterContent(responsibility, await nameOfRegion(tx, countyCode), officeToday()),
      recipientId: null,
      subject: null,
      answerDays: null,
    }
    const [documentId = ''] = await draftDocument(tx, actor, [draft], reason)
    return { documentId }
  })
}
