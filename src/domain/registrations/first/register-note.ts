import { type ApplicantFacts, applicantNote, type FirstApplicant } from './applicants.ts'
import { basisWords } from './basis-words.ts'
import type { FirstPaper } from './papers.ts'

type Noted = {
  papers: readonly Pick<FirstPaper, 'rule'>[]
  /** What each rule wants the register to carry. */
  notes: readonly { rule: string; note: string }[]
  applicant: { kind: FirstApplicant; basis: string | null; facts: ApplicantFacts }
}

/**
 * The 附记 proposed for the register: who applied in whose place, then one line per rule used, each with its basis. The
 * registrar may write over it before the entry.
 */
export function proposedNote({ papers, notes, applicant }: Noted): string {
  const used = new Map(papers.flatMap(({ rule }) => (rule ? [[rule.id, rule] as const] : [])))
  const lines = notes.flatMap(({ rule, note }) => {
    const basis = used.get(rule)?.basis
    return basis ? [`${note.replace(/[。；]$/, '')}（依据${basisWords(basis)}）。`] : []
  })
  const whose = applicantNote(applicant.kind, applicant.facts, applicant.basis)
  return [...(whose ? [whose] : []), ...new Set(lines)].join('\n')
}
