import type { Obstacle } from '../units/obstacles.ts'
import type { Statement } from './diagnosis.ts'
import type { FactValue } from './values.ts'

/** What the record of one home says that matters for its transfer; `null`: it does not say. */
export type UnitRecord = {
  contractNo: string | null
  hasInvoice: boolean | null
  deedTaxFen: number | null
  maintenanceFundFen: number | null
  firstRegisteredOn: string | null
  transferredOn: string | null
  obstacle: Obstacle | null
  obstacleOn: string | null
  openReason: string | null
}

type Said = readonly [fact: string, value: FactValue]

/** Which facts each reason for not transferring establishes; `dues_unpaid` names its due in words. */
const factsOfObstacle = {
  unwilling: [['owner_willing', false]],
  unreachable: [['owner_reached', false]],
  blocked_by_law: [['unit_seized', true]],
  inheritance: [['rights_clear', false]],
  divorce: [['rights_clear', false]],
  identity_mismatch: [['identity_clear', false]],
  vacant: [['sold', false]],
  dues_unpaid: [],
  other: [],
} as const satisfies Record<Obstacle, readonly Said[]>

const dueWords: readonly (readonly [RegExp, Said])[] = [
  [/契税/, ['deed_tax_paid', false]],
  [/维修资金/, ['maintenance_fund_paid', false]],
]

/** A transfer in the register shows that whatever it asks of the owner was there. */
const shownByTransfer: readonly Said[] = [
  ['owner_reached', true],
  ['owner_willing', true],
  ['application_lodged', true],
  ['identity_clear', true],
  ['rights_clear', true],
  ['unit_seized', false],
]

/**
 * The facts one home's own record establishes, for the diagnosis of its transfer; they stand before those of the
 * estate. What the record leaves empty stays unknown. `asOf`: the day the record is read.
 */
export function unitFacts(unit: UnitRecord, asOf: string): Statement[] {
  const state = (day: string, said: readonly Said[], words: string | null = null): Statement[] =>
    said.map(([fact, value]) => ({ fact, value, asOf: day, source: { kind: 'record' }, said: words }))
  const { obstacle, obstacleOn, openReason, transferredOn, firstRegisteredOn } = unit
  return [
    ...state(firstRegisteredOn ?? asOf, [['first_registered', firstRegisteredOn === null ? 'none' : 'all']]),
    ...state(asOf, paperFacts(unit)),
    ...(transferredOn === null ? [] : state(transferredOn, shownByTransfer)),
    ...(obstacle === null ? [] : state(obstacleOn ?? asOf, obstacleFacts(obstacle, openReason ?? ''), openReason)),
  ]
}

/** A reason names the due that is unpaid, and that outweighs an amount in the row, which may be a part payment. */
function paperFacts({ contractNo, hasInvoice, deedTaxFen, maintenanceFundFen, openReason }: UnitRecord): Said[] {
  const paid = (fact: string, fen: number | null): Said[] =>
    fen === null || obstacleFacts('dues_unpaid', openReason ?? '').some(([due]) => due === fact)
      ? []
      : [[fact, fen > 0]]
  return [
    ...(contractNo === null ? [] : [['contracts_in_order', true] as const]),
    ...(hasInvoice === null ? [] : [['invoices_issued', hasInvoice] as const]),
    ...paid('deed_tax_paid', deedTaxFen),
    ...paid('maintenance_fund_paid', maintenanceFundFen),
  ]
}

function obstacleFacts(obstacle: Obstacle, openReason: string): readonly Said[] {
  if (obstacle !== 'dues_unpaid') return factsOfObstacle[obstacle]
  return dueWords.filter(([pattern]) => pattern.test(openReason)).map(([, said]) => said)
}
