/**
 * What a hand-in can be: `faulty` sent back by the checks, `checked` waiting for a second person, `returned` by him or
 * `accepted`, `replaced` by a later hand-in before anybody decided.
 */
export const surveyStates = ['checked', 'faulty', 'returned', 'accepted', 'replaced'] as const
export type SurveyState = (typeof surveyStates)[number]

/** Why somebody may not decide on a survey; null where he may. */
export function whyNotDecide(survey: { state: SurveyState; isOwn: boolean }): 'not_waiting' | 'own_survey' | null {
  if (survey.state !== 'checked') return 'not_waiting'
  return survey.isOwn ? 'own_survey' : null
}
