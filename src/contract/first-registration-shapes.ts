import { z } from 'zod'
import { requirementStatuses, verdicts } from '#domain/diagnosis/diagnosis.ts'
import { connections } from '#domain/outreach/public/objecting.ts'
import { firstApplicants } from '#domain/registrations/first/applicants.ts'
import { dayKinds, noticeStates, objectionDecisions } from '#domain/registrations/first/notice.ts'
import type { FirstPaper as PaperValue } from '#domain/registrations/first/papers.ts'
import { gateStates, gates, gatesOf } from '#domain/registrations/gates.ts'
import { applicationStates } from '#domain/registrations/states.ts'
import { Basis } from './packs.ts'
import { CountyCode, IsoDate } from './platform/endpoint.ts'

const count = z.number().int()
const area = z.number().nullable()
const titled = { title: z.string(), titleEn: z.string() }
const unit = { unit: z.string(), unitName: z.string() }

export const ApplicantKind = z.enum(firstApplicants)
export const DayKind = z.enum(dayKinds)
export const NoticeState = z.enum(noticeStates)
export const ObjectionDecision = z.enum(objectionDecisions)

/** One paper of the requirement list: how it stands, on which basis, and what still opens a way. */
export const FirstPaper = z
  .object({
    requirement: z.string(),
    ...titled,
    ...unit,
    status: z.enum([...requirementStatuses, 'noticed']),
    basis: Basis,
    rule: z
      .object({
        id: z.string(),
        ...titled,
        effect: z.string(),
        basis: Basis,
        from: z.object({ pack: z.string(), title: z.string(), owner: z.string(), version: count }).nullable(),
      })
      .nullable(),
    until: z.string().nullable(),
    ways: z
      .array(
        z.object({
          rule: z.string(),
          ...titled,
          basis: Basis,
          steps: z.array(z.object({ ...titled, ...unit })).readonly(),
        }),
      )
      .readonly(),
    unknownFacts: z.array(z.string()).readonly(),
  })
  .meta({ id: 'FirstPaper' }) satisfies z.ZodType<PaperValue>
export type FirstPaper = z.infer<typeof FirstPaper>

/** A paper with the files of the archive that show it. */
export const ShownPaper = FirstPaper.extend({
  files: z.array(z.object({ id: z.uuid(), name: z.string() })),
}).meta({ id: 'ShownPaper' })
export type ShownPaper = z.infer<typeof ShownPaper>

export const FirstRefusal = z
  .object({ code: z.string(), words: z.string(), requirement: z.string().nullable() })
  .meta({ id: 'FirstRefusal' })
export type FirstRefusal = z.infer<typeof FirstRefusal>

const NoticeAsked = z
  .object({
    rule: z.string(),
    ...titled,
    basis: Basis,
    days: count.nullable(),
    dayKind: DayKind,
    fact: z.string().nullable(),
  })
  .meta({ id: 'NoticeAsked' })

/** A part all owners hold together, as form FDCQ3 has it. */
export const CommonPart = z
  .object({
    structureNo: z.string().trim().max(60).nullable().default(null),
    name: z.string().trim().min(1).max(100),
    quantity: count.min(1).max(1_000_000).nullable().default(null),
    areaM2: z.number().positive().max(99_999_999).nullable().default(null),
    landShareM2: z.number().positive().max(99_999_999).nullable().default(null),
  })
  .meta({ id: 'CommonPart' })
export type CommonPart = z.infer<typeof CommonPart>

const GateOpened = z.object({
  gate: z.enum(gates),
  state: z.enum(['open', 'not_needed', 'deferred']),
  basis: z.string().nullable(),
})

/** An application for first registration, as lists name it. */
const FirstLine = z
  .object({
    id: z.uuid(),
    state: z.enum(applicationStates),
    homes: count,
    buildingName: z.string().nullable(),
    acceptanceNo: z.string().nullable(),
    submittedOn: IsoDate,
    enteredOn: IsoDate.nullable(),
  })
  .meta({ id: 'FirstLine' })

const BuildingHomes = z.object({
  id: z.uuid(),
  name: z.string(),
  homes: count,
  /** Not first-registered and in no open application. */
  waiting: count,
  /** Of those, without an area. */
  unsurveyed: count,
})

/** What a first registration of an estate rests on today: papers, gates, homes, and what forbids it. */
export const EstateFirst = z
  .object({
    countyCode: CountyCode,
    estateId: z.uuid(),
    estateName: z.string(),
    /** Null: never diagnosed, so nothing can be said. */
    diagnosisNo: count.nullable(),
    diagnosedOn: IsoDate.nullable(),
    verdict: z.enum(verdicts).nullable(),
    papers: z.array(ShownPaper),
    notices: z.array(NoticeAsked),
    refusals: z.array(FirstRefusal),
    gates: z.array(GateOpened),
    note: z.string(),
    applicant: ApplicantKind,
    developerStanding: z.string().nullable(),
    developer: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    /** Who else might apply in its place. */
    organisations: z.array(z.object({ id: z.uuid(), name: z.string() })),
    buildings: z.array(BuildingHomes),
    applications: z.array(FirstLine),
  })
  .meta({ id: 'EstateFirst' })
export type EstateFirst = z.infer<typeof EstateFirst>

/** A home that may be chosen for an application. */
export const FirstHome = z
  .object({
    id: z.uuid(),
    buildingName: z.string(),
    entrance: z.string(),
    room: z.string(),
    floor: count.nullable(),
    areaM2: area,
  })
  .meta({ id: 'FirstHome' })
export type FirstHome = z.infer<typeof FirstHome>

const Photo = z.object({ id: z.uuid(), name: z.string() })

const SiteInspection = z
  .object({
    id: z.uuid(),
    inspectedOn: IsoDate,
    inspectors: z.string(),
    locationMatches: z.boolean(),
    isCompleted: z.boolean(),
    findings: z.string(),
    recorder: z.string(),
    photos: z.array(Photo),
  })
  .meta({ id: 'SiteInspection' })
export type SiteInspection = z.infer<typeof SiteInspection>

/** A photo of a posted notice and what it proves; null where the photo itself does not say. */
const NoticePhoto = Photo.extend({
  moment: z.enum(['posted', 'taken_down']).nullable(),
  takenAt: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
})
export type NoticePhoto = z.infer<typeof NoticePhoto>

/** Of an objection from the public page: what the matter is to the objector, his masked phone, what he showed. */
const FromOutside = z.object({
  connection: z.enum(connections),
  phoneShown: z.string(),
  papers: z.array(Photo),
})

const Objection = z.object({
  no: count,
  raisedOn: IsoDate,
  objector: z.string(),
  words: z.string(),
  decision: ObjectionDecision.nullable(),
  decisionWords: z.string().nullable(),
  decidedOn: IsoDate.nullable(),
  decider: z.string().nullable(),
  outside: FromOutside.nullable(),
})
export type Objection = z.infer<typeof Objection>

export const PublicNotice = z
  .object({
    id: z.uuid(),
    state: NoticeState,
    matter: z.string(),
    basis: z.string(),
    rule: z.string().nullable(),
    days: count,
    dayKind: DayKind,
    documentId: z.uuid().nullable(),
    postedOn: IsoDate.nullable(),
    postedWhere: z.string().nullable(),
    endsOn: IsoDate.nullable(),
    /** The first day on which it may end; null: not posted. */
    mayEndOn: IsoDate.nullable(),
    endedOn: IsoDate.nullable(),
    endWords: z.string().nullable(),
    maker: z.string(),
    /** Days off and make-up days within it, as the calendar has them. */
    notes: z.array(
      z.object({ day: IsoDate, until: IsoDate, kind: z.enum(['holiday', 'make_up', 'pause']), name: z.string() }),
    ),
    provisionalYears: z.array(count),
    objections: z.array(Objection),
    photos: z.array(NoticePhoto),
  })
  .meta({ id: 'PublicNotice' })
export type PublicNotice = z.infer<typeof PublicNotice>

export const NoticeLine = z
  .object({
    countyCode: CountyCode,
    countyName: z.string(),
    id: z.uuid(),
    applicationId: z.uuid(),
    estateName: z.string(),
    state: NoticeState,
    matter: z.string(),
    days: count,
    dayKind: DayKind,
    postedOn: IsoDate.nullable(),
    endsOn: IsoDate.nullable(),
    /** Objections nobody has decided. */
    objections: count,
  })
  .meta({ id: 'NoticeLine' })
export type NoticeLine = z.infer<typeof NoticeLine>

const FirstGateView = z.object({
  gate: z.enum(gatesOf.first),
  state: z.enum(gateStates),
  decidedOn: IsoDate.nullable(),
  decider: z.string().nullable(),
  evidence: z.string().nullable(),
  basis: z.string().nullable(),
})

/** A first registration whole. Papers are as they stood when it came in; `now` where the diagnosis says otherwise today. */
export const FirstRegistration = z
  .object({
    countyCode: CountyCode,
    id: z.uuid(),
    estateId: z.uuid(),
    estateName: z.string(),
    buildingName: z.string().nullable(),
    state: z.enum(applicationStates),
    homes: count,
    applicantKind: ApplicantKind,
    applicant: z.string().nullable(),
    applicantBasis: z.string().nullable(),
    submittedOn: IsoDate,
    submitter: z.string(),
    acceptanceNo: z.string().nullable(),
    acceptedOn: IsoDate.nullable(),
    acceptor: z.string().nullable(),
    dueOn: IsoDate.nullable(),
    promisedOn: IsoDate.nullable(),
    enteredOn: IsoDate.nullable(),
    enterer: z.string().nullable(),
    endedOn: IsoDate.nullable(),
    endReason: z.string().nullable(),
    note: z.string(),
    diagnosisNo: count,
    diagnosedOn: IsoDate,
    papers: z.array(ShownPaper),
    gates: z.array(FirstGateView),
    pauses: z.array(z.object({ kind: z.enum(['correction', 'notice']), fromOn: IsoDate, untilOn: IsoDate.nullable() })),
    commonParts: z.array(CommonPart),
    inspections: z.array(SiteInspection),
    notices: z.array(PublicNotice),
    /** What still stands before the entry, in a clerk's words. */
    standsBefore: z.array(FirstRefusal),
    noticesAsked: z.array(NoticeAsked),
    timeline: z.array(
      z.object({ actNo: count, kind: z.string(), on: z.string(), actor: z.string(), reason: z.string() }),
    ),
  })
  .meta({ id: 'FirstRegistration' })
export type FirstRegistration = z.infer<typeof FirstRegistration>
