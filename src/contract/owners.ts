import { z } from 'zod'
import { paperCodes } from '#domain/archives/paper-kinds.ts'
import { paperStandings } from '#domain/archives/papers.ts'
import { dueKindNames } from '#domain/dues/kinds.ts'
import { codeRule } from '#domain/outreach/owners/tries.ts'
import { ownerStages, ownerSteps, turns } from '#domain/outreach/owners/way.ts'
import { deliveryStates, deliveryWays } from '#domain/registrations/delivery/moves.ts'
import { Time } from './place-shapes.ts'
import { CountyCode, type Endpoint, IsoDate } from './platform/endpoint.ts'

const count = z.number().int()
const name = z.string().trim().min(2).max(60)

/** A code is under way, or would be if what was typed were known: the answer is the same. */
const CodeAsked = z.object({ code: z.uuid(), minutes: count, digits: count }).meta({ id: 'CodeAsked' })

/** Who is signed in without an account; numbers and names are masked. */
const OutsideMe = z
  .object({
    kind: z.enum(['owner', 'visitor']),
    name: z.string(),
    phoneShown: z.string(),
    expiresAt: z.iso.datetime(),
    homes: count,
  })
  .meta({ id: 'OutsideMe' })

/** An office in both languages. */
const Who = z.object({ zh: z.string(), en: z.string() })

const OwnHomeLine = z
  .object({ unitId: z.uuid(), countyCode: CountyCode, place: z.string(), stage: z.enum(ownerStages) })
  .meta({ id: 'OwnHomeLine' })

/** Something the estate still lacks, whose work it is and when it can be done at the earliest; nobody's debt is told. */
const Awaited = z.object({
  requirement: z.string(),
  title: z.string(),
  titleEn: z.string().nullable(),
  who: z.array(Who),
  by: IsoDate.nullable(),
})

const OwnDue = z.object({
  kind: z.enum(dueKindNames),
  amountFen: count,
  paidFen: count,
  reducedFen: count,
  owedFen: count,
  rule: z.string(),
  source: z.string().nullable(),
  dueOn: IsoDate.nullable(),
  deferredUntil: IsoDate.nullable(),
  payTo: Who,
})

/** Where one goes, and when it is open. */
const Window = z.object({
  name: z.string(),
  address: z.string(),
  weekdays: z.array(count),
  opensAt: Time,
  closesAt: Time,
  breakFrom: Time.nullable(),
  breakUntil: Time.nullable(),
  nextSessionOn: IsoDate.nullable(),
})

/** All an owner is told of his home. Co-owners are masked, the developer's debts are not his and not here. */
export const OwnHome = z
  .object({
    unitId: z.uuid(),
    countyCode: CountyCode,
    countyName: z.string(),
    on: IsoDate,
    place: z.string(),
    areaM2: z.number().nullable(),
    owners: z.array(z.string()),
    stage: z.enum(ownerStages),
    steps: z.array(
      z.object({ step: z.enum(ownerSteps), state: z.enum(['done', 'now', 'later']), on: IsoDate.nullable() }),
    ),
    turn: z.enum(turns),
    /** By when the next step is to be done, of an estate at the earliest; null where no day is set. */
    by: IsoDate.nullable(),
    awaits: z.array(Awaited),
    /** How many things of the estate the offices are still looking into. */
    checking: count,
    /** What rests on the home and holds up its registration; what the developer owes is told as his, in no words of its own. */
    holdUp: z
      .object({ isDevelopers: z.boolean(), words: z.string().nullable(), basis: z.string().nullable() })
      .nullable(),
    /** What the window asked to be brought, and since when. */
    correction: z.object({ since: IsoDate, missing: z.array(z.string()) }).nullable(),
    application: z
      .object({ acceptanceNo: z.string().nullable(), submittedOn: IsoDate, dueOn: IsoDate.nullable() })
      .nullable(),
    papers: z.array(z.object({ paper: z.enum(paperCodes), standing: z.enum(paperStandings) })),
    dues: z.array(OwnDue),
    /** Kinds nobody has worked out yet; that is not nothing to pay. */
    unassessed: z.array(z.object({ kind: z.enum(dueKindNames), payTo: Who })),
    windows: z.array(Window),
    certificateNo: z.string().nullable(),
    delivery: z
      .object({
        way: z.enum(deliveryWays),
        state: z.enum(deliveryStates),
        place: z.string().nullable(),
        on: IsoDate.nullable(),
        carrier: z.string().nullable(),
        trackingNo: z.string().nullable(),
        sentOn: IsoDate.nullable(),
        trackingWords: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'OwnHome' })
export type OwnHome = z.infer<typeof OwnHome>

export const ownersEndpoints = {
  askOwnerCode: {
    method: 'POST',
    path: '/api/people/owner-codes',
    permission: 'open',
    summary: '业主凭姓名和证件号码获取验证码（查得到查不到，回答一样）',
    body: z.object({ name, idNumber: z.string().trim().min(5).max(30) }),
    response: CodeAsked,
  },
  askVisitorCode: {
    method: 'POST',
    path: '/api/people/visitor-codes',
    permission: 'open',
    summary: '来访人凭手机号码获取验证码',
    body: z.object({
      name,
      phone: z
        .string()
        .trim()
        .regex(/^1\d{10}$/),
    }),
    response: CodeAsked,
  },
  enterCode: {
    method: 'POST',
    path: '/api/people/session',
    permission: 'open',
    summary: '用验证码登录',
    body: z.object({
      code: z.uuid(),
      digits: z
        .string()
        .trim()
        .regex(new RegExp(`^\\d{${codeRule.digits}}$`)),
    }),
    response: OutsideMe,
  },
  outsideMe: {
    method: 'GET',
    path: '/api/people/session',
    permission: 'visitor',
    summary: '当前登录的业主或来访人',
    response: OutsideMe,
  },
  leave: {
    method: 'DELETE',
    path: '/api/people/session',
    permission: 'visitor',
    summary: '退出',
    response: z.null(),
  },
  ownHomes: {
    method: 'GET',
    path: '/api/owner/homes',
    permission: 'owner',
    summary: '本人名下的房屋',
    response: z.array(OwnHomeLine),
  },
  ownHome: {
    method: 'GET',
    path: '/api/owner/homes/:ownHome',
    permission: 'owner',
    summary: '本人的一套房屋办到哪一步、下一步谁来办、缺什么、欠什么',
    params: z.object({ ownHome: z.uuid() }),
    response: OwnHome,
  },
} as const satisfies Record<string, Endpoint>
