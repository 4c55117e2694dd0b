import type { Charge, Person, Responsibility, ResponsibleUnit } from '#contract/responsibility.ts'
import { responsibilityEndpoints } from '#contract/responsibility.ts'
import { endpointQuery } from '../platform/api.ts'

export type Posting = ResponsibleUnit['postings'][number]

/** Who answers for what in a county. */
export const responsibilityQuery = (county: string) =>
  endpointQuery(responsibilityEndpoints.responsibility, { params: { county } })

/** People by their id: posts and charges name them so. */
export const peopleById = ({ people }: Responsibility) => new Map(people.map((person) => [person.id, person]))

export const isHeld = ({ until }: Posting | Charge) => until === null

/** What a person holds now and would hand over, beside the open tasks. */
export function heldBy({ units, charges }: Responsibility, { id }: Person) {
  return {
    posts: units.flatMap((unit) =>
      unit.postings
        .filter((posting) => posting.personId === id && isHeld(posting))
        .map((posting) => ({ ...posting, unit: unit.name })),
    ),
    charges: charges.filter((charge) => charge.personId === id && isHeld(charge)),
  }
}

/** What nobody answers for: each list is empty once all is well. */
export function gapsOf({ units, people, unfilled, unattended }: Responsibility) {
  return {
    headless: units.filter(
      ({ kind, postings }) =>
        ['responsible_unit', 'registration_centre', 'taskforce'].includes(kind) &&
        !postings.some((posting) => posting.duty === 'head' && isHeld(posting)),
    ),
    orphaned: people.filter(({ leftOn, openTasks }) => leftOn !== null && openTasks > 0),
    unfilled,
    unattended,
  }
}

/** Who looks after an estate or a part of it now, the whole before its parts. */
export function chargesOf({ charges }: Responsibility, estate: string): Charge[] {
  return charges.filter((charge) => charge.estateId === estate && isHeld(charge))
}
