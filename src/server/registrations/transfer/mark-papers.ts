import { sql } from 'kysely'
import type { PaperKind } from '#domain/archives/paper-kinds.ts'
import type { Paper } from '#domain/archives/papers.ts'
import { type Actor, type Db, recordAct, transact } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import { tellApplications } from '../tell.ts'

/**
 * Marks which papers of an open application are held. A paper that a rule stands in for, or one with files, is not unmarked;
 * a paper not asked for is not added.
 */
export function markPapers(
  db: Db,
  actor: Actor,
  { countyCode, applicationId }: { countyCode: string; applicationId: string },
  { held, reason }: { held: readonly PaperKind[]; reason: string },
): Promise<readonly Paper[]> {
  return transact(db, actor, async (tx) => {
    const { rows } = await sql<{ papers: Paper[]; isOpen: boolean }>`
      select papers, is_open as "isOpen" from applications
       where county_code = ${countyCode} and id = ${applicationId} for update`.execute(tx)
    const [found] = rows
    if (!found) throw new Refused({ kind: 'missing', code: 'no_such_application', message: '没有这件登记申请' })
    if (!found.isOpen)
      throw new Refused({ kind: 'conflict', code: 'application_ended', message: '申请已经办结，材料不能再改' })
    const papers = marked(found.papers, new Set(held))
    if (JSON.stringify(papers) === JSON.stringify(found.papers))
      throw new Refused({ kind: 'conflict', code: 'nothing_changed', message: '与现在的一样，没有改动' })
    await sql`
      update applications set papers = ${JSON.stringify(papers)}::jsonb
       where county_code = ${countyCode} and id = ${applicationId}`.execute(tx)
    const rowsChanged = [{ subjectKind: 'application' as const, subjectId: applicationId, change: { papers } }]
    await recordAct(tx, { countyCode, kind: 'papers_marked', actor, reason, rows: rowsChanged })
    await tellApplications(tx, countyCode)
    return papers
  })
}

const marked = (papers: readonly Paper[], held: ReadonlySet<PaperKind>): Paper[] =>
  papers.map((paper) => {
    if (held.has(paper.paper)) return { ...paper, standing: 'held', basis: null }
    return paper.standing === 'held' && paper.fileIds.length === 0 ? { ...paper, standing: 'missing' } : paper
  })
