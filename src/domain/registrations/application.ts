import type { IsoDate } from '../shared/quantities.ts'
import type { Pause } from './clock.ts'
import type { GateStanding } from './gates.ts'
import type { ApplicationKind, ApplicationState } from './states.ts'

/** How a home of an application stands in the records. */
export type HomeStanding = { firstRegisteredOn: IsoDate | null; transferredOn: IsoDate | null }

/** What rests on a home and holds up its registration, by rule. */
export type Hold = { words: string; basis: string }

/** An application as a decision needs to see it. */
export type ApplicationStanding = {
  id: string
  kind: ApplicationKind
  state: ApplicationState
  estateId: string
  buildingId: string | null
  /** The home of a transfer; `null`: a first registration, of `homes` homes. */
  unitId: string | null
  homes: number
  submittedOn: IsoDate
  submittedBy: string
  acceptanceNo: string | null
  acceptedOn: IsoDate | null
  acceptedBy: string | null
  dueOn: IsoDate | null
  promisedOn: IsoDate | null
  enteredOn: IsoDate | null
  certificateNo: string | null
  certifiedOn: IsoDate | null
  gates: readonly GateStanding[]
  pauses: readonly Pause[]
  /** Of a transfer, its home. */
  home: HomeStanding | null
  /** Of a first registration, how many of its homes have been registered meanwhile by another way. */
  homesRegistered: number
  /** What rests on a home of it and holds up its entry; `null`: nothing, or nobody asks. */
  hold: Hold | null
}

/** The last day something happened to an application: nothing later may be told of an earlier day. */
export function lastDay({
  submittedOn,
  acceptedOn,
  enteredOn,
  certifiedOn,
  pauses,
  gates,
}: ApplicationStanding): IsoDate {
  const days = [
    submittedOn,
    acceptedOn,
    enteredOn,
    certifiedOn,
    ...pauses.flatMap(({ fromOn, untilOn }) => [fromOn, untilOn]),
    ...gates.map(({ decidedOn }) => decidedOn),
  ]
  return days.reduce<IsoDate>((latest, day) => (day !== null && day > latest ? day : latest), submittedOn)
}
