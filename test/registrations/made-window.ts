import { gatesOf } from '#domain/registrations/gates.ts'
import type { Move } from '#domain/registrations/moves.ts'
import { sampleAccounts } from '#samples/accounts.ts'
import { samplePerson } from '#samples/people.ts'
import { type Actor, systemActor, transact } from '#server/platform/acts.ts'
import { moveApplications, type NewApplication, sealParty, submitApplications } from '#server/registrations/actions.ts'
import { createSampleAccount } from '#server/staff/actions.ts'
import { importMadeLedger } from '../diagnosis/made-ledger.ts'
import { createMadeHouse, fenyang, jiaokou } from '../made-house.ts'

/** An estate with its one building and its homes in the order of their rooms. */
export type MadeEstate = { id: string; name: string; buildingId: string; unitIds: readonly string[] }

export type MadeWindow = Awaited<ReturnType<typeof makeWindow>>

/** Everything day by day: first-registered on 1 March, handed in and accepted in October, entered after it. */
export const days = {
  submitted: '2022-10-08',
  accepted: '2022-10-09',
  gate: '2022-10-10',
  entered: '2022-10-12',
} as const

const full = ['有', '有', '有', '有'] as const

/**
 * A house with a window: in 汾阳市 the estate 晨光小区, whose homes are first-registered and wait for their transfer, and
 * 晓月小区, whose homes are not; in 交口县 one estate that is nobody's business here. A clerk, a window clerk and a registrar
 * may sign in by their sample logins.
 */
export async function makeWindow({ homes = 12, unregistered = 6 } = {}) {
  const house = await createMadeHouse()
  await importMadeLedger(house, fenyang, [
    { name: '晨光小区', papers: full, problems: '', homes, firstRegistered: homes },
    { name: '晓月小区', papers: full, problems: '', homes: unregistered },
  ])
  await importMadeLedger(house, jiaokou, [
    { name: '云岭小区', papers: full, problems: '', homes: 2, firstRegistered: 2 },
  ])
  const staff = {
    clerk: await actorOf('fenyang-clerk'),
    window: await actorOf('fenyang-window'),
    registrar: await actorOf('fenyang-registrar'),
  }

  async function actorOf(login: string): Promise<Actor> {
    const account = sampleAccounts.find((candidate) => candidate.login === login)
    if (!account) throw new Error(`no sample account ${login}`)
    const password = house.secrets.samplePassword(login)
    await createSampleAccount(house.db, systemActor([fenyang]), { ...account, password })
    const { rows } = await house.owner.query('select id from accounts where login = $1', [login])
    return { accountId: rows[0].id, name: account.name, counties: [fenyang] }
  }

  async function estateOf(name: string): Promise<MadeEstate> {
    const { rows } = await house.owner.query(
      `select e.id, e.name, u.building_id as "buildingId", array_agg(u.id order by u.room::integer, u.id) as "unitIds"
         from estates as e join units as u on u.county_code = e.county_code and u.estate_id = e.id
        where e.name = $1 group by e.id, e.name, u.building_id`,
      [name],
    )
    return rows[0]
  }
  const [registered, waiting, foreign] = [
    await estateOf('晨光小区'),
    await estateOf('晓月小区'),
    await estateOf('云岭小区'),
  ]

  /** The transfer of a home of 晨光小区 to an invented buyer, every gate open. */
  const transferOf = (unitId: string, given: Partial<NewApplication> = {}, buyer = 1): NewApplication => {
    const { name, idNumber, phone } = samplePerson(buyer)
    const party = { role: 'buyer', name, idKind: 'identity_card', idNumber, phone, share: null, basis: null } as const
    return {
      kind: 'transfer',
      estateId: registered.id,
      buildingId: registered.buildingId,
      unitIds: [unitId],
      applicantKind: 'both',
      organisationId: null,
      applicantBasis: null,
      submittedOn: days.submitted,
      papers: [],
      gates: gatesOf.transfer.map((gate) => ({ gate, state: 'open', basis: null })),
      parties: [sealParty(house.secrets, party)],
      contract: { no: null, on: null, priceFen: null, invoiceNo: null, basis: 'filed' },
      coOwnership: 'sole',
      remark: null,
      batchId: null,
      ...given,
    }
  }

  /** The first registration of homes of 晓月小区, every gate open. */
  const firstOf = (unitIds: readonly string[], given: Partial<NewApplication> = {}): NewApplication => ({
    ...transferOf('', {}),
    kind: 'first',
    estateId: waiting.id,
    buildingId: null,
    unitIds,
    applicantKind: 'developer',
    gates: gatesOf.first.map((gate) => ({ gate, state: 'open', basis: null })),
    parties: [],
    contract: null,
    coOwnership: null,
    ...given,
  })

  const submit = (list: readonly NewApplication[], actor: Actor = staff.window) =>
    transact(house.db, actor, (tx) => submitApplications(tx, actor, fenyang, list, '窗口收件'))

  const move = (ids: readonly string[], done: Move, actor: Actor = staff.window) =>
    transact(house.db, actor, (tx) => moveApplications(tx, actor, fenyang, ids, done, '窗口办理'))

  /** Takes applications, handed in and not accepted, up to a state on the way to their certificate. */
  async function bringTo(ids: readonly string[], kind: 'first' | 'transfer', state: 'accepted' | 'passed' | 'entered') {
    const results = [await move(ids, { act: 'accept', on: days.accepted })]
    if (state !== 'accepted')
      for (const gate of gatesOf[kind]) {
        const pass = { act: 'pass', gate, on: days.gate, state: 'passed', evidence: null, basis: null } as const
        results.push(await move(ids, pass, gate === 'review' ? staff.registrar : staff.window))
      }
    if (state === 'entered') results.push(await move(ids, { act: 'enter', on: days.entered }, staff.registrar))
    const refused = results.flat().find(({ refusal }) => refusal)
    if (refused) throw new Error(`${refused.id}: ${refused.refusal?.words}`)
  }

  return { house, county: fenyang, staff, registered, waiting, foreign, transferOf, firstOf, submit, move, bringTo }
}
