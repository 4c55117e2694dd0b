/**
 * What working out a due of a home comes to. `to_record`: known and not recorded yet; `assumed`: known only if what was
 * assumed holds; `free`: nothing is charged; `unknown`: something must be known first; `standing`: recorded already;
 * `registered`: the home has its certificate, nothing is asked of it any more.
 */
export const dueOutcomes = ['to_record', 'assumed', 'free', 'unknown', 'standing', 'registered'] as const
export type DueOutcome = (typeof dueOutcomes)[number]
