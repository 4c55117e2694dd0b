import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { OwnerHandIn } from '#contract/developer-shapes.ts'
import type { TransferApplicant } from '#domain/registrations/transfer/applicants.ts'
import { openWorkbook } from '../../ledgers/actions.ts'
import { type Actor, type Db, holdActs, read, recordAct, type Tx, transact } from '../../platform/acts.ts'
import type { Files } from '../../platform/files.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { bringOwners, checkOwners, faultyRows } from '../../registrations/actions.ts'
import { tellOfHandIn } from './notices.ts'
import { type Developer, type OwnEstatePlace, ownEstateOf } from './own.ts'
import { getKept, getOwnerHandIn, type KeptHandIn, type OwnerHandInPlace } from './owner-views.ts'
import type { Upload } from './papers.ts'

type Door = { db: Db; secrets: Secrets; files: Files }

/** How a workbook of a developer is judged: of his own estate alone, as of today, with no papers beside those it tells. */
const askedOf = (estateId: string, applicantKind: TransferApplicant) => ({
  estateId,
  isOfEstateOnly: true,
  applicantKind,
  applicantBasis: null,
  submittedOn: officeToday(),
  held: [],
})

/** Checks a workbook of owners row by row; nothing is handed in by it. */
export async function checkOwnersBook(
  door: Door,
  actor: Actor,
  developer: Developer,
  { estateId, file, applicantKind }: { estateId: string; file: Upload; applicantKind: TransferApplicant },
): Promise<OwnerHandIn> {
  const place = await read(door.db, actor, (tx) => ownEstateOf(tx, developer, estateId)) // nothing is kept for others' estates
  const asked = askedOf(estateId, applicantKind)
  const { sha256, items } = await checkOwners({ ...door, openWorkbook }, actor, developer.countyCode, { file, asked })
  const faults = items.flatMap(({ place: where, refusal }, at) =>
    refusal ? [{ no: at + 1, place: where, words: refusal.words }] : [],
  )
  return transact(door.db, actor, async (tx) => {
    await holdActs(tx, [developer.countyCode])
    const name = file.name.slice(0, 200)
    const handInId = await insertHandIn(tx, actor, place, { name, sha256, applicantKind, rows: items.length, faults })
    const own = { ...developer, handInId }
    await recordHandIn(tx, actor, own, { kind: 'owner_hand_in_checked', reason: `核对业主工作簿“${name}”` })
    return getOwnerHandIn(tx, own)
  })
}

type Checked = Pick<KeptHandIn, 'name' | 'sha256' | 'faults'> & { applicantKind: TransferApplicant; rows: number }

async function insertHandIn(
  tx: Tx,
  actor: Actor,
  { countyCode, estateId, organisationId }: OwnEstatePlace,
  { name, sha256, applicantKind, rows, faults }: Checked,
): Promise<string> {
  const { rows: made } = await sql<{ id: string }>`
    insert into owner_hand_ins (county_code, estate_id, organisation_id, name, sha256, terms, rows, refused, faults, checked_by, checker_name, checked_on)
    values (${countyCode}, ${estateId}, ${organisationId}, ${name}, ${sha256}, ${JSON.stringify({ applicantKind })}::jsonb, ${rows},
            ${faults.length}, ${JSON.stringify(faults)}::jsonb, ${actor.accountId}, ${actor.name}, ${officeToday()})
    returning id`.execute(tx)
  if (!made[0]) throw new Error('a workbook was checked and gave no id')
  return made[0].id
}

async function recordHandIn(
  tx: Tx,
  actor: Actor,
  { countyCode, handInId }: OwnerHandInPlace,
  act: { kind: string; reason: string },
): Promise<void> {
  const { rows } = await sql<{ change: Record<string, unknown> }>`
    select owner_hand_in_record(h) as change from owner_hand_ins as h where county_code = ${countyCode} and id = ${handInId}`.execute(
    tx,
  )
  await recordAct(tx, {
    ...act,
    countyCode,
    actor,
    rows: rows.map(({ change }) => ({ subjectKind: 'developer_hand_in', subjectId: handInId, change })),
  })
}

/** Rows to be put right, as they came, with the reasons. */
export async function ownerFaults({ db, files }: Door, actor: Actor, own: OwnerHandInPlace): Promise<Buffer> {
  const kept = await read(db, actor, (tx) => getKept(tx, own))
  return faultyRows(
    { files, openWorkbook },
    kept,
    own.countyCode,
    new Map(kept.faults.map(({ no, words }) => [no, words])),
  )
}

/**
 * Sends a checked workbook to the window: it is judged anew by what the records say now and becomes a batch that waits
 * there. Sent twice, it is one batch: the hand-in itself is the key.
 */
export async function sendOwners(
  door: Door,
  actor: Actor,
  own: OwnerHandInPlace,
  reason: string,
): Promise<OwnerHandIn> {
  const kept = await read(door.db, actor, (tx) => getKept(tx, own))
  refuseOver(kept)
  if (kept.faults.length === kept.rows)
    throw new Refused({ kind: 'conflict', code: 'nothing_to_send', message: '没有可以提交的户，请先改正再上传' })
  const folder = await mkdtemp(join(tmpdir(), 'qingling-owners-'))
  try {
    const file = { name: kept.name, path: join(folder, 'owners') }
    await door.files.copyTo(kept.sha256, file.path)
    const asked = { ...askedOf(kept.estateId, kept.terms.applicantKind), key: own.handInId }
    const judged = { file, asked, from: kept.organisationId }
    const made = await bringOwners({ ...door, openWorkbook }, actor, own.countyCode, judged)
    return await transact(door.db, actor, (tx) =>
      markSent(tx, actor, own, { ...made, estateId: kept.estateId, reason }),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Sent = { batch: string; rows: number; refused: number; estateId: string; reason: string }

async function markSent(
  tx: Tx,
  actor: Actor,
  own: OwnerHandInPlace,
  { batch, rows, refused, estateId, reason }: Sent,
): Promise<OwnerHandIn> {
  await holdActs(tx, [own.countyCode])
  if ((await getKept(tx, own)).state === 'sent') return getOwnerHandIn(tx, own)
  await sql`
    update owner_hand_ins set state = 'sent', sent_on = ${officeToday()}, batch_id = ${batch}
     where county_code = ${own.countyCode} and id = ${own.handInId}`.execute(tx)
  await recordHandIn(tx, actor, own, { kind: 'owner_hand_in_sent', reason })
  const words = `业主材料 ${rows - refused} 户`
  await tellOfHandIn(tx, { countyCode: own.countyCode, estateId }, { topic: own.handInId, words }, actor.accountId)
  return getOwnerHandIn(tx, own)
}

/** Leaves a checked workbook unsent. */
export function setOwnersAside(db: Db, actor: Actor, own: OwnerHandInPlace, reason: string): Promise<OwnerHandIn> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [own.countyCode])
    refuseOver(await getKept(tx, own))
    await sql`
      update owner_hand_ins set state = 'set_aside' where county_code = ${own.countyCode} and id = ${own.handInId}`.execute(
      tx,
    )
    await recordHandIn(tx, actor, own, { kind: 'owner_hand_in_set_aside', reason })
    return getOwnerHandIn(tx, own)
  })
}

function refuseOver({ state, name }: KeptHandIn): void {
  if (state === 'checked') return
  const message = state === 'sent' ? `“${name}”已经提交窗口` : `“${name}”已不再提交`
  throw new Refused({ kind: 'conflict', code: 'hand_in_over', message })
}
