import { z } from 'zod'
import { homeStates } from '#domain/units/marks.ts'
import { obstacles } from '#domain/units/obstacles.ts'
import { type RestrictionRuleCode, restrictionKinds, restrictionRules } from '#domain/units/restriction-rules.ts'
import { CountyCode, CountyParams, type Endpoint, IsoDate } from './platform/endpoint.ts'
import { ChosenHomes, SelectionResult } from './restrictions.ts'

const count = z.number().int()
const ruleCodes = Object.keys(restrictionRules) as [RestrictionRuleCode, ...RestrictionRuleCode[]] // keys of the table itself

/** One cell of the building table 楼盘表; names of owners are masked. */
export const TableHome = z
  .object({
    id: z.uuid(),
    entrance: z.string(),
    room: z.string(),
    floor: count.nullable(),
    unitCode: z.string().nullable(),
    areaM2: z.number().nullable(),
    use: z.string().nullable(),
    owners: z.string(),
    state: z.enum(homeStates),
    obstacle: z.enum(obstacles).nullable(),
    openReason: z.string().nullable(),
    restrictions: z.array(z.enum(restrictionKinds)),
    /** The same one by one, to be named where one is lifted. */
    resting: z.array(z.object({ kind: z.enum(restrictionKinds), documentNo: z.string(), authority: z.string() })),
    /** Rule that holds up the next registration of the home on that day. */
    heldBy: z.enum(ruleCodes).nullable(),
    certificateNo: z.string().nullable(),
    application: z
      .object({
        id: z.uuid(),
        kind: z.enum(['first', 'transfer']),
        acceptanceNo: z.string().nullable(),
        dueOn: IsoDate.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'TableHome' })
export type TableHome = z.infer<typeof TableHome>

export const BuildingTable = z
  .object({
    id: z.uuid(),
    name: z.string(),
    countyCode: CountyCode,
    estateId: z.uuid(),
    estateName: z.string(),
    floors: count.nullable(),
    entrances: count.nullable(),
    structure: z.string().nullable(),
    /** The day the table shows. */
    on: IsoDate,
    /** The buildings of the estate, to go from one to the next. */
    siblings: z.array(z.object({ id: z.uuid(), name: z.string() })),
    homes: z.array(TableHome),
  })
  .meta({ id: 'BuildingTable' })
export type BuildingTable = z.infer<typeof BuildingTable>

export const buildingTableEndpoints = {
  buildingTable: {
    method: 'GET',
    path: '/api/counties/:county/buildings/:building',
    permission: 'units.read',
    summary: '楼盘表：一幢楼各户的状态、限制、未办原因，今天的或过去某一天的',
    params: z.object({ county: CountyCode, building: z.uuid() }),
    query: z.object({ asOf: IsoDate.optional() }),
    response: BuildingTable,
  },
  recordObstacles: {
    method: 'POST',
    path: '/api/counties/:county/obstacles',
    permission: 'units.act',
    summary: '对选定的多户记录未办原因（可先试算）',
    params: CountyParams,
    body: z.object({
      unitIds: ChosenHomes,
      openReason: z.string().trim().min(2).max(200),
      on: IsoDate,
      reason: z.string().trim().min(2).max(200),
      isRehearsal: z.boolean().default(false),
    }),
    response: SelectionResult,
  },
} as const satisfies Record<string, Endpoint>
