import type { Meeting } from '#contract/meeting-shapes.ts'
import { systemActor } from '#server/platform/acts.ts'
import { officeToday } from '#server/platform/office-day.ts'
import { createSampleAccount } from '#server/staff/actions.ts'
import { callerOf } from '../caller.ts'
import { importMadeLedger, type MadeEstate } from '../diagnosis/made-ledger.ts'
import { createMadeHouse, fenyang, jiaokou } from '../made-house.ts'
import { recordPeople } from '../person-history.ts'

/** A day so many days from today, by the office's calendar. */
export const dayFromNow = (days: number) =>
  new Date(Date.parse(officeToday()) + days * 86_400_000).toISOString().slice(0, 10)

const units = ['自然资源局', '住建局', '消防救援大队', '清零办'] as const
type Unit = (typeof units)[number]

export type MeetingHouse = Awaited<ReturnType<typeof createMeetingHouse>>

/**
 * A county with estates, four units each with a liaison, and accounts: `planner` is an officer of 自然资源局, `fireman` of
 * 消防救援大队, `visitor` a visiting officer, beside those of the sample.
 */
export async function createMeetingHouse(estatesOfFenyang: readonly MadeEstate[]) {
  const house = await createMadeHouse()
  await importMadeLedger(house, fenyang, estatesOfFenyang)
  await importMadeLedger(house, jiaokou, [
    { name: '云岭小区', papers: ['有', '无', '有', '有'], problems: '', homes: 2 },
  ])
  const { rows } = await house.owner.query('select name, id from estates')
  const estates: Record<string, string> = Object.fromEntries(rows.map(({ name, id }) => [name, id]))
  const { app, accounts } = await house.open()
  const organisations = await makeUnits(house)
  const makeAccount = async (login: string, name: string, role: 'officer' | 'visiting_officer', unit: Unit) => {
    const password = `made-${login}-3vK9`
    const roles = [{ role, region: fenyang }]
    await createSampleAccount(house.db, systemActor([fenyang]), { login, name, password, roles })
    accounts.push({ login, name, password })
    await house.owner.query(
      `insert into people (county_code, name, organisation_id, account_id) select $1, $2, $3, id from accounts where login = $4`,
      [fenyang, name, organisations[unit], login],
    )
  }
  await makeAccount('planner', '甲某', 'officer', '自然资源局')
  await makeAccount('fireman', '乙某', 'officer', '消防救援大队')
  await makeAccount('visitor', '丙某', 'visiting_officer', '清零办')
  await recordPeople(house.db, fenyang)
  const { send, attach } = callerOf({ app, accounts })

  const base = `/api/counties/${fenyang}/meetings`
  const act = async (login: string, path: string, body: object = {}, method = 'POST') => {
    const answer = await send(login, method, `${base}${path}`, body)
    return {
      status: answer.statusCode,
      code: answer.json().code as string | undefined,
      meeting: answer.json() as Meeting,
    }
  }
  const plan = (kind: string, more: object = {}, login = 'fenyang-clerk') =>
    act(login, '', { reason: '按计划召开', kind, title: '清零会议', heldOn: officeToday(), ...more })
  const read = async (id: string, login = 'fenyang-clerk') =>
    (await send(login, 'GET', `${base}/${id}`)).json() as Meeting
  /** Records the units as present. */
  const present = (meeting: Meeting, ...who: Unit[]) =>
    act(
      'fenyang-clerk',
      `/${meeting.id}`,
      {
        reason: '记到会',
        revision: meeting.revision,
        attendance: who.map((unit) => ({ organisationId: organisations[unit], personName: null, status: 'present' })),
      },
      'PUT',
    )
  const count = async (table: string) =>
    (await house.owner.query(`select count(*)::integer as n from ${table}`)).rows[0].n as number
  return { ...house, app, accounts, send, attach, estates, organisations, base, act, plan, read, present, count }
}

type House = Awaited<ReturnType<typeof createMadeHouse>>

async function makeUnits({ owner }: House): Promise<Record<Unit, string>> {
  const made: [Unit, string][] = []
  for (const unit of units) {
    const { rows } = await owner.query(
      `with unit as (insert into organisations (county_code, kind, name) values ($1, 'responsible_unit', $2) returning id),
            person as (insert into people (county_code, name, organisation_id) select $1, $2 || '联络员', id from unit returning id, organisation_id),
            posting as (insert into postings (county_code, person_id, organisation_id, duty, from_on) select $1, id, organisation_id, 'liaison', '2022-01-01' from person)
       select id from unit`,
      [fenyang, unit],
    )
    made.push([unit, rows[0].id])
  }
  return Object.fromEntries(made) as Record<Unit, string> // one entry per unit
}
