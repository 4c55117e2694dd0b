import type { FirstRefusal } from '#contract/first-registration-shapes.ts'
import type { FirstRefusalCode } from '#domain/registrations/first/refusals.ts'

/** English for what the rules say in Chinese sentences; `paper`: the title of the paper it is about. */
const english: Readonly<Record<FirstRefusalCode | 'notice_not_over', (paper: string) => string>> = {
  unlawful: () => 'Unlawful: to be dealt with by law before it may be registered',
  collective_land: () => 'On collective land: not registered as on state-owned building land',
  protected_land: () => 'Stands on protected land: not registered',
  seized: () => 'Land or homes are seized: not registered before that is lifted',
  disputed: () => 'Ownership is disputed: not registered before that is settled',
  papers_missing: (paper) => `Missing: ${paper}; its row says which rule opens a way`,
  papers_unknown: (paper) => `Not established: ${paper}`,
  developer_gone: () => 'The developer is gone: who follows it has to apply',
  developer_exists: () => 'The developer exists and has to apply itself',
  no_successor: () => 'The facts name another applicant',
  no_basis: () => 'Whoever applies in place of the developer names the basis',
  no_homes: () => 'No homes are chosen',
  already_registered: () => 'Some homes are first-registered already',
  not_surveyed: () => 'Some homes have no surveyed area',
  restricted: () => 'A restriction rests on some home',
  dates_out_of_order: () => 'The day does not fit: to come, or before completion',
  notice_not_over: () => 'The public notice is not over, or an objection stands',
}

/** A refusal in English; one this page does not know keeps the words it came with. */
export function englishOf({ code, words, requirement }: FirstRefusal, titles: ReadonlyMap<string, string>): string {
  const say = code in english ? english[code as keyof typeof english] : undefined // just looked up
  return say ? say(titles.get(requirement ?? '') ?? requirement ?? '') : words
}
