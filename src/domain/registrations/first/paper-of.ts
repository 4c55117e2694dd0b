import type { PaperKind } from '../../archives/paper-kinds.ts'

/**
 * The paper by which a requirement of a first registration is shown (实施细则 art. 35 as county guides list it, to be verified).
 * `null`: shown by the records or by a look into the register, not by a paper. What a pack adds is shown by other papers.
 */
const papers: Readonly<Record<string, PaperKind | null>> = {
  applicant: 'business_licence',
  lawful_land: null,
  land_source: 'land_source',
  land_area: 'survey_report',
  land_split: 'land_source',
  land_use: 'land_source',
  planning: 'planning',
  acceptance: 'completion',
  fire: 'fire',
  civil_defence: 'civil_defence',
  survey: 'survey_report',
  land_price: 'tax_receipt',
  taxes: 'tax_receipt',
  conduct: null,
  common_parts: 'common_parts',
  no_restraint: null,
}

export const paperOf = (requirement: string): PaperKind | null =>
  requirement in papers ? (papers[requirement] ?? null) : 'other'

/** Kinds of files that show a paper; an appraisal opinion 认定意见 stands in where a rule lets it. */
export function kindsShowing(requirement: string, status: string): readonly PaperKind[] {
  const paper = paperOf(requirement)
  if (status === 'substituted') return paper === null ? ['appraisal'] : ['appraisal', paper]
  return paper === null ? [] : [paper]
}
