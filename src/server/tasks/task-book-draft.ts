import { taskBookContent } from '#domain/tasks/task-book-words.ts'
import { draftDocument } from '../documents/actions.ts'
import { type Actor, type Db, transact } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { getTaskBook } from './task-book.ts'

/** Drafts the task book of a unit as an official document to it, over every task it has not yet written off. */
export function draftTaskBook(
  db: Db,
  actor: Actor,
  { countyCode, organisationId }: { countyCode: string; organisationId: string },
  reason: string,
): Promise<{ documentId: string }> {
  return transact(db, actor, async (tx) => {
    const book = await getTaskBook(tx, countyCode, organisationId)
    if (book.tasks.length === 0)
      throw new Refused({
        kind: 'conflict',
        code: 'no_open_tasks',
        message: `${book.name}没有未销号任务，不必拟写任务书`,
      })
    const draft = {
      countyCode,
      issuerId: null,
      kind: 'task_book' as const,
      content: taskBookContent(book),
      recipientId: organisationId,
      subject: null,
      answerDays: null,
    }
    const [documentId = ''] = await draftDocument(tx, actor, [draft], reason)
    return { documentId }
  })
}
