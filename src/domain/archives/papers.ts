import type { PaperKind } from './paper-kinds.ts'

/** What a file may belong to. */
export const subjectKinds = [
  'estate',
  'building',
  'unit',
  'application',
  'survey',
  'public_notice',
  'site_inspection',
  'delivery',
  'fund_use',
] as const

export type SubjectKind = (typeof subjectKinds)[number]
export type ArchiveSubject = { kind: SubjectKind; id: string }

export const paperStandings = ['held', 'substituted', 'deferred', 'separated', 'waived', 'missing'] as const

/**
 * A paper asked for, and how it stands: held, replaced by another, put off, parted from the registration, waived by a
 * rule, or missing. `basis`: the rule of all but held and missing.
 */
export type Paper = {
  paper: PaperKind
  standing: (typeof paperStandings)[number]
  basis: string | null
  fileIds: readonly string[]
}

/** What is asked for where nothing else is said: 《不动产登记暂行条例实施细则》 art. 35 for estates, art. 38 for homes. */
const askedOf: Partial<Record<SubjectKind, readonly PaperKind[]>> = {
  estate: ['land_source', 'planning', 'completion', 'fire', 'survey_report', 'common_parts', 'tax_receipt'],
  unit: ['identity', 'contract', 'invoice', 'tax_receipt', 'fund_receipt'],
  survey: ['survey_report'],
  site_inspection: ['site_photo'],
  public_notice: ['notice_proof'],
  delivery: ['delivery_receipt'],
}

/** The papers asked for of a subject, none of them here yet. */
export const papersAskedOf = (kind: SubjectKind): readonly Paper[] =>
  (askedOf[kind] ?? []).map((paper) => ({ paper, standing: 'missing', basis: null, fileIds: [] }))

/** The same papers after looking at what is filed: a missing one of which a file is here is held. */
export function papersHeld(
  asked: readonly Paper[],
  filed: readonly { id: string; paper: PaperKind }[],
): readonly Paper[] {
  return asked.map((paper) => {
    const fileIds = filed.filter((file) => file.paper === paper.paper).map(({ id }) => id)
    const standing = paper.standing === 'missing' && fileIds.length > 0 ? 'held' : paper.standing
    return { ...paper, standing, fileIds: [...new Set([...paper.fileIds, ...fileIds])] }
  })
}
