import { afterEach, beforeEach, expect, test } from 'vitest'
import { callerOf } from '../../../test/caller.ts'
import { firePolicy } from '../../../test/diagnosis/fire-policy.ts'
import { importMadeLedger } from '../../../test/diagnosis/made-ledger.ts'
import { createMadeHouse, fenyang, type MadeHouse } from '../../../test/made-house.ts'
import { verify } from '../audit/verify.ts'
import { ownerDb } from '../platform/database.ts'

let house: MadeHouse
beforeEach(async () => {
  house = await createMadeHouse()
  await importMadeLedger(house, fenyang, [
    { name: '晨光小区', papers: ['有', '无', '有', '有'], problems: '', homes: 2 },
    { name: '清溪小区', papers: ['有', '有', '有', '有'], problems: '', homes: 1 },
  ])
})
afterEach(() => house.drop())

const flaws = async () => (await verify(ownerDb(house.owner), { counties: [fenyang], onProgress: () => {} })).flaws

/** Changes records past every guard, as only a superuser can. */
async function tamper(text: string): Promise<string> {
  const client = await house.owner.connect()
  try {
    await client.query('set session_replication_role = replica')
    return String(Object.values((await client.query(text)).rows[0] ?? {})[0])
  } finally {
    client.release(true)
  }
}

test('diagnoses nobody altered are proved', async () => {
  expect(await flaws()).toEqual([])
})

test.each([
  ['an outcome', `result = jsonb_set(result, '{first,verdict}', '"by_law"')`, '诊断结果'],
  ['a fact it rests on', `facts = jsonb_set(facts, '{0,value}', 'null')`, '诊断所依事实'],
])('%s that was rewritten is found, and the estate is named', async (_, change, message) => {
  const estate = await tamper(
    `update diagnoses set ${change} where estate_id = (select id from estates where name = '晨光小区') returning estate_id`,
  )
  expect(await flaws()).toEqual([
    { county: fenyang, check: 'diagnoses', record: `${estate} 1`, message: expect.stringContaining(message) },
  ])
})

test('rules that were rewritten under a diagnosis are found', async () => {
  await tamper(`update rulebooks set content = content - 0 returning digest`)
  expect((await flaws()).map(({ check, message }) => [check, message])).toEqual([['diagnoses', '所依规则被改动']])
})

test('a fact stated past the diagnosis is found', async () => {
  await tamper(`update estate_facts set value = 'true' where fact = 'fire' and value = 'false' returning estate_id`)
  expect((await flaws()).map(({ message }) => message)).toEqual(['诊断所依事实与现有事实不符'])
})

test('a policy whose wording was changed after it was drafted is found', async () => {
  const { send } = callerOf(await house.open())
  const content = firePolicy(fenyang)
  await send('fenyang-clerk', 'POST', `/api/regions/${fenyang}/packs/${content.id}/drafts`, { content, note: '试行' })
  expect(await flaws()).toEqual([])

  const version = await tamper(
    `update policy_versions set content = jsonb_set(content::jsonb, '{title}', '"另一个名称"') returning id`,
  )
  expect(await flaws()).toMatchObject([{ check: 'policy_records', record: version }])
})
