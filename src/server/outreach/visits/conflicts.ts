import { type RawBuilder, sql } from 'kysely'
import type { VisitConflict } from '#contract/visits.ts'
import type { VisitField } from '#domain/outreach/visits/fields.ts'
import { chooseVoice, type MergedField } from '#domain/outreach/visits/merge.ts'
import { actGathering } from '../../platform/act-changes.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import { type HomeStanding, instant, lockHomes, settle } from './homes-standing.ts'
import { saveConflicts } from './save-conflicts.ts'
import { saveHomes } from './save-homes.ts'
import { visitLimits } from './settings.ts'

/** What is shown of a voice's value: of a phone number its mask. */
const shownValue = (field: RawBuilder<unknown>, given: RawBuilder<unknown>, masked: RawBuilder<unknown>) =>
  sql`case when ${field} = 'phone' then to_jsonb(${masked}) else ${given} end`

/** Fields of homes told in several ways, each with the word that stands and those that wait; in the order in which they were found. */
const conflictsWhere = (counties: readonly string[], where: RawBuilder<unknown>, limit: number) => sql<
  VisitConflict & { first: string }
>`
  select g.county_code as "countyCode", g.unit_id as "unitId", g.field, g.first, e.name as "estateName", b.name as building, u.entrance, u.room, o.revision,
         jsonb_build_object('value', ${shownValue(sql`g.field`, sql`v.standing -> 'value'`, sql`o.phone_masked`)},
                            'by', v.standing ->> 'name', 'at', v.standing ->> 'at') as standing, g.given
    from (select c.county_code, c.unit_id, c.field, min(c.id::text) as first,
                 jsonb_agg(jsonb_build_object('id', c.id, 'value', ${shownValue(sql`c.field`, sql`c.given -> 'value'`, sql`c.given ->> 'masked'`)},
                                              'by', c.giver_name, 'at', ${instant(sql`c.given_at`)}) order by c.id) as given
            from visit_conflicts as c
           where c.county_code = any (${counties}::text[]) and c.state = 'open'
           group by c.county_code, c.unit_id, c.field) as g
    join units as u on u.county_code = g.county_code and u.id = g.unit_id
    join buildings as b on b.county_code = u.county_code and b.id = u.building_id
    join estates as e on e.county_code = u.county_code and e.id = u.estate_id
    join unit_outreach as o on o.county_code = g.county_code and o.unit_id = g.unit_id
   cross join lateral (select o.marks -> g.field -> 0 as standing) as v
   where ${where}
   order by g.first desc limit ${limit}`

/** A page of what waits to be decided in some counties, the latest first. */
export async function listConflicts(
  tx: Tx,
  counties: readonly string[],
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ rows: VisitConflict[]; next: string | null; total: null }> {
  const { rows } = await conflictsWhere(counties, after ? sql`g.first < ${after}` : sql`true`, limit).execute(tx)
  return { rows, next: rows.length === limit ? (rows.at(-1)?.first ?? null) : null, total: null }
}

const mostOwn = 200

/** What waits of homes where this person is one of those who said something. */
export async function ownConflicts(tx: Tx, actor: Actor): Promise<VisitConflict[]> {
  const isOwn = sql`(v.standing ->> 'by' = ${actor.accountId}
    or exists (select from visit_conflicts as c where c.county_code = g.county_code and c.unit_id = g.unit_id and c.field = g.field
                  and c.state = 'open' and c.given_by = ${actor.accountId}))`
  const { rows } = await conflictsWhere(actor.counties, isOwn, mostOwn).execute(tx)
  return rows
}

type Choice = { unitId: string; field: VisitField; chosen: string | null; revision: number; reason: string }

/** Decides which word on a field of a home holds; the others stay as they were told, and obstacle and figures follow. */
export function decideConflict(
  { db }: { db: Db },
  actor: Actor,
  countyCode: string,
  { unitId, field, chosen, revision, reason }: Choice,
): Promise<{ revision: number }> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const home = (await lockHomes(tx, countyCode, [unitId])).get(unitId)
    const open = home ? await openVisits(tx, countyCode, unitId, field) : []
    if (!home || open.length === 0)
      throw new Refused({ kind: 'missing', code: 'not_found', message: '没有待决定的不一致' })
    if (home.revision !== revision)
      throw new Refused({
        kind: 'conflict',
        code: 'changed_meanwhile',
        message: '这一户刚刚有了新的走访，请刷新后再定',
      })
    const visit = chosen === null ? null : (open.find(({ id }) => id === chosen)?.visitId ?? undefined)
    choose(home, field, visit, actor)
    const limits = await visitLimits(tx, countyCode)
    await actGathering(
      tx,
      { countyCode, kind: 'visit_conflict_decided', actor, reason, payload: { field } },
      async () => {
        await saveHomes(tx, countyCode, [settle(home, limits)])
        await saveConflicts(tx, actor, countyCode, [home], { reason, chosen: visit ?? null })
      },
    )
    return { revision: home.revision }
  })
}

/** `contact` follows from the attempts and is never told in two ways. */
const isMerged = (field: VisitField): field is MergedField => field !== 'contact'

function choose(home: HomeStanding, field: VisitField, visit: string | null | undefined, actor: Actor): void {
  const decided = { by: actor.accountId, name: actor.name, at: new Date().toISOString(), revision: home.revision + 1 }
  const voices = isMerged(field) && visit !== undefined ? chooseVoice(home.voices[field] ?? [], visit, decided) : null
  if (!voices) throw new Refused({ kind: 'conflict', code: 'no_such_value', message: '这个说法已经不在待决定之列' })
  home.voices = { ...home.voices, [field]: voices }
  home.revision += 1
}

async function openVisits(tx: Tx, countyCode: string, unitId: string, field: string) {
  const { rows } = await sql<{ id: string; visitId: string }>`
    select id, visit_id as "visitId" from visit_conflicts
     where county_code = ${countyCode} and unit_id = ${unitId} and field = ${field} and state = 'open'`.execute(tx)
  return rows
}
