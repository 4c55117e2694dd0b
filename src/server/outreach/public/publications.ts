import { sql } from 'kysely'
import type { z } from 'zod'
import type { publicationsEndpoints } from '#contract/publications.ts'
import { type PublicationState, type Publishable, refusePublishing } from '#domain/outreach/public/publishing.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { contentOf } from './publication-views.ts'

type Draft = z.output<typeof publicationsEndpoints.draftPublication.body>
type Kind = 'publication_drafted' | 'publication_published' | 'publication_withdrawn'

/** Drafts what a region would publish, in place of an earlier draft; nobody outside sees it yet. */
export function draftPublication(db: Db, actor: Actor, region: string, draft: Draft): Promise<void> {
  return changing(db, actor, region, { kind: 'publication_drafted', reason: draft.reason }, async (tx) => {
    await refuseStrangeEstates(tx, region, draft.estateIds)
    const ended = await sql<{ id: string }>`
      update publications set state = 'discarded', ended_on = ${officeToday()} where county_code = ${region} and state = 'drafted' returning id`.execute(
      tx,
    )
    const { rows } = await sql<{ id: string }>`
      with drafted as (
        insert into publications (county_code, figures, contacts, words, drafted_by, drafter_name, drafted_on)
        values (${region}, ${draft.figures}, ${JSON.stringify(draft.contacts)}, ${draft.words}, ${actor.accountId}, ${actor.name}, ${officeToday()})
        returning id
      ), named as (
        insert into publication_estates (county_code, publication_id, estate_id)
        select ${region}, drafted.id, e from drafted, unnest(${[...new Set(draft.estateIds)]}::uuid[]) as e
      )
      select id from drafted`.execute(tx)
    return [...ended.rows, ...rows].map(({ id }) => id)
  })
}

async function refuseStrangeEstates(tx: Tx, region: string, estateIds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from estates where county_code = ${region} and id = any (${estateIds}::uuid[])`.execute(
    tx,
  )
  if (rows[0]?.n === new Set(estateIds).size) return
  const message = '有的小区不属于这个县市区，请重新选择'
  throw new Refused({
    kind: 'invalid',
    code: 'no_such_estate',
    message,
    fields: [{ field: 'body.estateIds', message }],
  })
}

type Place = { region: string; publicationId: string }

/** Publishes a draft with the figures as they are counted now; what stood before is replaced. By another person than who drafted it. */
export function publish(db: Db, actor: Actor, { region, publicationId }: Place, reason: string): Promise<void> {
  return changing(db, actor, region, { kind: 'publication_published', reason }, async (tx) => {
    const draft = await lockPublication(tx, { region, publicationId })
    const refusal = refusePublishing(draft, actor.accountId)
    if (refusal) throw new Refused({ kind: 'conflict', code: refusal.code, message: refusal.words })
    const { asOf, content } = await contentOf(tx, actor, draft)
    const replaced = await endStanding(tx, region, 'replaced')
    await sql`
      update publications
         set state = 'published', as_of = ${asOf}, content = ${JSON.stringify(content)}, published_on = ${officeToday()},
             published_by = ${actor.accountId}, publisher_name = ${actor.name}
       where county_code = ${region} and id = ${publicationId}`.execute(tx)
    return [...replaced, publicationId]
  })
}

/** Takes what stands published off the public page. */
export function withdrawPublication(
  db: Db,
  actor: Actor,
  { region, publicationId }: Place,
  reason: string,
): Promise<void> {
  return changing(db, actor, region, { kind: 'publication_withdrawn', reason }, async (tx) => {
    const { state } = await lockPublication(tx, { region, publicationId })
    if (state !== 'published')
      throw new Refused({ kind: 'conflict', code: 'wrong_state', message: '这份公开内容没有在公开，不必撤下' })
    return endStanding(tx, region, 'withdrawn')
  })
}

type Locked = { state: PublicationState; draftedBy: string; figures: Publishable[]; estateIds: string[] }

async function lockPublication(tx: Tx, { region, publicationId }: Place): Promise<Locked> {
  const { rows } = await sql<Locked>`
    select p.state, p.drafted_by as "draftedBy", p.figures,
           (select coalesce(json_agg(e.estate_id), '[]') from publication_estates as e
             where e.county_code = p.county_code and e.publication_id = p.id) as "estateIds"
      from publications as p where p.county_code = ${region} and p.id = ${publicationId} for update of p`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_publication', message: '没有这份公开内容' })
  return rows[0]
}

async function endStanding(tx: Tx, region: string, state: 'replaced' | 'withdrawn'): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update publications set state = ${state}, ended_on = ${officeToday()} where county_code = ${region} and state = 'published' returning id`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/** Does one act on publications of a region; `change` gives those it touched, and history is told them whole. */
function changing(
  db: Db,
  actor: Actor,
  region: string,
  { kind, reason }: { kind: Kind; reason: string },
  change: (tx: Tx) => Promise<readonly string[]>,
): Promise<void> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [region])
    const touched = await change(tx)
    const { rows } = await sql<{ id: string; record: Record<string, unknown> }>`
      select p.id, publication_record(p) as record from publications as p
       where p.county_code = ${region} and p.id = any (${touched}::uuid[]) order by p.id`.execute(tx)
    const told = rows.map(({ id, record }) => ({ subjectKind: 'publication', subjectId: id, change: record }) as const)
    await recordAct(tx, { countyCode: region, kind, actor, reason, rows: told })
    await sql`select pg_notify('figures', ${region})`.execute(tx) // whoever keeps public answers asks anew
  })
}
