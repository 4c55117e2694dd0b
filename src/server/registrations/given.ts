import type { Secrets } from '../platform/secrets.ts'
import type { PlainParty } from './parties.ts'
import type { NewApplication } from './submit.ts'

/** What a row of an owners' file says of the application it becomes; its home and batch are those of the item. */
export type GivenApplication = Omit<NewApplication, 'parties' | 'unitIds' | 'batchId'> & {
  parties: readonly PlainParty[]
}

/** What a row says of an application that stands: the number of its certificate, of the certificate's paper, of a receipt. */
export type GivenMark = { certificateNo?: string; paper?: string; evidence?: string }

export type Given = { application: GivenApplication } | { mark: GivenMark }

/** A row names people: it is kept sealed until the batch is carried out. */
export const sealGiven = (secrets: Secrets, given: Given): Buffer => secrets.seal(JSON.stringify(given))

/** Written by `sealGiven` alone. */
const openGiven = (secrets: Secrets, sealed: Buffer): Given => JSON.parse(secrets.open(sealed)) as Given

export function applicationGiven(secrets: Secrets, sealed: Buffer): GivenApplication | null {
  const given = openGiven(secrets, sealed)
  return 'application' in given ? given.application : null
}

export function markGiven(secrets: Secrets, sealed: Buffer): GivenMark {
  const given = openGiven(secrets, sealed)
  return 'mark' in given ? given.mark : {}
}
