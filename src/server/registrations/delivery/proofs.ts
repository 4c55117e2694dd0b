import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Delivery } from '#contract/delivery-shapes.ts'
import { keepPhoto } from '../../meetings/actions.ts'
import { type Actor, type Db, holdActs, read, recordAct, transact } from '../../platform/acts.ts'
import { type Files, openKept } from '../../platform/files.ts'
import { Refused } from '../../platform/refusals.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { actOn } from '../places/changes.ts'
import { getDelivery } from './views.ts'

type Key = { countyCode: string; deliveryId: string }

/** Keeps signatures or photos of who receives a certificate, told by their bytes; a delivery that is over takes no more. */
export async function addProof(
  { db, files }: { db: Db; files: Files },
  actor: Actor,
  { countyCode, deliveryId, kind }: Key & { kind: 'signature' | 'photo' },
  uploads: readonly { name: string; path: string }[],
): Promise<Delivery> {
  await read(db, actor, (tx) => getDelivery(tx, countyCode, deliveryId)) // nothing is kept for a delivery that is not there
  const kept: Awaited<ReturnType<typeof keepPhoto>>[] = []
  for (const upload of uploads) kept.push(await keepPhoto(files, upload))
  const rows = kept.map(({ sha256, ...file }) => ({ ...file, sha256: sha256.toString('hex') }))
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const { state } = await getDelivery(tx, countyCode, deliveryId)
    if (state === 'returned' || state === 'cancelled')
      throw new Refused({
        kind: 'conflict',
        code: 'wrong_state',
        message: '这次发证已退回或取消，不能再留存签名、照片',
      })
    const act = { countyCode, kind: 'delivery_proof_added', actor, reason: '领证签名、照片', payload: { kind } }
    return actOn(tx, act, { delivery: [deliveryId] }, async () => {
      await sql`
        insert into delivery_files (county_code, delivery_id, file_no, kind, name, media_type, bytes, sha256, added_by)
        select ${countyCode}, ${deliveryId}, last.no + p.place, ${kind}, p.name, p."mediaType", p.bytes, decode(p.sha256, 'hex'), ${actor.accountId}
          from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
                 as (name text, "mediaType" text, bytes bigint, sha256 text)) with ordinality as p (name, "mediaType", bytes, sha256, place)
         cross join (select coalesce(max(file_no), 0) as no from delivery_files where county_code = ${countyCode} and delivery_id = ${deliveryId}) as last`.execute(
        tx,
      )
      return { answer: await getDelivery(tx, countyCode, deliveryId) }
    })
  })
}

/** A kept signature or photo in the clear, as a stream. */
export async function openProof(
  { db, files }: { db: Db; files: Files },
  actor: Actor,
  { countyCode, deliveryId, fileNo }: Key & { fileNo: number },
): Promise<{ name: string; mediaType: string; bytes: Readable }> {
  const file = await read(db, actor, async (tx) => {
    const { rows } = await sql<{ name: string; mediaType: string; sha256: Buffer }>`
      select name, media_type as "mediaType", sha256 from delivery_files
       where county_code = ${countyCode} and delivery_id = ${deliveryId} and file_no = ${fileNo}`.execute(tx)
    return rows[0]
  })
  if (!file) throw new Refused({ kind: 'missing', code: 'no_such_file', message: '没有这份签名或照片' })
  return { ...file, bytes: await openKept(files, file.sha256) }
}

/** Opens the address a certificate goes to, for a stated purpose. The opening is an act; what was seen is not written down. */
export function openAddress(
  { db, secrets }: { db: Db; secrets: Secrets },
  actor: Actor,
  { countyCode, deliveryId }: Key,
  reason: string,
): Promise<{ name: string | null; address: string | null; phone: string | null }> {
  return transact(db, actor, async (tx) => {
    const { rows } = await sql<{ name: string | null; address: Buffer | null; phone: Buffer | null }>`
      select receiver_name as name, address_cipher as address, phone_cipher as phone from deliveries
       where county_code = ${countyCode} and id = ${deliveryId}`.execute(tx)
    const [sealed] = rows
    if (!sealed) throw new Refused({ kind: 'missing', code: 'no_such_delivery', message: '没有这次发证' })
    await recordAct(tx, { countyCode, kind: 'personal_data_opened', actor, reason, payload: { deliveryId }, rows: [] })
    const { name, address, phone } = sealed
    return { name, address: address && secrets.open(address), phone: phone && secrets.open(phone) }
  })
}
