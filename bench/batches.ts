import { join } from 'node:path'
import type pg from 'pg'
import type { BatchAct } from '#domain/registrations/batches.ts'
import { type CountyPlan, countyPlans } from '#samples/county-plans.ts'
import { writeEstateLedger, writeUnitLedger } from '#samples/ledgers.ts'
import { bringLedgers, commitImport, previewBrought } from '#server/ledgers/actions.ts'
import { type Actor, systemActor, transact } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { createBatch, runBatch } from '#server/registrations/actions.ts'
import { createSampleAccount } from '#server/staff/actions.ts'

type House = Awaited<ReturnType<typeof openHouse>>

/** How many homes one batch takes through each act. */
const homes = 10_000

/** The acts of a transfer in their order, each with who does it and on which day. */
const acts: readonly { act: BatchAct; by: 'window' | 'registrar'; on: string }[] = [
  { act: 'submit', by: 'window', on: '2022-11-01' },
  { act: 'accept', by: 'window', on: '2022-11-02' },
  { act: 'pass_papers', by: 'window', on: '2022-11-03' },
  { act: 'pass_tax', by: 'window', on: '2022-11-03' },
  { act: 'pass_fund', by: 'window', on: '2022-11-03' },
  { act: 'pass_review', by: 'registrar', on: '2022-11-04' },
  { act: 'enter', by: 'registrar', on: '2022-11-07' },
  { act: 'certify', by: 'registrar', on: '2022-11-08' },
]

/**
 * Takes 10,000 transfers through every act as batches. Three of them are held against the same rows changed by plain
 * set-based SQL, in one transaction of the owner without triggers, foreign keys, rules, hashes or figures.
 */
export async function benchBatches(folder: string, say: (line: string) => void) {
  const house = await openHouse()
  try {
    const county = await importHomes(house, folder, say)
    const staff = {
      window: await accountOf(house, county, 'window'),
      registrar: await accountOf(house, county, 'registrar'),
    }
    const units = await openHomes(house, county)
    const actMs: Record<string, number> = {}
    const rawMs: Record<string, number> = {}
    for (const { act, by, on } of acts) {
      say(`${act}, ${units.length} homes`)
      await house.owner.query(
        'vacuum analyze applications, application_gates, application_parties, units, owners, history, batch_items',
      )
      const batchId = await makeBatch(house, staff[by], county, { act, on, units })
      const raw = raws[act]
      if (raw) rawMs[act] = await undone(house.owner, [...raw, itemsDone(batchId)], county)
      actMs[act] = await timed(async () => {
        const outcome = await runBatch(house, staff[by], county, batchId, { try: false, reason: '测速' })
        if (outcome.done !== units.length)
          throw new Error(`${act}: ${JSON.stringify([outcome, await refusals(house, county, batchId)])}`)
      })
    }
    const ratio = Object.fromEntries(Object.entries(rawMs).map(([act, ms]) => [act, ms / (actMs[act] ?? 1)]))
    return { homes: units.length, actMs, rawMs, ratio, limit: 0.4 }
  } finally {
    await house.close()
  }
}

/** A county whose homes are first-registered and wait for their transfer. */
async function importHomes(house: House, folder: string, say: (line: string) => void): Promise<string> {
  const [fenyang] = countyPlans
  if (!fenyang) throw new Error('the sample campaign has no county')
  const plan: CountyPlan = {
    ...fenyang,
    categories: [{ category: 'legacy', estates: 60, units: homes + 4500 }],
    lateUnits: 0,
    openUnits: homes + 4000,
  }
  const actor = systemActor([plan.code])
  const [estates, units] = [join(folder, 'estates.xlsx'), join(folder, 'units.xlsx')]
  say('importing the homes')
  await writeEstateLedger(estates, plan)
  await writeUnitLedger(units, plan)
  for (const path of [estates, units]) {
    const place = await bringLedgers(house, actor, plan.code, [{ name: path, path }])
    await previewBrought(house, place, () => {})
    await commitImport(house, actor, place, 'bench')
  }
  return plan.code
}

async function accountOf(house: House, county: string, login: string): Promise<Actor> {
  const password = house.secrets.samplePassword(login)
  const account = { login, name: login, password, roles: [{ role: 'clerk', region: county }] } as const
  await createSampleAccount(house.db, systemActor([county]), account)
  const { rows } = await house.owner.query<{ id: string }>('select id from accounts where login = $1', [login])
  return { accountId: rows[0]?.id ?? '', name: login, counties: [county] }
}

async function openHomes(house: House, county: string): Promise<string[]> {
  const { rows } = await house.owner.query<{ id: string }>(
    `select id from units as u
      where county_code = $1 and transferred_on is null and first_registered_on is not null
        and (select count(*) from owners as o where o.county_code = u.county_code and o.unit_id = u.id) = 1
      order by id limit $2`,
    [county, homes],
  )
  return rows.map(({ id }) => id)
}

async function refusals(house: House, county: string, batchId: string) {
  const { rows } = await house.owner.query(
    'select refusal, count(*) from batch_items where county_code = $1 and batch_id = $2 group by refusal',
    [county, batchId],
  )
  return rows
}

function makeBatch(
  house: House,
  actor: Actor,
  county: string,
  { act, on, units }: { act: BatchAct; on: string; units: readonly string[] },
): Promise<string> {
  const items = units.map((unitId) => ({ place: unitId, unitId, applicationId: null, given: null, refusal: null }))
  const batch = { act, source: 'selection', name: act, idempotencyKey: `bench-${act}`, terms: { on }, items } as const
  return transact(house.db, actor, (tx) => createBatch(tx, actor, county, batch))
}

const historyOf = (kind: string, rows: string, offset = 0) => `
  insert into history (county_code, act_no, row_no, subject_kind, subject_id, change, hash)
  select $1, 1000000, ${offset} + row_number() over (), '${kind}', id, change, '\\x00'::bytea from (${rows}) as r`

const itemsDone = (batchId: string) =>
  `update batch_items set state = 'done' where county_code = $1 and batch_id = '${batchId}'`

/** The same rows as the act of that name changes, in plain SQL; those of the batch itself come to them. */
const raws: Partial<Record<BatchAct, readonly string[]>> = {
  accept: [
    `update applications set state = 'accepted', acceptance_no = '受（2022）汾阳市第' || id || '号', accepted_on = '2022-11-02', accepted_by = submitted_by,
            acceptor_name = submitter_name, is_deemed = false, due_on = '2022-12-14', legal_days = 30, promised_on = '2022-11-09', promised_days = 5
      where county_code = $1`,
    historyOf(
      'application',
      `select id, jsonb_build_object('state', state, 'acceptance_no', acceptance_no, 'accepted_on', accepted_on, 'accepted_by', accepted_by,
              'acceptor_name', acceptor_name, 'is_deemed', is_deemed, 'due_on', due_on, 'legal_days', legal_days, 'promised_on', promised_on,
              'promised_days', promised_days) as change from applications where county_code = $1`,
    ),
  ],
  pass_tax: [
    `update application_gates set state = 'passed', decided_on = '2022-11-03', decided_by = '00000000-0000-0000-0000-000000000000', decider_name = 'window'
      where county_code = $1 and gate = 'tax'`,
    historyOf(
      'application',
      `select application_id as id, jsonb_build_object('gate:tax', to_jsonb(g) - '{county_code,application_id,gate}'::text[]) as change
         from application_gates as g where county_code = $1 and gate = 'tax'`,
    ),
  ],
  enter: [
    `update applications as a set state = 'entered', entered_on = '2022-11-07', entered_by = '00000000-0000-0000-0000-000000000000',
            enterer_name = 'registrar', certificate_no = n.certificate_no
       from (select id, '晋（2099）汾阳市不动产权第' || lpad((row_number() over (order by id))::text, 7, '0') || '号' as certificate_no
               from applications where county_code = $1) as n
      where a.county_code = $1 and a.id = n.id`,
    `update units as u set transferred_on = a.entered_on, certificate_no = a.certificate_no, open_reason = null, obstacle = null, obstacle_on = null
       from applications as a where a.county_code = $1 and u.county_code = $1 and u.id = a.unit_id`,
    historyOf(
      'application',
      `select id, jsonb_build_object('state', state, 'entered_on', entered_on, 'entered_by', entered_by, 'enterer_name', enterer_name,
              'certificate_no', certificate_no) as change from applications where county_code = $1`,
    ),
    historyOf(
      'unit',
      `select u.id, jsonb_build_object('transferred_on', transferred_on, 'certificate_no', u.certificate_no, 'obstacle', null, 'open_reason', null,
              'obstacle_on', null) as change
         from units as u join applications as a on a.county_code = u.county_code and a.unit_id = u.id where u.county_code = $1`,
      100_000,
    ),
  ],
}

/** The middle of three runs of plain statements, each undone again. */
async function undone(owner: pg.Pool, statements: readonly string[], county: string): Promise<number> {
  const client = await owner.connect()
  const measured: number[] = []
  try {
    for (let run = 0; run < 3; run += 1) {
      await client.query("begin; set local session_replication_role = 'replica'")
      measured.push(
        await timed(async () => {
          for (const statement of statements) await client.query(statement, [county])
        }),
      )
      await client.query('rollback')
      await client.query('vacuum applications, application_gates, units, history')
    }
  } finally {
    client.release()
  }
  return measured.toSorted((one, other) => one - other)[1] ?? 0
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
