import type { Move } from '#domain/registrations/moves.ts'
import { type Refusal, refusal } from '#domain/registrations/refusals.ts'
import { normaliseCertificateNumber, parseCertificateNumber } from '#domain/units/codes.ts'
import type { Tx } from '../platform/acts.ts'
import { certificatesTaken, takeCertificateNumbers } from './numbers.ts'
import { numberMarks, registrationSettings } from './settings.ts'
import type { LockedApplication } from './store.ts'

type Certificates = { given: ReadonlyMap<string, string>; refusals: ReadonlyMap<string, Refusal> }

/** Certificate numbers for the transfers that are entered: those told, each looked at, or the next of the county's run. */
export async function certificatesFor(
  tx: Tx,
  countyCode: string,
  applications: readonly LockedApplication[],
  { move, isTrial }: { move: Move; isTrial: boolean },
): Promise<Certificates> {
  const none: Certificates = { given: new Map(), refusals: new Map() }
  if (move.act !== 'enter') return none
  const transfers = applications.flatMap(({ id, kind }) => (kind === 'transfer' ? [id] : []))
  if (transfers.length === 0) return none
  if (move.certificateNos) return told(tx, countyCode, transfers, move.certificateNos)
  if (isTrial) return none
  const marks = await numberMarks(tx, countyCode, await registrationSettings(tx, countyCode))
  const year = Number(move.on.slice(0, 4))
  const numbers = await takeCertificateNumbers(tx, countyCode, { marks, year, count: transfers.length })
  return { given: new Map(transfers.map((id, at) => [id, numbers[at] ?? ''])), refusals: new Map() }
}

async function told(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
  certificateNos: ReadonlyMap<string, string>,
): Promise<Certificates> {
  const given = new Map(ids.map((id) => [id, normaliseCertificateNumber(certificateNos.get(id) ?? '')]))
  const taken = new Set(await certificatesTaken(tx, countyCode, [...given.values()]))
  const refusals = new Map<string, Refusal>()
  for (const [id, certificateNo] of given) {
    const refused = refuseCertificate(certificateNo, taken)
    if (refused) refusals.set(id, refused)
    taken.add(certificateNo)
  }
  return { given, refusals }
}

function refuseCertificate(certificateNo: string, taken: ReadonlySet<string>): Refusal | null {
  if (certificateNo === '') return refusal('no_certificate_number')
  const parts = parseCertificateNumber(certificateNo)
  if (!parts || parts.isProof) return refusal('certificate_number_wrong')
  return taken.has(certificateNo) ? refusal('certificate_taken') : null
}
