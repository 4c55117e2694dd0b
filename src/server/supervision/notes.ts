import { sql } from 'kysely'
import type { InspectorNote } from '#contract/supervision.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { logFollowUp } from './counted.ts'
import { aboutColumns } from './inspections.ts'
import { tellUrged } from './notices.ts'
import { type About, refuseStrangers } from './strangers.ts'

type NewNote = About & { kind: InspectorNote['kind']; words: string; referredTo: string | null }

const reasons = { follow_up: '跟踪督办', clue: '移交线索', urge: '催办' } as const

/** Follows a matter up, hands a clue on, or urges the person behind a task, who is told at once. */
export function makeNote(db: Db, actor: Actor, countyCode: string, note: NewNote): Promise<InspectorNote> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    refuseFlaws(note)
    await refuseStrangers(tx, countyCode, note)
    const today = officeToday()
    const id = await insertNote(tx, actor, countyCode, note, today)
    const counted = note.kind === 'follow_up' ? [await logFollowUp(tx, countyCode, id)] : []
    await recordNote(tx, actor, countyCode, id, `inspector_${note.kind}`, reasons[note.kind], counted)
    if (note.kind === 'urge' && note.taskId !== null)
      await tellUrged(tx, countyCode, today, { taskId: note.taskId, by: actor.name, words: note.words })
    return getNote(tx, countyCode, id)
  })
}

function refuseFlaws({ kind, taskId, organisationId, estateId, referredTo }: NewNote): void {
  const no = (code: string, field: string, message: string) => new Refused({ kind: 'invalid', code, message, field })
  if (kind === 'urge' && taskId === null) throw no('urge_of_nothing', 'taskId', '催办须选定一件任务')
  if ((kind === 'clue') !== (referredTo !== null))
    throw no('referred_to', 'referredTo', kind === 'clue' ? '请写明线索移交给谁' : '只有线索才移交')
  if (taskId === null && organisationId === null && estateId === null)
    throw no('about_nothing', 'organisationId', '请选定所涉的单位、小区或任务')
}

async function insertNote(tx: Tx, actor: Actor, countyCode: string, note: NewNote, today: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into inspector_notes (county_code, kind, words, organisation_id, task_id, estate_id, referred_to, made_on, made_by, maker_name)
    select ${countyCode}, ${note.kind}, ${note.words}, coalesce(${note.organisationId}::uuid, t.organisation_id), t.id,
           coalesce(${note.estateId}::uuid, t.estate_id), ${note.referredTo}, ${today}::date, ${actor.accountId}::uuid, ${actor.name}
      from (select 1) as one
      left join tasks as t on t.county_code = ${countyCode} and t.id = ${note.taskId}::uuid
    returning id`.execute(tx)
  if (!rows[0]) throw new Error('a note was made and not returned')
  return rows[0].id
}

/** Ends a follow-up or a clue with what came of it. */
export function endNote(
  db: Db,
  actor: Actor,
  countyCode: string,
  { note, outcome }: { note: string; outcome: string },
): Promise<InspectorNote> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const { endedOn } = await getNote(tx, countyCode, note)
    if (endedOn !== null) throw new Refused({ kind: 'conflict', code: 'note_ended', message: `已于${endedOn}办结` })
    await sql`
      update inspector_notes set ended_on = ${officeToday()}, outcome = ${outcome} where county_code = ${countyCode} and id = ${note}`.execute(
      tx,
    )
    await recordNote(tx, actor, countyCode, note, 'inspector_note_ended', outcome, [])
    return getNote(tx, countyCode, note)
  })
}

async function recordNote(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  id: string,
  kind: string,
  reason: string,
  beside: Parameters<typeof recordAct>[1]['rows'],
): Promise<void> {
  const { rows } = await sql<{ change: Record<string, unknown> }>`
    select to_jsonb(n) - '{county_code,id}'::text[] as change from inspector_notes as n where county_code = ${countyCode} and id = ${id}`.execute(
    tx,
  )
  const own = { subjectKind: 'inspector_note', subjectId: id, change: rows[0]?.change ?? {} } as const
  await recordAct(tx, { countyCode, kind, actor, reason, rows: [own, ...beside] })
}

async function getNote(tx: Tx, countyCode: string, id: string): Promise<InspectorNote> {
  const [note] = await notesWhere(tx, sql`i.county_code = ${countyCode} and i.id = ${id}`, 1)
  if (!note) throw new Refused({ kind: 'missing', code: 'no_such_note', message: '没有这条监督记录' })
  return note
}

/** The latest notes of inspectors, those still followed first. */
export const latestNotes = (tx: Tx, counties: readonly string[], limit: number) =>
  notesWhere(tx, sql`i.county_code = any (${counties}::text[])`, limit)

async function notesWhere(tx: Tx, where: ReturnType<typeof sql>, limit: number): Promise<InspectorNote[]> {
  const { rows } = await sql<InspectorNote>`
    select i.id, i.county_code as "countyCode", r.name as "countyName", i.kind, i.words, ${aboutColumns}, i.referred_to as "referredTo",
           i.made_on as "madeOn", i.maker_name as "madeBy", i.ended_on as "endedOn", i.outcome
      from inspector_notes as i join regions as r on r.code = i.county_code
     where ${where} order by (i.ended_on is null and i.kind <> 'urge') desc, i.made_on desc, i.id desc limit ${limit}`.execute(
    tx,
  )
  return rows
}
