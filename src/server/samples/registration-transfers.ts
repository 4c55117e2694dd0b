import { sql } from 'kysely'
import type { PaperKind } from '#domain/archives/paper-kinds.ts'
import { startingGates, type TransferCase, transferPapers } from '#domain/registrations/transfer/papers.ts'
import { type SampleBatch, sampleBatches, sampleTransfers, withAllPapers } from '#samples/registrations.ts'
import { read, transact } from '../platform/acts.ts'
import { createBatch, knownHomes, type NewApplication, runBatch, submitApplications } from '../registrations/actions.ts'
import { type DeskHouse, dayIn, sampleReason } from './registration-desk.ts'

const handedIn = sampleReason('转移登记收件')

/** Hands in transfers of homes that lack a payment to the owners on record, and takes them on batch by batch. */
export async function handInSampleTransfers(house: DeskHouse): Promise<void> {
  await house.once(handedIn, (reason) => handIn(house, reason))
  const made = await sampleApplications(house)
  for (const batch of sampleBatches) await carryOut(house, batch, made) // six batches
}

function handIn({ db, desk, actors: { window } }: DeskHouse, reason: string): Promise<unknown> {
  return transact(db, window, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select id from units as u
       where county_code = ${desk.code} and state = 'first_registered' and obstacle = 'dues_unpaid' and use = '住宅'
         and exists (select from owners as o where o.county_code = u.county_code and o.unit_id = u.id)
         and not exists (select from owners as o where o.county_code = u.county_code and o.unit_id = u.id and o.id_digest is null)
       order by id desc limit ${sampleTransfers.homes}`.execute(tx)
    const ids = rows.map(({ id }) => id)
    const terms = { on: dayIn(-sampleTransfers.daysAgo) }
    const homes = await knownHomes(tx, { countyCode: desk.code, batchId: null, terms }, ids)
    const list = ids.flatMap((id, at) => {
      const home = homes.get(id)
      return home ? [withPapers(home, at)] : []
    })
    if (list.length > 0) await submitApplications(tx, window, desk.code, list, reason)
  })
}

const held: readonly PaperKind[] = [
  'application_form',
  'identity',
  'business_licence',
  'legal_person',
  'contract',
  'marriage',
]

/** Papers as a window marks them; shares are the owners' own affair where the ledger names none. */
function withPapers(home: NewApplication, at: number): NewApplication {
  const coOwnership =
    home.coOwnership === 'by_share' || home.coOwnership === null ? jointOrSole(home) : home.coOwnership
  const of: TransferCase = { applicant: 'both', coOwnership, agent: null, isHome: true }
  const papers = transferPapers(of, new Set<string>([...held, ...(at < withAllPapers ? ['invoice'] : [])]), [])
  return { ...home, coOwnership, papers, gates: startingGates(of, []) }
}

const jointOrSole = ({ parties }: NewApplication) => (parties.length === 1 ? ('sole' as const) : ('joint' as const))

export type SampleApplication = { id: string; unitId: string; place: string }

/** The applications the sample handed in, in their order, by the history of that act. */
export async function sampleApplications({ db, desk, actors }: DeskHouse): Promise<readonly SampleApplication[]> {
  const { rows } = await read(db, actors.window, (tx) =>
    sql<SampleApplication>`
      select a.id, a.unit_id as "unitId", concat(e.name, ' ', b.name, '号楼', nullif(u.entrance, '') || '单元', u.room) as place
        from acts as t
        join history as h on h.county_code = t.county_code and h.act_no = t.act_no and h.subject_kind = 'application'
        join applications as a on a.county_code = h.county_code and a.id = h.subject_id
        join units as u on u.county_code = a.county_code and u.id = a.unit_id
        join buildings as b on b.county_code = u.county_code and b.id = u.building_id
        join estates as e on e.county_code = u.county_code and e.id = u.estate_id
       where t.county_code = ${desk.code} and t.reason = ${handedIn}
       order by a.id`.execute(tx),
  )
  return rows
}

async function carryOut(house: DeskHouse, batch: SampleBatch, made: readonly SampleApplication[]): Promise<void> {
  const { db, secrets, desk, actors, once } = house
  const { act, name, by, from, until, daysAgo, missing } = batch
  const chosen = made.slice(from, until)
  if (chosen.length === 0) return
  await once(sampleReason(name), async (reason) => {
    const items = chosen.map(({ id, unitId, place }) => ({
      place,
      unitId,
      applicationId: id,
      given: null,
      refusal: null,
    }))
    const terms = { on: dayIn(-daysAgo), ...(missing && { missing }) }
    const asked = { act, source: 'selection', name, idempotencyKey: `sample-${act}-${from}`, terms, items } as const
    const batchId = await transact(db, actors[by], (tx) => createBatch(tx, actors[by], desk.code, asked))
    await runBatch({ db, secrets }, actors[by], desk.code, batchId, { try: false, reason })
  })
}
