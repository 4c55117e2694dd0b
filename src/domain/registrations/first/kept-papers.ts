import type { PaperKind } from '../../archives/paper-kinds.ts'
import type { Paper } from '../../archives/papers.ts'
import { paperBasis } from './basis-words.ts'
import { kindsShowing, paperOf } from './paper-of.ts'
import type { FirstPaper, FirstStatus } from './papers.ts'

/** How a paper stands in an application; what does not apply is not kept. One that waits for a notice is put off until then. */
const standings = {
  met: 'held',
  substituted: 'substituted',
  deferred: 'deferred',
  noticed: 'deferred',
  separated: 'separated',
  waived: 'waived',
  missing: 'missing',
  unknown: 'missing',
  not_applicable: null,
} as const satisfies Record<FirstStatus, Paper['standing'] | null>

type Filed = { id: string; paper: PaperKind }

/** The files that show a paper. */
export const filesShowing = <File extends Filed>(
  { requirement, status }: FirstPaper,
  filed: readonly File[],
): File[] => {
  const kinds = kindsShowing(requirement, status)
  return filed.filter(({ paper }) => kinds.includes(paper))
}

/** The papers of a first registration as an application keeps them: each with its basis and the files behind it. */
export function keptPapers(papers: readonly FirstPaper[], filed: readonly Filed[]): Paper[] {
  return papers.flatMap((paper) => {
    const [kind, standing] = [paperOf(paper.requirement), standings[paper.status]]
    if (kind === null || standing === null) return []
    const basis = standing === 'missing' ? null : paperBasis(paper)
    return [{ paper: kind, standing, basis, fileIds: filesShowing(paper, filed).map(({ id }) => id) }]
  })
}
