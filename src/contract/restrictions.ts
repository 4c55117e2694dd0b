import { z } from 'zod'
import {
  debtors,
  type RestrictionRuleCode,
  restrictionEffects,
  restrictionKinds,
  restrictionRules,
} from '#domain/units/restriction-rules.ts'
import {
  CountyCode,
  CountyParams,
  type Endpoint,
  IsoDate,
  pageOf,
  RegionCode,
  RegionParams,
} from './platform/endpoint.ts'

const count = z.number().int()
const reason = z.string().trim().min(2).max(200)
const words = z.string().trim().min(2).max(200)
const documentNo = z.string().trim().min(2).max(80)
const Kind = z.enum(restrictionKinds)
const Effect = z.enum(restrictionEffects)
const ruleCodes = Object.keys(restrictionRules) as [RestrictionRuleCode, ...RestrictionRuleCode[]] // keys of the table itself
const RuleCode = z.enum(ruleCodes)

/** Homes chosen on a building table: a whole building at a time, and more. */
export const ChosenHomes = z
  .array(z.uuid())
  .min(1)
  .max(2000)
  .refine((ids) => new Set(ids).size === ids.length, 'chosen_twice')

/** What became of each home of a selection. A rehearsal says what would become, and changes nothing. */
export const SelectionResult = z
  .object({
    isRehearsal: z.boolean(),
    done: count,
    refused: z.array(z.object({ unitId: z.uuid(), place: z.string(), code: z.string(), words: z.string() })),
  })
  .meta({ id: 'SelectionResult' })
export type SelectionResult = z.infer<typeof SelectionResult>

const RuledEffect = z.object({ rule: RuleCode, effect: Effect, words: z.string(), basis: z.string() })

export const Restriction = z
  .object({
    id: z.uuid(),
    unitId: z.uuid(),
    kind: Kind,
    debtor: z.enum(debtors),
    authority: z.string(),
    documentNo: z.string(),
    fromOn: IsoDate,
    untilOn: IsoDate.nullable(),
    note: z.string().nullable(),
    barsTransfer: z.boolean().nullable(),
    consentedOn: IsoDate.nullable(),
    consentBasis: z.string().nullable(),
    liftedOn: IsoDate.nullable(),
    liftedBasis: z.string().nullable(),
    state: z.enum(['not_yet', 'standing', 'expired', 'lifted']),
    isExpiring: z.boolean(),
    first: RuledEffect,
    transfer: RuledEffect,
  })
  .meta({ id: 'Restriction' })
export type Restriction = z.infer<typeof Restriction>

export const RestrictionLine = Restriction.extend({
  countyCode: RegionCode,
  countyName: z.string(),
  estateId: z.uuid(),
  estateName: z.string(),
  buildingId: z.uuid(),
  building: z.string(),
  entrance: z.string(),
  room: z.string(),
}).meta({ id: 'RestrictionLine' })
export type RestrictionLine = z.infer<typeof RestrictionLine>

export const UnitRestrictions = z
  .object({
    restrictions: z.array(Restriction),
    /** What holds up each registration today, in words; `null`: nothing. */
    held: z.object({ first: z.string().nullable(), transfer: z.string().nullable() }),
    history: z.array(
      z.object({
        actNo: count,
        kind: z.string(),
        actorName: z.string(),
        actedAt: z.iso.datetime(),
        reason: z.string(),
        documentNo: z.string(),
      }),
    ),
  })
  .meta({ id: 'UnitRestrictions' })
export type UnitRestrictions = z.infer<typeof UnitRestrictions>

/** Filters of the list; the soonest to end come first. `expiring` are those that stand and end soon. */
export const RestrictionsQuery = z.object({
  kind: Kind.optional(),
  debtor: z.enum(debtors).optional(),
  state: z.enum(['standing', 'expiring', 'expired', 'lifted', 'all']).default('standing'),
  search: z.string().trim().max(64).optional(),
  estate: z.uuid().optional(),
  after: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type RestrictionsQuery = z.infer<typeof RestrictionsQuery>

export const RestrictionsBoard = z
  .object({ kinds: z.array(z.object({ kind: Kind, standing: count, homes: count, expiring: count, expired: count })) })
  .meta({ id: 'RestrictionsBoard' })
export type RestrictionsBoard = z.infer<typeof RestrictionsBoard>

const CountyRule = z.object({ rule: RuleCode, effect: Effect, basis: z.string(), isOverruled: z.boolean() })

const act = { reason, isRehearsal: z.boolean().default(false) }
const told = { unitIds: ChosenHomes, kind: Kind, documentNo, on: IsoDate, basis: words, ...act }

export const NewRestriction = z
  .object({
    unitIds: ChosenHomes,
    kind: Kind,
    debtor: z.enum(debtors),
    authority: z.string().trim().min(2).max(80),
    documentNo,
    fromOn: IsoDate,
    untilOn: IsoDate.nullable().default(null),
    note: z.string().trim().max(200).nullable().default(null),
    barsTransfer: z.boolean().nullable().default(null),
    ...act,
  })
  .refine(({ untilOn, fromOn }) => untilOn === null || untilOn >= fromOn, {
    path: ['untilOn'],
    message: 'ends_before_it_begins',
  })
  .refine(({ kind, barsTransfer }) => kind === 'mortgage' || barsTransfer === null, {
    path: ['barsTransfer'],
    message: 'only_mortgages_bar',
  })
export type NewRestriction = z.infer<typeof NewRestriction>

export const restrictionsEndpoints = {
  listRestrictions: {
    method: 'GET',
    path: '/api/regions/:region/restrictions',
    permission: 'units.read',
    summary: '限制台账：查封、抵押、预告、异议、涉诉，先到期的在前',
    params: RegionParams,
    query: RestrictionsQuery,
    response: pageOf(RestrictionLine),
  },
  restrictionsBoard: {
    method: 'GET',
    path: '/api/regions/:region/restrictions/board',
    permission: 'units.read',
    summary: '各类限制的件数、户数，即将到期的',
    params: RegionParams,
    response: RestrictionsBoard,
  },
  exportRestrictions: {
    method: 'GET',
    path: '/api/regions/:region/restrictions.xlsx',
    permission: 'lists.export',
    summary: '导出限制台账',
    params: RegionParams,
    query: RestrictionsQuery.omit({ after: true, limit: true }),
    response: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  },
  unitRestrictions: {
    method: 'GET',
    path: '/api/counties/:county/units/:unit/restrictions',
    permission: 'units.read',
    summary: '一户的限制，对两种登记的影响',
    params: z.object({ county: CountyCode, unit: z.uuid() }),
    response: UnitRestrictions,
  },
  recordRestriction: {
    method: 'POST',
    path: '/api/counties/:county/restrictions',
    permission: 'restrictions.record',
    summary: '记录限制（一户或多户，可先试算）',
    params: CountyParams,
    body: NewRestriction,
    response: SelectionResult,
  },
  liftRestriction: {
    method: 'POST',
    path: '/api/counties/:county/restrictions/lift',
    permission: 'restrictions.record',
    summary: '解除限制，写明依据（一户或多户，可先试算）',
    params: CountyParams,
    body: z.object(told),
    response: SelectionResult,
  },
  consentToRegistration: {
    method: 'POST',
    path: '/api/counties/:county/restrictions/consent',
    permission: 'restrictions.record',
    summary: '记录查封机关、抵押权人等对办理登记的书面同意（一户或多户，可先试算）',
    params: CountyParams,
    body: z.object(told),
    response: SelectionResult,
  },
  restrictionRules: {
    method: 'GET',
    path: '/api/counties/:county/restriction-rules',
    permission: 'units.read',
    summary: '限制对登记的影响：规则及本县的决定',
    params: CountyParams,
    response: z.array(CountyRule),
  },
  setRestrictionRule: {
    method: 'PUT',
    path: '/api/counties/:county/restriction-rules/:rule',
    permission: 'campaign.set',
    summary: '就规则留有余地的事项作出本县的决定（须有文件依据）',
    params: CountyParams.extend({ rule: RuleCode }),
    body: z.object({ word: z.object({ effect: Effect, basis: words }).nullable(), reason }),
    response: z.array(CountyRule),
  },
} as const satisfies Record<string, Endpoint>
