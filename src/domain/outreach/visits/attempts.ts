import type { IsoDate } from '../../shared/quantities.ts'
import { type VisitChannel, visitChannels } from './channels.ts'
import type { ContactState } from './fields.ts'

/** One attempt to reach an owner; `said`: what its teller said of the contact, where he said anything. */
export type Attempt = {
  id: string
  at: string
  on: IsoDate
  channel: VisitChannel
  isContacted: boolean
  said: ContactState | null
}

/** What the attempts at a home come to, whatever the order in which they became known. */
export type Attempts = {
  attempts: number
  /** Attempts by one person at this owner since he was last met, and the channels they went over. */
  missed: number
  missedChannels: readonly VisitChannel[]
  lastVisitedOn: IsoDate | null
  lastContactedOn: IsoDate | null
  contact: ContactState | null
  contactOn: IsoDate | null
}

/** Sums up the attempts at one home: the last meeting or the last word that he is out of reach says how the contact stands. */
export function attemptsOf(all: readonly Attempt[]): Attempts {
  const inOrder = all.toSorted((a, b) => (a.at === b.at ? order(a.id, b.id) : order(a.at, b.at)))
  const met = inOrder.findLast(({ isContacted }) => isContacted)
  const told = inOrder.findLast((attempt) => contactOf(attempt) === 'reached' || contactOf(attempt) === 'unreachable')
  const personal = inOrder.filter(({ channel }) => visitChannels[channel].isPersonal)
  const missed = personal.filter(
    (attempt) => !attempt.isContacted && (!met || inOrder.indexOf(attempt) > inOrder.indexOf(met)),
  )
  const last = told ?? personal.at(-1)
  return {
    attempts: all.length,
    missed: missed.length,
    missedChannels: [...new Set(missed.map(({ channel }) => channel))].toSorted(),
    lastVisitedOn: inOrder.at(-1)?.on ?? null,
    lastContactedOn: met?.on ?? null,
    contact: last ? contactOf(last) : null,
    contactOn: last?.on ?? null,
  }
}

const contactOf = ({ isContacted, said }: Attempt): ContactState =>
  isContacted ? 'reached' : said === 'unreachable' ? 'unreachable' : 'not_reached'

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
