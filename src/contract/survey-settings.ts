import { z } from 'zod'
import { tolerances } from '#domain/surveys/settings.ts'
import { CountyParams, type Endpoint } from './platform/endpoint.ts'

const Range = z.object({
  west: z.number().min(73).max(136),
  south: z.number().min(3).max(54),
  east: z.number().min(73).max(136),
  north: z.number().min(3).max(54),
})

/** What the checks of a county let pass. `own` null: it has set nothing. */
export const SurveySettings = z
  .object({
    tolerances: z.array(
      z.object({
        id: z.enum(tolerances.map(({ id }) => id)),
        value: z.number(),
        shipped: z.number(),
        unit: z.enum(['percent', 'm2', 'm']),
        title: z.string(),
        titleEn: z.string(),
        source: z.string(),
        sourceEn: z.string(),
      }),
    ),
    range: Range,
    source: z.string().nullable(),
    setBy: z.string().nullable(),
    setOn: z.string().nullable(),
  })
  .meta({ id: 'SurveySettings' })
export type SurveySettings = z.infer<typeof SurveySettings>

const path = '/api/counties/:county/survey-settings'

export const surveySettingsEndpoints = {
  surveySettings: {
    method: 'GET',
    path,
    permission: 'survey.read',
    summary: '测绘检查的允许误差和本县范围',
    params: CountyParams,
    response: SurveySettings,
  },
  setSurveySettings: {
    method: 'PUT',
    path,
    permission: 'survey.take',
    summary: '设置测绘检查的允许误差和本县范围（注明依据）',
    params: CountyParams,
    body: z.object({
      tolerances: z.partialRecord(z.enum(tolerances.map(({ id }) => id)), z.number().min(0).max(100)),
      range: Range.refine(({ west, east, south, north }) => west < east && south < north).nullable(),
      source: z.string().trim().min(2).max(200),
      reason: z.string().trim().min(2).max(500),
    }),
    response: SurveySettings,
  },
} as const satisfies Record<string, Endpoint>
