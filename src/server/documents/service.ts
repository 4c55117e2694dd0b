import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { photoKind } from '#domain/meetings/photos.ts'
import { addWorkingDays } from '#domain/tasks/calendar.ts'
import { keepPhoto } from '../meetings/actions.ts'
import { type Actor, type Db, holdActs, read, type Tx, transact } from '../platform/acts.ts'
import type { Files } from '../platform/files.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { calendarIn, paperKind } from '../tasks/actions.ts'
import type { BatchAct, Office, Refusing } from './batch.ts'
import { actOnDocument, getAllowed } from './one.ts'
import { type Party, seatOf } from './parties.ts'
import { changeDocuments, type DocumentPlace, type LockedDocument } from './store.ts'

/** Serves documents inside the product: the officers of the recipient see them, and whoever opens one first signs for it. */
export const serveInside = (office: Office): BatchAct => ({
  move: 'serve',
  look: nobodyToOpen,
  write: async (tx, documents) => {
    const { countyCode, actor } = office
    await sql`
      insert into document_services (county_code, document_id, service_no, way, served_on, served_by, server_name)
      select ${countyCode}, d.id, ${nextService}, 'product', ${officeToday()}, ${actor.accountId}, ${actor.name}
        from unnest(${documents.map(({ id }) => id)}::uuid[]) as d (id)`.execute(tx)
    await setServed(tx, countyCode, documents, officeToday())
  },
})

const nextService = sql`
  coalesce((select max(s.service_no) from document_services as s where s.document_id = d.id), 0) + 1`

/** Units and developers none of whose people can sign in, and owners: nobody would ever open what is served to them here. */
async function nobodyToOpen(tx: Tx, documents: readonly LockedDocument[]): Promise<ReadonlyMap<string, Refusing>> {
  const units = documents.flatMap(({ recipientId }) => recipientId ?? [])
  const { rows } = await sql<{ id: string }>`
    select u.id from unnest(${units}::uuid[]) as u (id)
     where exists (
       select from accounts as a
         join account_roles as g on g.account_id = a.id and g.role in ('officer', 'developer')
         left join people as p on p.account_id = a.id and p.left_on is null
        where a.disabled_at is null and coalesce(p.organisation_id, a.organisation_id) = u.id)`.execute(tx)
  const opening = new Set(rows.map(({ id }) => id))
  const refusal = {
    code: 'nobody_to_open',
    message: '收文单位没有可以登录的经办人，请改用纸质送达并上传送达回证',
  }
  return new Map(documents.filter(({ recipientId }) => !opening.has(recipientId ?? '')).map(({ id }) => [id, refusal]))
}

/** The first service counts: from its day the working days run within which the recipient answers. */
async function setServed(
  tx: Tx,
  countyCode: string,
  documents: readonly LockedDocument[],
  servedOn: string,
): Promise<void> {
  const calendar = await calendarIn(tx)
  const rows = documents.map(({ id, answerDays }) => ({
    id,
    by: answerDays === null ? null : addWorkingDays(calendar, servedOn, answerDays),
  }))
  await sql`
    update documents as d
       set state = 'served', served_on = coalesce(d.served_on, ${servedOn}::date), answer_by = coalesce(d.answer_by, s.by),
           revision = d.revision + 1
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (id uuid, by date)
     where d.county_code = ${countyCode} and d.id = s.id`.execute(tx)
}

type Door = { db: Db; files: Files }
type Upload = { name: string; path: string }
type Receipt = { name: string; mediaType: string; bytes: number; sha256: Buffer }
type PaperService = { receiver: string; servedOn: string; revision: number; note: string | null }

/** Records service on paper, proved by a photo or scan of the receipt 送达回证. */
export async function serveOnPaper(
  { db, files }: Door,
  actor: Actor,
  party: Party,
  place: DocumentPlace,
  { service, uploads }: { service: PaperService; uploads: readonly Upload[] },
): Promise<void> {
  await read(db, actor, async (tx) => refuseDay(await issuedOnOf(tx, place), service.servedOn))
  await transact(db, actor, (tx) => getAllowed(tx, party, place, 'serve')) // nothing is kept for what may not be served
  const [upload] = uploads
  if (!upload || uploads.length > 1)
    throw new Refused({ kind: 'invalid', code: 'one_receipt', message: '一次送达请上传一张送达回证' })
  const receipt = await keepReceipt(files, upload)
  const act = { actor, party, place, move: 'serve', kind: 'document_served_on_paper' } as const
  const told = { reason: service.note ?? `送达${service.receiver}`, revision: service.revision }
  await actOnDocument(db, { ...act, ...told }, async (tx, document) => {
    const { countyCode, documentId } = place
    await sql`
      insert into document_services (county_code, document_id, service_no, way, served_on, served_by, server_name, receiver, name, media_type, bytes, sha256)
      select ${countyCode}, d.id, ${nextService}, 'paper', ${service.servedOn}, ${actor.accountId}, ${actor.name}, ${service.receiver},
             ${receipt.name}, ${receipt.mediaType}, ${receipt.bytes}, ${receipt.sha256}
        from (values (${documentId}::uuid)) as d (id)`.execute(tx)
    await setServed(tx, countyCode, [document], service.servedOn)
  })
}

async function issuedOnOf(tx: Tx, { countyCode, documentId }: DocumentPlace): Promise<string | null> {
  const { rows } = await sql<{ issuedOn: string | null }>`
    select issued_on as "issuedOn" from documents where county_code = ${countyCode} and id = ${documentId}`.execute(tx)
  return rows[0]?.issuedOn ?? null
}

function refuseDay(issuedOn: string | null, servedOn: string): void {
  const message =
    servedOn > officeToday()
      ? `送达日期（${servedOn}）还没有到`
      : issuedOn !== null && servedOn < issuedOn
        ? `送达日期（${servedOn}）早于签发日期（${issuedOn}）`
        : null
  if (message)
    throw new Refused({ kind: 'invalid', code: 'service_day', message, fields: [{ field: 'servedOn', message }] })
}

async function keepReceipt(files: Files, upload: Upload): Promise<Receipt> {
  if (photoKind(await readFile(upload.path)) !== null) return keepPhoto(files, upload)
  const mediaType = await paperKind(upload)
  if (mediaType !== 'application/pdf')
    throw new Refused({
      kind: 'invalid',
      code: 'no_receipt',
      message: `“${upload.name}”不是照片或 PDF 扫描件`,
    })
  return { name: upload.name, mediaType, ...(await files.keep(upload.path)) }
}

/** Whoever of the recipient unit opens a document served inside the product signs for it by that: once, with name and hour. */
export async function signForReceipt(db: Db, actor: Actor, party: Party, place: DocumentPlace): Promise<void> {
  const { countyCode, documentId } = place
  if (!party.regionsOf.recipient.includes(countyCode)) return
  if (!(await read(db, actor, (tx) => isUnread(tx, party, place)))) return
  await transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    if (!(await isUnread(tx, party, place))) return
    const act = { countyCode, kind: 'document_read', actor, reason: '系统内签阅' }
    await changeDocuments(tx, act, [documentId], async () => {
      await sql`
        update document_services set read_at = now(), read_by = ${actor.accountId}, reader_name = ${actor.name}
         where county_code = ${countyCode} and document_id = ${documentId} and way = 'product' and read_at is null`.execute(
        tx,
      )
    })
  })
}

async function isUnread(tx: Tx, party: Party, { countyCode, documentId }: DocumentPlace): Promise<boolean> {
  const { organisations } = await seatOf(tx, party)
  const { rows } = await sql`
    select from documents as d
      join document_services as s on s.county_code = d.county_code and s.document_id = d.id and s.way = 'product' and s.read_at is null
     where d.county_code = ${countyCode} and d.id = ${documentId} and d.recipient_id = any (${organisations}::uuid[]) limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** The photo or scan of a receipt, and how it is to be shown. */
export async function getReceipt(
  tx: Tx,
  { countyCode, documentId, serviceNo }: DocumentPlace & { serviceNo: number },
): Promise<{ name: string; mediaType: string; sha256: Buffer }> {
  const { rows } = await sql<{ name: string; mediaType: string; sha256: Buffer }>`
    select name, media_type as "mediaType", sha256 from document_services
     where county_code = ${countyCode} and document_id = ${documentId} and service_no = ${serviceNo} and sha256 is not null`.execute(
    tx,
  )
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_receipt', message: '没有这张送达回证' })
  return rows[0]
}
