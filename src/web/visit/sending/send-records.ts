import type { RecordResult, visitsEndpoints } from '#contract/visits.ts'
import { callAt } from '../../people/platform/call.ts'
import { dayOf } from '../parts/home-words.ts'
import { isFull } from '../storage.ts'
import { findEstate, keepHomes, listHomes } from '../store/homes.ts'
import { noteAnswers, recordsOf } from '../store/records.ts'
import type { KeptRecord, PhoneHome } from '../store/shapes.ts'
import type { Store } from '../store/store.ts'

/**
 * Sends some records and writes down what became of each. Broken off anywhere, the same records are sent again: the office
 * knows them by their ids. Gives whether the office has shut this phone out.
 */
export async function sendRecords(store: Store, ids: readonly string[]): Promise<{ isRevoked: boolean }> {
  const records = await recordsOf(store, ids)
  const { results } = await callAt<typeof visitsEndpoints.sendVisitRecords>('POST', '/api/visit/records', {
    body: { deviceId: store.deviceId, clock: new Date().toISOString(), records: records.map(({ sent }) => sent) },
  })
  const byId = new Map(results.map((result) => [result.id, result]))
  await noteHomes(store, records, byId).catch(leaveToNews)
  await noteAnswers(
    store,
    records.flatMap((record) => {
      const result = byId.get(record.id)
      return result ? [answeredBy(record, result)] : []
    }),
  )
  return { isRevoked: results.some(({ code }) => code === 'device_revoked') }
}

/** A full phone need not know at once how homes stand: the next news of the estate say it. */
function leaveToNews(error: unknown): void {
  if (!isFull(error)) throw error
}

const answeredBy = (record: KeptRecord, { outcome, code, message, conflicts, unit }: RecordResult): KeptRecord => ({
  ...record,
  state: outcome,
  answer: { code, message, conflicts, standing: unit },
})

/** How the homes now stand at the office goes into the lists of this phone. */
async function noteHomes(
  store: Store,
  records: readonly KeptRecord[],
  results: ReadonlyMap<string, RecordResult>,
): Promise<void> {
  for (const [estateId, ofEstate] of Map.groupBy(records, (record) => record.estateId)) {
    const estate = await findEstate(store, estateId)
    if (!estate) continue
    const byUnit = Map.groupBy(ofEstate, ({ unitId }) => unitId)
    const homes = (await listHomes(store, estateId)).map((home) =>
      (byUnit.get(home.unitId) ?? []).reduce((known, record) => withResult(known, record, results), home),
    )
    await keepHomes(store, estate, homes)
  }
}

function withResult(home: PhoneHome, record: KeptRecord, results: ReadonlyMap<string, RecordResult>): PhoneHome {
  const { id, sent } = record
  const result = results.get(id)
  if (!result?.unit || result.revision === null) return home
  return {
    ...home,
    attempts: home.attempts + (sent.kind === 'visit' ? 1 : 0),
    lastVisitedOn: sent.kind === 'visit' ? dayOf(record) : home.lastVisitedOn,
    revision: result.revision,
    fields: result.unit,
    fieldRevisions: result.fieldRevisions ?? home.fieldRevisions,
  }
}
