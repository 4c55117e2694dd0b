import type { FactValue } from '#domain/diagnosis/values.ts'
import type { Move } from '#domain/registrations/moves.ts'
import { stateFacts } from '#server/diagnosis/actions.ts'
import { type Actor, type Db, systemActor, transact } from '#server/platform/acts.ts'
import { officeToday } from '#server/platform/office-day.ts'
import { moveApplications } from '#server/registrations/actions.ts'
import { callerOf } from '../caller.ts'
import { importMadeLedger, type MadeEstate } from '../diagnosis/made-ledger.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse } from '../made-house.ts'
import { sound } from '../sound-estate.ts'

const soundAndPaid: Readonly<Record<string, FactValue>> = { ...sound, taxes_settled: true }

/** The land lies a little beyond its approval: the boundary is surveyed, and only its notice is left. */
export const beyondApproval: Readonly<Record<string, FactValue>> = {
  surveyed_land_m2: 1010,
  excess_land_is_small: true,
  boundary_survey_done: true,
}

/** Fire acceptance was never held; an appraisal and the opinion on it stand in. */
export const fireByOpinion: Readonly<Record<string, FactValue>> = { fire_appraisal: true, fire_opinion: true }

type Facts = Readonly<Record<string, FactValue | null>>

/** States facts of an estate, as a county's officer would, from today on. */
function stateFactsOf(db: Db, estateId: string, facts: Facts): Promise<void> {
  const actor = systemActor([fenyang])
  const on = { said: null, asOf: officeToday(), kind: 'document' } as const
  const stated = Object.entries(facts).map(([fact, value]) => ({ ...on, estateId, fact, value }))
  const act = { countyCode: fenyang, actor, kind: 'facts_recorded', reason: '核实' }
  return transact(db, actor, (tx) => stateFacts(tx, act, stated))
}

/** Adds an estate to a house that is there already, sound in every way; gives its id. */
export async function addSoundEstate(house: MadeHouse, name: string): Promise<string> {
  await importMadeLedger(house, fenyang, [{ name, papers: ['有', '有', '有', '有'], problems: '', homes: 2 }])
  const { rows } = await house.owner.query('select id from estates where name = $1', [name])
  await stateFactsOf(house.db, rows[0].id, soundAndPaid)
  return rows[0].id
}

export type MadeFirst = Awaited<ReturnType<typeof makeFirst>>

/** A county with estates before their first registration, sound but for what their ledger and these facts say. */
export async function makeFirst(estates: readonly (MadeEstate & { facts?: Facts })[]) {
  const house = await createMadeHouse()
  await importMadeLedger(house, fenyang, estates)
  await importMadeLedger(house, jiaokou, [
    { name: '云岭小区', papers: ['有', '有', '有', '有'], problems: '', homes: 2 },
  ])
  const { app, accounts } = await house.open()
  const { send, attach } = callerOf({ app, accounts })
  const { rows } = await house.owner.query('select id, name from estates')
  const ids: Record<string, string> = Object.fromEntries(rows.map(({ id, name }) => [name, id]))

  const state = (name: string, facts: Facts) => stateFactsOf(house.db, ids[name] ?? '', facts)
  for (const { name, facts } of estates) await state(name, { ...soundAndPaid, ...facts })

  async function actorOf(login: string): Promise<Actor> {
    const found = await house.owner.query('select id, name from accounts where login = $1', [login])
    return { accountId: found.rows[0].id, name: found.rows[0].name, counties: [fenyang] }
  }
  /** Moves an application as the desks of the register do; answers with the code of a refusal. */
  async function move(login: string, id: string, done: Move): Promise<string | null> {
    const actor = await actorOf(login)
    const [moved] = await transact(house.db, actor, (tx) =>
      moveApplications(tx, actor, fenyang, [id], done, '窗口办理'),
    )
    return moved?.refusal?.code ?? null
  }
  const pass = (gate: 'papers' | 'inspection' | 'notice' | 'review'): Move => {
    return { act: 'pass', gate, on: officeToday(), state: 'passed', evidence: null, basis: null }
  }
  return { ...house, app, accounts, send, attach, estates: ids, state, move, pass, county: fenyang }
}
