import { surveyedHomes } from './check-records.ts'
import type { Survey, SurveyedUnit } from './survey.ts'

const compared = [
  'floor',
  'nominal',
  'code',
  'use',
  'structure',
  'areaM2',
  'innerM2',
  'sharedM2',
  'predictedM2',
  'landM2',
] as const satisfies readonly (keyof SurveyedUnit)[]

type ComparedField = (typeof compared)[number]
type Value = string | number | null

/** How a home of one version stands in another. `key` is building, entrance and room as the records name them. */
export type HomeChange = {
  key: string
  building: string
  entrance: string
  room: string
  kind: 'added' | 'dropped' | 'changed'
  fields: readonly { field: ComparedField; was: Value; becomes: Value }[]
}

/** What a later version says otherwise than an earlier one, home by home; homes it repeats are left out. */
export function compareVersions(earlier: Survey, later: Survey): HomeChange[] {
  const [before, after] = [surveyedHomes(earlier), surveyedHomes(later)]
  const keys = [...new Set([...after.keys(), ...before.keys()])].toSorted()
  return keys.flatMap((key): HomeChange[] => {
    const [was, becomes] = [before.get(key), after.get(key)]
    const [building = '', entrance = '', room = ''] = key.split('|')
    const fields = compared
      .map((field) => ({ field, was: was?.[field] ?? null, becomes: becomes?.[field] ?? null }))
      .filter((change) => change.was !== change.becomes)
    const home = { key, building, entrance, room }
    if (!was) return [{ ...home, kind: 'added', fields }]
    if (!becomes) return [{ ...home, kind: 'dropped', fields }]
    return fields.length > 0 ? [{ ...home, kind: 'changed', fields }] : []
  })
}
