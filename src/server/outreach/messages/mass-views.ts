import { type RawBuilder, sql } from 'kysely'
import type { MassMessage, MassMessageLine, MessageLine } from '#contract/messages.ts'
import { type MessageState, messageStates } from '#domain/outreach/messages/states.ts'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'

/** How many messages of a mass message `g` stand where. */
const standing = sql`
  (select json_build_object(${sql.join(
    messageStates.flatMap((state) => [sql.lit(state), sql`count(*) filter (where m.state = ${state})`]),
  )}) from messages as m where m.county_code = g.county_code and m.mass_id = g.id)`

const line = sql`
  g.id, g.county_code as "countyCode", r.name as "countyName", g.title, g.state, g.drafter_name as "drafterName", g.drafted_on as "draftedOn",
  g.sender_name as "senderName", g.sent_on as "sentOn", g.recipients, ${standing} as standing`

type MassQuery = { state?: string | undefined; after?: string | undefined; limit: number }

/** A page of messages to many, the latest first. */
export async function listMass(tx: Tx, counties: readonly string[], { state, after, limit }: MassQuery) {
  const [, day, id] = /^(\d{4}-\d\d-\d\d)\.([0-9a-f-]{36})$/.exec(after ?? '') ?? []
  if (after !== undefined && !id) throw badPlace()
  const set = [
    sql`g.county_code = any (${counties}::text[])`,
    state !== undefined && sql`g.state = ${state}`,
    id !== undefined && sql`(g.drafted_on, g.id) < (${day}::date, ${id}::uuid)`,
  ].filter((condition) => typeof condition === 'object')
  const { rows } = await sql<MassMessageLine>`
    select ${line} from mass_messages as g join regions as r on r.code = g.county_code
     where ${sql.join(set, sql` and `)} order by g.drafted_on desc, g.id desc limit ${limit}`.execute(tx)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === limit ? `${last.draftedOn}.${last.id}` : null, total: null }
}

const badPlace = () => new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })

export type MassKey = { countyCode: string; massId: string }

/** One message to many, whole. */
export async function getMass(tx: Tx, { countyCode, massId }: MassKey, accountId: string): Promise<MassMessage> {
  const { rows } = await sql<MassMessage>`
    select ${line}, g.template, g.segment, g.revision, g.drafted_by = ${accountId}::uuid as "isOwnDraft", g.stopped_on as "stoppedOn",
           (select to_char(min(m.not_before) at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI') from messages as m
             where m.county_code = g.county_code and m.mass_id = g.id and m.state = 'waiting') as "nextAt"
      from mass_messages as g join regions as r on r.code = g.county_code
     where g.county_code = ${countyCode} and g.id = ${massId}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_message', message: '没有这次群发' })
  return rows[0]
}

type TextsQuery = { state?: MessageState | undefined; after?: string | undefined; limit: number }

/** What became of each message of a mass message, in the order in which they were queued. */
export async function listTexts(tx: Tx, { countyCode, massId }: MassKey, { state, after, limit }: TextsQuery) {
  if (after !== undefined && !/^[0-9a-f-]{36}$/.test(after)) throw badPlace()
  const set: RawBuilder<unknown>[] = [sql`m.county_code = ${countyCode} and m.mass_id = ${massId}`]
  if (state !== undefined) set.push(sql`m.state = ${state}`)
  if (after !== undefined) set.push(sql`m.id > ${after}::uuid`)
  const { rows } = await sql<MessageLine>`
    select m.id, m.to_masked as "to", m.unit_id as "unitId", concat_ws(' ', e.name, concat_ws('-', b.name, nullif(u.entrance, ''), u.room)) as home,
           m.text, m.state, m.attempts, m.problem, to_char(m.changed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI') as "changedAt"
      from messages as m
      left join units as u on u.county_code = m.county_code and u.id = m.unit_id
      left join buildings as b on b.county_code = u.county_code and b.id = u.building_id
      left join estates as e on e.county_code = u.county_code and e.id = u.estate_id
     where ${sql.join(set, sql` and `)} order by m.id limit ${limit}`.execute(tx)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === limit ? last.id : null, total: null }
}
