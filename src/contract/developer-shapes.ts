import { z } from 'zod'
import { paperCodes } from '#domain/archives/paper-kinds.ts'
import { documentStates } from '#domain/documents/moves.ts'
import { Computed } from './due-shapes.ts'
import { CountyCode, IsoDate } from './platform/endpoint.ts'

const count = z.number().int()
const fen = z.number().int()

/** An estate as its developer finds it in his list: what is registered, what is still asked of him. */
export const OwnEstate = z
  .object({
    estateId: z.uuid(),
    name: z.string(),
    location: z.string().nullable(),
    homes: count,
    firstRegistered: count,
    transferred: count,
    /** Papers of the first registration that are missing or not known. */
    papersMissing: count,
    owedFen: fen,
    problems: count,
    letters: count,
    /** Homes whose owners may apply now: first-registered, and nothing applied for. */
    waiting: count,
  })
  .meta({ id: 'OwnEstate' })
export type OwnEstate = z.infer<typeof OwnEstate>

const checkStates = ['met', 'not_asked', 'missing', 'unknown'] as const

const titled = { title: z.string(), titleEn: z.string() }

/** One line of the checklist: a paper of the first registration, how it stands, what is to be done about it and by when. */
const CheckLine = z
  .object({
    requirement: z.string(),
    ...titled,
    state: z.enum(checkStates),
    /** The authority that answers for it. */
    unitName: z.string(),
    basis: z.string(),
    /** By which rule it is not asked for, or asked otherwise. */
    rule: z.object(titled).nullable(),
    /** What leads on: the best open way and its steps, each with who takes it. */
    measure: z.object({ ...titled, steps: z.array(z.object({ ...titled, unitName: z.string() })) }).nullable(),
    /** Until when a task of this paper is to be done. */
    dueOn: IsoDate.nullable(),
    waiting: count,
  })
  .meta({ id: 'CheckLine' })
export type CheckLine = z.infer<typeof CheckLine>

/** What the developer owes about an estate, with its late fee up to the day. */
const OwnDue = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    basis: z.string(),
    amountFen: fen,
    paidFen: fen,
    reducedFen: fen,
    owedFen: fen,
    dueOn: IsoDate.nullable(),
    deferredUntil: IsoDate.nullable(),
    lateFee: Computed.nullable(),
    /** Why no late fee is told: `no_rule` none is charged. */
    lateFeeUnknown: z.string().nullable(),
  })
  .meta({ id: 'OwnDue' })
export type OwnDue = z.infer<typeof OwnDue>

const OwnRecovery = z
  .object({
    id: z.uuid(),
    no: count,
    openedOn: IsoDate,
    endedOn: IsoDate.nullable(),
    dueOn: IsoDate,
    owedFen: fen,
    lateFeeFen: fen.nullable(),
    instalments: z.array(
      z.object({ dueOn: IsoDate, amountFen: fen, state: z.enum(['paid', 'late', 'partly', 'open']) }),
    ),
  })
  .meta({ id: 'OwnRecovery' })
export type OwnRecovery = z.infer<typeof OwnRecovery>

const problemKinds = ['task', 'matter', 'resolution'] as const

/** Something that is to be settled about an estate: the measure, who takes it, by when. */
const OwnProblem = z
  .object({
    kind: z.enum(problemKinds),
    id: z.uuid(),
    words: z.string(),
    measure: z.string().nullable(),
    unitName: z.string(),
    dueOn: IsoDate.nullable(),
    isLate: z.boolean(),
    /** Whether it is the developer who must act. */
    isOwn: z.boolean(),
  })
  .meta({ id: 'OwnProblem' })
export type OwnProblem = z.infer<typeof OwnProblem>

export const handedPaperStates = ['waiting', 'accepted', 'returned'] as const

/** A paper a developer handed in, and what the office said of it. */
export const HandedPaper = z
  .object({
    id: z.uuid(),
    countyCode: CountyCode,
    estateId: z.uuid(),
    estateName: z.string(),
    organisation: z.string(),
    requirement: z.string().nullable(),
    paper: z.enum(paperCodes),
    name: z.string(),
    bytes: count,
    note: z.string().nullable(),
    state: z.enum(handedPaperStates),
    handedInOn: IsoDate,
    handedInBy: z.string(),
    decidedOn: IsoDate.nullable(),
    decidedBy: z.string().nullable(),
    decision: z.string().nullable(),
  })
  .meta({ id: 'HandedPaper' })
export type HandedPaper = z.infer<typeof HandedPaper>

const ownerHandInStates = ['checked', 'sent', 'set_aside'] as const

/** A workbook of owners: how many rows are in order, and what became of it. */
const OwnerHandInLine = z
  .object({
    id: z.uuid(),
    estateId: z.uuid(),
    name: z.string(),
    state: z.enum(ownerHandInStates),
    rows: count,
    refused: count,
    checkedOn: IsoDate,
    checkedBy: z.string(),
    sentOn: IsoDate.nullable(),
    /** Homes the window has taken on of it. */
    done: count,
    isFinished: z.boolean(),
  })
  .meta({ id: 'OwnerHandInLine' })

const RowFault = z.object({ place: z.string(), words: z.string() })
export const OwnerHandIn = OwnerHandInLine.extend({ faults: z.array(RowFault) }).meta({ id: 'OwnerHandIn' })
export type OwnerHandIn = z.infer<typeof OwnerHandIn>

/** An estate as its developer sees it, on one page. */
export const OwnEstateView = OwnEstate.extend({
  countyCode: CountyCode,
  organisation: z.string(),
  diagnosedOn: IsoDate.nullable(),
  checklist: z.array(CheckLine),
  papers: z.array(HandedPaper),
  dues: z.array(OwnDue),
  recoveries: z.array(OwnRecovery),
  asOf: IsoDate,
  todo: z.array(OwnProblem),
  handIns: z.array(OwnerHandInLine),
}).meta({ id: 'OwnEstateView' })
export type OwnEstateView = z.infer<typeof OwnEstateView>

export const LetterLine = z
  .object({
    id: z.uuid(),
    title: z.string(),
    number: z.string().nullable(),
    issuer: z.string(),
    state: z.enum(documentStates),
    issuedOn: IsoDate.nullable(),
    servedOn: IsoDate.nullable(),
    answerBy: IsoDate.nullable(),
    isLate: z.boolean(),
    isRead: z.boolean(),
  })
  .meta({ id: 'LetterLine' })
export type LetterLine = z.infer<typeof LetterLine>

export const Letter = LetterLine.extend({
  countyCode: CountyCode,
  revision: count,
  mayAnswer: z.boolean(),
  addressee: z.string(),
  blocks: z.array(
    z.union([
      z.object({ kind: z.enum(['heading', 'paragraph']), text: z.string() }),
      z.object({ kind: z.enum(['table', 'fields']), rows: z.array(z.array(z.string())) }),
    ]),
  ),
  answers: z.array(
    z.object({
      no: count,
      words: z.string(),
      answeredBy: z.string(),
      answeredOn: IsoDate,
      decision: z.string().nullable(),
      decisionReason: z.string().nullable(),
      files: z.array(z.object({ no: count, name: z.string(), bytes: count })),
    }),
  ),
}).meta({ id: 'Letter' })
export type Letter = z.infer<typeof Letter>
