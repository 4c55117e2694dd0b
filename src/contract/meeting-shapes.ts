import { z } from 'zod'
import { verdicts } from '#domain/diagnosis/diagnosis.ts'
import { type MeetingKind, meetingKindNames } from '#domain/meetings/kinds.ts'
import { taskLights } from '#domain/tasks/lights.ts'
import { taskStates } from '#domain/tasks/moves.ts'
import { IsoDate, RegionCode } from './platform/endpoint.ts'

const count = z.number().int()
const Named = z.object({ id: z.uuid(), name: z.string() })
export const Kind = z.enum(meetingKindNames as [MeetingKind, ...MeetingKind[]]) // the keys of a literal that is not empty
export const Why = z.enum(['undiagnosed', 'changed', 'no_rule', 'overdue', 'referred', 'visit', 'hand'])
export const Stance = z.enum(['agree', 'disagree', 'abstain'])
export const ReferTo = z.enum(['joint', 'standing_committee', 'superior'])
export const ResolutionKind = z.enum(['task', 'case', 'rule', 'refer', 'by_law', 'advice'])

export const MeetingLine = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    kind: Kind,
    title: z.string(),
    number: z.string().nullable(),
    heldOn: IsoDate,
    startsAt: z.string().nullable(),
    place: z.string().nullable(),
    host: z.string().nullable(),
    state: z.enum(['planned', 'held', 'closed', 'cancelled']),
    items: count,
    itemsOpen: count,
    resolutions: count,
    tasks: count,
    tasksWrittenOff: count,
  })
  .meta({ id: 'MeetingLine' })
export type MeetingLine = z.infer<typeof MeetingLine>

const Attendance = z.object({
  organisation: Named,
  personName: z.string().nullable(),
  status: z.enum(['asked', 'present', 'absent', 'deputised']),
})

const Opinion = z.object({
  organisation: Named,
  stance: Stance,
  words: z.string().nullable(),
  givenBy: z.string(),
  givenAt: z.iso.datetime(),
})

const TaskBrief = z.object({
  id: z.uuid(),
  no: count,
  title: z.string(),
  organisation: z.string(),
  person: z.string().nullable(),
  estate: Named.nullable(),
  issuedOn: IsoDate,
  dueOn: IsoDate,
  state: z.enum(taskStates),
  light: z.enum(taskLights),
  evidence: count,
})

/** How units voted on what was resolved; dissent keeps its words. */
const Vote = z.object({
  signRule: z.enum(['any', 'all']),
  agree: count,
  disagree: count,
  abstain: count,
  dissent: z.array(z.object({ organisation: z.string(), words: z.string().nullable() })),
})

/**
 * A resolution and what became of it: tasks, papers, write-offs, and the homes of its estates registered and transferred
 * since `since`: the day it was decided, for advice kept in a list the day its first task was issued if that is earlier.
 */
export const Resolution = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    no: count,
    kind: ResolutionKind,
    matter: z.string(),
    topic: z.string().nullable(),
    /** Which list of a ledger it comes from; absent where a meeting resolved it. */
    form: z.string().nullable(),
    meeting: z.object({ id: z.uuid(), kind: Kind, title: z.string(), heldOn: IsoDate }).nullable(),
    itemNo: count.nullable(),
    estate: Named.nullable(),
    organisation: Named.nullable(),
    dueOn: IsoDate.nullable(),
    referTo: ReferTo.nullable(),
    policy: z.object({ packId: z.string(), version: count, status: z.string() }).nullable(),
    decidedOn: IsoDate,
    /** Absent where no unit gave an opinion. */
    vote: Vote.nullable(),
    tasks: z.array(TaskBrief),
    since: IsoDate,
    estates: z.array(Named.extend({ homesFirstRegistered: count, homesTransferred: count })),
    homesFirstRegistered: count,
    homesTransferred: count,
  })
  .meta({ id: 'Resolution' })
export type Resolution = z.infer<typeof Resolution>

export const AgendaItem = z
  .object({
    no: count,
    title: z.string(),
    why: Why,
    estate: z
      .object({
        id: z.uuid(),
        name: z.string(),
        homes: count,
        open: count,
        verdict: z.enum(verdicts).nullable(),
        asks: count,
      })
      .nullable(),
    task: TaskBrief.nullable(),
    signRule: z.enum(['any', 'all']),
    state: z.enum(['open', 'done', 'adjourned']),
    seenAt: z.iso.datetime().nullable(),
    note: z.string().nullable(),
    opinions: z.array(Opinion),
    /** Whether the opinions given so far satisfy the sign rule over the units present. */
    isCarried: z.boolean(),
    resolutions: z.array(Resolution),
    photos: z.array(z.object({ no: count, name: z.string(), bytes: count })),
  })
  .meta({ id: 'AgendaItem' })
export type AgendaItem = z.infer<typeof AgendaItem>

export const Meeting = MeetingLine.omit({ items: true })
  .extend({
    hostOrganisationId: z.uuid().nullable(),
    chair: z.string().nullable(),
    minutes: z.string().nullable(),
    closedBy: z.string().nullable(),
    revision: count,
    attendance: z.array(Attendance),
    items: z.array(AgendaItem),
    /** Tasks issued at this meeting beside resolutions (a clinic's assignments). */
    assigned: z.array(TaskBrief),
  })
  .meta({ id: 'Meeting' })
export type Meeting = z.infer<typeof Meeting>

/** An estate or matter that waits for a clinic, a round or a consultation, and why it stands where it stands in the queue. */
export const Candidate = z
  .object({
    estateId: z.uuid().nullable(),
    taskId: z.uuid().nullable(),
    title: z.string(),
    why: Why,
    verdict: z.enum(verdicts).nullable(),
    homes: count,
    open: count,
    /** Facts whose answer would change the diagnosis. */
    asks: count,
    missing: z.array(z.string()),
    township: z.string().nullable(),
    lastSeenOn: IsoDate.nullable(),
  })
  .meta({ id: 'Candidate' })
export type Candidate = z.infer<typeof Candidate>
