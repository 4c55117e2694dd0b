import { sql } from 'kysely'
import type { PaperKind } from '#domain/archives/paper-kinds.ts'
import type { AuthorisationPhoto } from '#domain/outreach/owner-acts/authorisations.ts'
import { lookRefusalWords, refuseLook } from '#domain/outreach/owner-acts/papers.ts'
import { archiveFiles, keepThumbnail, type NewArchivedFile } from '../../archives/actions.ts'
import { type Actor, holdActs, read, type Tx, transact } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { actOnOne } from './record.ts'

type Door = Pick<House, 'db' | 'files'>
type Place = { countyCode: string; id: string }
type Decision = { isAccepted: boolean; words: string | null }
type Kept = { name: string; mediaType: string; bytes: number; sha256: Buffer }

const missing = () => new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })

function refuseOutOfTurn(state: string, decision: Decision): void {
  const refusal = refuseLook(state, decision)
  if (refusal) throw new Refused({ kind: 'conflict', code: refusal, message: lookRefusalWords[refusal] })
}

const decided = (actor: Actor, { isAccepted, words }: Decision) => sql`
  state = ${isAccepted ? 'accepted' : 'returned'}, decided_by = ${actor.accountId}, decider_name = ${actor.name},
  decided_on = ${officeToday()}, decision_words = ${words}`

/** The window accepts a paper into the archive of the home, or returns it with words the owner reads. */
export async function decidePaper(
  { db, files }: Door,
  actor: Actor,
  { countyCode, id }: Place,
  decision: Decision,
): Promise<{ id: string }> {
  const seen = await read(db, actor, (tx) => findPaper(tx, { countyCode, id }))
  if (!seen) throw missing()
  refuseOutOfTurn(seen.state, decision)
  const thumbnail = decision.isAccepted ? await keepThumbnail(files, seen) : null
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const paper = await findPaper(tx, { countyCode, id })
    if (!paper) throw missing()
    refuseOutOfTurn(paper.state, decision)
    const archived = decision.isAccepted
      ? await archiveOne(tx, actor, countyCode, fileOf(paper.unitId, paper.paper, { ...paper, thumbnail }))
      : null
    const reason = decision.isAccepted ? '收下业主传来的材料' : `退回业主传来的材料：${decision.words ?? ''}`
    await actOnOne(tx, { countyCode, kind: 'owner_paper_decided', actor, reason }, { kind: 'owner_paper', id }, () =>
      sql`update owner_papers set ${decided(actor, decision)}, archived_id = ${archived} where county_code = ${countyCode} and id = ${id}`.execute(
        tx,
      ),
    )
    return { id }
  })
}

const fileOf = (unitId: string, paper: PaperKind, kept: Kept & { thumbnail: Buffer | null }): NewArchivedFile => ({
  subject: { kind: 'unit', id: unitId },
  paper,
  name: kept.name,
  mediaType: kept.mediaType,
  sha256: kept.sha256,
  bytes: kept.bytes,
  thumbnail: kept.thumbnail,
})

async function archiveOne(tx: Tx, actor: Actor, countyCode: string, file: NewArchivedFile): Promise<string> {
  const [archived] = await archiveFiles(tx, actor, countyCode, [file], '业主来件归档')
  if (!archived) throw new Error('a paper was filed and has no id')
  return archived
}

type Paper = Kept & { unitId: string; paper: PaperKind; state: string }

async function findPaper(tx: Tx, { countyCode, id }: Place): Promise<Paper | undefined> {
  const { rows } = await sql<Paper>`
    select unit_id as "unitId", paper, name, media_type as "mediaType", bytes, sha256, state
      from owner_papers where county_code = ${countyCode} and id = ${id} and state <> 'withdrawn'`.execute(tx)
  return rows[0]
}

/** As what each photo of an authorisation is filed. */
const filedAs = {
  holding: { paper: 'authorisation_photo', name: '手持身份证和委托书' },
  form: { paper: 'authorisation', name: '授权委托书' },
  owner_id: { paper: 'identity', name: '委托人身份证' },
  agent_id: { paper: 'authorisation', name: '代办人身份证' },
} as const satisfies Record<AuthorisationPhoto, { paper: PaperKind; name: string }>

type Photo = Kept & { photo: AuthorisationPhoto }
type Standing = { unitId: string; state: string; photos: Photo[] }

/**
 * Somebody of the window has looked at the photos and compared faces, numbers and signature: he lets the authorisation
 * hold, and the photos go into the archive, or returns it with words. Nothing but his eye judges it.
 */
export async function decideAuthorisation(
  { db, files }: Door,
  actor: Actor,
  { countyCode, id }: Place,
  decision: Decision,
): Promise<{ id: string }> {
  const seen = await read(db, actor, (tx) => getStanding(tx, { countyCode, id }))
  refuseOutOfTurn(seen.state, decision)
  const photos = await Promise.all(
    seen.photos.map(async (kept) => ({
      photo: kept.photo,
      file: fileOf(seen.unitId, filedAs[kept.photo].paper, {
        ...kept,
        name: `${filedAs[kept.photo].name}${kept.name.match(/\.\w{1,5}$/)?.[0] ?? ''}`,
        thumbnail: decision.isAccepted ? await keepThumbnail(files, kept) : null,
      }),
    })),
  )
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    refuseOutOfTurn((await getStanding(tx, { countyCode, id })).state, decision)
    const list = photos.map(({ file }) => file)
    const ids = decision.isAccepted ? await archiveFiles(tx, actor, countyCode, list, '拍照委托归档') : []
    const reason = decision.isAccepted ? '人工核对后认可委托' : `退回委托：${decision.words ?? ''}`
    const act = { countyCode, kind: 'authorisation_decided', actor, reason }
    await actOnOne(tx, act, { kind: 'authorisation', id }, async () => {
      await sql`update authorisations set ${decided(actor, decision)} where county_code = ${countyCode} and id = ${id}`.execute(
        tx,
      )
      await sql`
        update authorisation_photos as p set archived_id = f.id
          from unnest(${photos.slice(0, ids.length).map(({ photo }) => photo)}::text[], ${[...ids]}::uuid[]) as f (photo, id)
         where p.county_code = ${countyCode} and p.authorisation_id = ${id} and p.photo = f.photo`.execute(tx)
    })
    return { id }
  })
}

async function getStanding(tx: Tx, { countyCode, id }: Place): Promise<Standing> {
  const { rows } = await sql<Omit<Standing, 'photos'> & Photo>`
    select a.unit_id as "unitId", a.state, p.photo, p.name, p.media_type as "mediaType", p.bytes, p.sha256
      from authorisations as a join authorisation_photos as p on p.county_code = a.county_code and p.authorisation_id = a.id
     where a.county_code = ${countyCode} and a.id = ${id} and a.state <> 'draft'
     order by p.photo`.execute(tx)
  const [first] = rows
  if (!first) throw missing()
  return { unitId: first.unitId, state: first.state, photos: rows }
}

/** What was sent, in the clear: a paper, or a photo of an authorisation. */
export async function openSent(tx: Tx, { countyCode, id }: Place, photo: AuthorisationPhoto | null): Promise<Kept> {
  const found =
    photo === null
      ? await findPaper(tx, { countyCode, id })
      : (await getStanding(tx, { countyCode, id })).photos.find((one) => one.photo === photo)
  if (!found) throw missing()
  return found
}
