import { type RawBuilder, sql } from 'kysely'
import type { DeveloperMatter, Penalty } from '#contract/supervision.ts'
import { workingDaysBetween } from '#domain/tasks/calendar.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { calendarIn } from '../tasks/actions.ts'

type MatterPlace = { countyCode: string; matterId: string }

/** What developers were asked to do, the longest due first. */
export async function listMatters(
  tx: Tx,
  counties: readonly string[],
  { open, after, limit }: { open?: 'true' | 'false' | undefined; after?: string | undefined; limit: number },
): Promise<{ rows: DeveloperMatter[]; next: string | null; total: null }> {
  const [, day, id] = /^(\d{4}-\d{2}-\d{2})\.([0-9a-f-]{36})$/.exec(after ?? '') ?? []
  if (after !== undefined && !id)
    throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  const given = [
    sql`m.county_code = any (${counties}::text[])`,
    open && (open === 'true' ? sql`m.ended_on is null` : sql`m.ended_on is not null`),
    id && sql`(m.due_on, m.id) > (${day}::date, ${id}::uuid)`,
  ].filter((condition) => typeof condition === 'object')
  const rows = await mattersWhere(tx, sql.join(given, sql` and `), limit)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === limit ? `${last.dueOn}.${last.id}` : null, total: null }
}

export async function getMatter(tx: Tx, { countyCode, matterId }: MatterPlace): Promise<DeveloperMatter> {
  const [matter] = await mattersWhere(tx, sql`m.county_code = ${countyCode} and m.id = ${matterId}`, 1)
  if (!matter) throw new Refused({ kind: 'missing', code: 'no_such_matter', message: '没有这件开发企业应办事项' })
  return matter
}

async function mattersWhere(tx: Tx, where: RawBuilder<unknown>, limit: number): Promise<DeveloperMatter[]> {
  const { rows } = await sql<Omit<DeveloperMatter, 'daysLate'>>`
    select m.id, m.county_code as "countyCode", r.name as "countyName", m.matter_no as no,
           json_build_object('id', o.id, 'name', o.name) as developer, json_build_object('id', e.id, 'name', e.name) as estate,
           m.matter, m.basis, m.asked_on as "askedOn", m.due_on as "dueOn", m.first_due_on as "firstDueOn", m.ended_on as "endedOn",
           m.outcome, m.revision,
           (select s.step from ladder_steps as s where s.county_code = m.county_code and s.matter_id = m.id
             order by s.proposed_on desc, s.id desc limit 1) as "lastStep",
           (select json_build_object('id', c.id, 'no', c.case_no) from recoveries as c
             where c.county_code = m.county_code and c.matter_id = m.id and c.ended_on is null) as recovery
      from developer_matters as m
      join regions as r on r.code = m.county_code
      join organisations as o on o.county_code = m.county_code and o.id = m.developer_id
      join estates as e on e.county_code = m.county_code and e.id = m.estate_id
     where ${where} order by m.due_on, m.id limit ${limit}`.execute(tx)
  const [calendar, today] = [await calendarIn(tx), officeToday()]
  return rows.map((row) => {
    const daysLate = row.endedOn === null ? Math.max(0, -workingDaysBetween(calendar, today, row.dueOn)) : 0
    return { ...row, daysLate }
  })
}

type NewMatter = { estateId: string; matter: string; basis: string; dueOn: string; reason: string }

/** Asks the developer of an estate for something by a day. */
export function openMatter(db: Db, actor: Actor, countyCode: string, asked: NewMatter): Promise<DeveloperMatter> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const today = officeToday()
    if (asked.dueOn < today) throw pastDay('dueOn', `期限（${asked.dueOn}）早于今天（${today}）`)
    const { rows } = await sql<{ developerId: string | null }>`
      select developer_id as "developerId" from estates where county_code = ${countyCode} and id = ${asked.estateId}`.execute(
      tx,
    )
    if (!rows[0])
      throw new Refused({ kind: 'invalid', code: 'no_such_estate', message: '没有这个小区', field: 'estateId' })
    if (rows[0].developerId === null)
      throw new Refused({
        kind: 'invalid',
        code: 'no_developer',
        message: '这个小区没有登记开发企业，请先在小区资料中登记',
        field: 'estateId',
      })
    const matterId = await askDeveloper(tx, actor, countyCode, { ...asked, developerId: rows[0].developerId })
    return getMatter(tx, { countyCode, matterId })
  })
}

/** Asks an organisation, about an estate, for something by a day; in the caller's transaction, as an act of its own. */
export async function askDeveloper(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  asked: NewMatter & { developerId: string },
): Promise<string> {
  const matterId = await insertMatter(tx, countyCode, asked, officeToday())
  await recordMatters(tx, countyCode, [matterId], { kind: 'developer_asked', actor, reason: asked.reason })
  return matterId
}

async function insertMatter(
  tx: Tx,
  countyCode: string,
  asked: NewMatter & { developerId: string },
  today: string,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into developer_matters (county_code, matter_no, developer_id, estate_id, matter, basis, asked_on, due_on, first_due_on)
    values (${countyCode}, (select coalesce(max(matter_no), 0) + 1 from developer_matters where county_code = ${countyCode}),
            ${asked.developerId}, ${asked.estateId}, ${asked.matter}, ${asked.basis}, ${today}, ${asked.dueOn}, ${asked.dueOn})
    returning id`.execute(tx)
  if (!rows[0]) throw new Error('a matter was inserted and not returned')
  return rows[0].id
}

type MatterChange = { reason: string; revision: number; dueOn: string | null; outcome: string | null }

/** Gives the developer more time, or ends the matter with what came of it. */
export function changeMatter(
  db: Db,
  actor: Actor,
  place: MatterPlace,
  { reason, revision, dueOn, outcome }: MatterChange,
): Promise<DeveloperMatter> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [place.countyCode])
    const matter = await getMatter(tx, place)
    if (matter.revision !== revision)
      throw new Refused({ kind: 'conflict', code: 'changed_meanwhile', message: '刚有变动，请刷新后再办' })
    if (matter.endedOn !== null)
      throw new Refused({ kind: 'conflict', code: 'matter_ended', message: `已于${matter.endedOn}办结` })
    if ((dueOn === null) === (outcome === null))
      throw new Refused({ kind: 'invalid', code: 'one_change', message: '延期和办结结果须填且只填一个' })
    if (dueOn !== null && dueOn <= matter.dueOn)
      throw pastDay('dueOn', `新期限（${dueOn}）须晚于现在的期限（${matter.dueOn}）`)
    if (outcome !== null && matter.recovery) throw pursued(matter.recovery.no)
    const kind = dueOn === null ? 'developer_matter_ended' : 'developer_given_time'
    await moveMatters(tx, place.countyCode, [{ id: place.matterId, dueOn, outcome }], { kind, actor, reason })
    return getMatter(tx, place)
  })
}

const pastDay = (field: string, message: string) =>
  new Refused({ kind: 'invalid', code: 'due_in_past', message, field })

/** The matter of a recovery ends with the recovery: the ladder does not stop while the debt stands. */
const pursued = (no: number) =>
  new Refused({
    kind: 'conflict',
    code: 'matter_is_pursued',
    message: `欠缴还在追缴（追缴案第${no}号）：缴清后自动办结，其他情形在追缴案中依据决定终结`,
  })

/** How a matter moves: to a later day, to its end with what came of it, or, with neither, on again after an end. */
export type MatterMove = { id: string; dueOn: string | null; outcome: string | null }

type MatterAct = { kind: string; actor: Actor; reason: string }

/** Moves matters, all by one act, in the caller's transaction. */
export async function moveMatters(
  tx: Tx,
  countyCode: string,
  moves: readonly MatterMove[],
  act: MatterAct,
): Promise<void> {
  await sql`
    update developer_matters as m
       set due_on = coalesce(g."dueOn", m.due_on), outcome = g.outcome, ended_on = case when g.outcome is not null then ${officeToday()}::date end,
           revision = m.revision + 1
      from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as g (id uuid, "dueOn" date, outcome text)
     where m.county_code = ${countyCode} and m.id = g.id`.execute(tx)
  await recordMatters(
    tx,
    countyCode,
    moves.map(({ id }) => id),
    act,
  )
}

async function recordMatters(tx: Tx, countyCode: string, ids: readonly string[], act: MatterAct): Promise<void> {
  const { rows } = await sql<{ id: string; change: Record<string, unknown> }>`
    select id, to_jsonb(m) - '{county_code,id}'::text[] as change from developer_matters as m
     where county_code = ${countyCode} and id = any (${ids}::uuid[]) order by id`.execute(tx)
  await recordAct(tx, {
    ...act,
    countyCode,
    rows: rows.map(({ id, change }) => ({ subjectKind: 'developer_matter', subjectId: id, change })),
  })
}

/** The penalty a developer's matter led to, if any. */
export async function findPenalty(tx: Tx, { countyCode, matterId }: MatterPlace): Promise<Penalty | null> {
  const { rows } = await sql<Penalty>`
    select p.id, p.step_id as "stepId", p.authority, p.basis, p.informed_on as "informedOn", p.heard_on as "heardOn", p.statement,
           p.number, p.decided_on as "decidedOn", p.decision, p.revision
      from penalties as p join ladder_steps as s on s.county_code = p.county_code and s.id = p.step_id
     where p.county_code = ${countyCode} and s.matter_id = ${matterId}`.execute(tx)
  return rows[0] ?? null
}
