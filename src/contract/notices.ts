import { z } from 'zod'
import { dueKindNames } from '#domain/dues/kinds.ts'
import { periodKinds } from '#domain/reports/periods.ts'
import { taskLights } from '#domain/tasks/lights.ts'
import { IsoDate, RegionCode } from './platform/endpoint.ts'

const count = z.number().int()

/** Something the product told a person. */
export const Notice = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    kind: z.enum([
      'assigned',
      'reminder',
      'overdue',
      'submitted',
      'returned',
      'written_off',
      'extension',
      'digest',
      'hand_in_due',
      'hand_in_returned',
      'yellow',
      'ladder',
      'urge',
      'objection',
      'survey_handed_in',
      'survey_returned',
      'file_shared',
      'deferral_run_out',
      'owed_after_entry',
      'developer_handed_in',
      'appraisal_handed_in',
      'qualification_ends',
      'visit_conflict',
      'device_quarantine',
      'owner_came',
    ]),
    forDay: IsoDate,
    madeAt: z.iso.datetime(),
    isRead: z.boolean(),
    task: z
      .object({ id: z.uuid(), no: count, title: z.string(), dueOn: IsoDate, light: z.enum(taskLights) })
      .nullable(),
    /** Of a digest: how many are due today, this week, overdue, to be checked; of the ladder: how many letters it proposes. */
    counts: z.record(z.string(), count).nullable(),
    /** Of a hand-in: for which period; until when, or why it came back. */
    report: z
      .object({
        kind: z.enum(periodKinds),
        period: z.string(),
        freezeAt: z.string().optional(),
        reason: z.string().optional(),
      })
      .nullable(),
    /** Of a survey: of which estate. */
    survey: z.object({ estateId: z.uuid(), estate: z.string() }).nullable(),
    /** Of a deferral that has run out: of which due, whose, until when, and what is owed on it. */
    deferral: z
      .object({
        dueId: z.uuid(),
        kind: z.enum(dueKindNames),
        debtor: z.string(),
        estate: z.string().nullable(),
        untilOn: IsoDate,
        owedFen: count,
      })
      .nullable(),
    /** What an inspector urged, why a survey came back, to which estates' notices objections stand undecided, or for what papers were shared. */
    /** What an inspector urged, why a survey came back, to which estates' notices objections stand undecided, what is owed again after entry, or for what papers were shared. */
    words: z.string().nullable(),
  })
  .meta({ id: 'Notice' })
export type Notice = z.infer<typeof Notice>
