import { systemActor } from '#server/platform/acts.ts'
import { createSampleAccount } from '#server/staff/actions.ts'
import { callerOf } from '../caller.ts'
import { importMadeLedger } from '../diagnosis/made-ledger.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse } from '../made-house.ts'
import { recordPeople } from '../person-history.ts'

/** Who works in the offices of 汾阳市: one per role that touches tasks, two where a second person is needed. */
const staff = [
  { login: 'housing-officer', name: '住建经办', role: 'officer', region: fenyang, unit: '住建局' },
  { login: 'land-officer', name: '自然资源经办', role: 'officer', region: fenyang, unit: '自然资源局' },
  { login: 'second-clerk', name: '汾阳复核', role: 'clerk', region: fenyang, unit: '清零办' },
  { login: 'fenyang-visitor', name: '汾阳包联', role: 'visiting_officer', region: fenyang, unit: '住建局' },
] as const

export type MadeOffice = Awaited<ReturnType<typeof makeOffice>>

/** A house with two counties; in 汾阳市 three units, the people behind them, and who of them signs in. */
export async function makeOffice() {
  const house = await createMadeHouse()
  await importMadeLedger(house, fenyang, [
    { name: '晨光小区', papers: ['有', '无', '有', '有'], problems: '消防验收手续缺失', homes: 3, firstRegistered: 1 },
    { name: '晓月小区', papers: ['有', '无', '有', '有'], problems: '消防验收手续缺失', homes: 2 },
  ])
  await importMadeLedger(house, jiaokou, [
    { name: '云岭小区', papers: ['有', '无', '有', '有'], problems: '', homes: 1 },
  ])
  const ids = await makeUnits(house)
  return { house, ids }
}

/** Units, people and posts as the tables keep them; the responsibility slice has its own tests. */
async function makeUnits({ owner }: MadeHouse): Promise<Record<string, string>> {
  const { rows } = await owner.query(
    `with units as (
       insert into organisations (county_code, kind, name) values
         ($1, 'responsible_unit', '住建局'), ($1, 'responsible_unit', '自然资源局'), ($1, 'clearance_office', '清零办'), ($1, 'responsible_unit', '空缺局'),
         ($2, 'responsible_unit', '交口住建局')
       returning county_code, id, name
     ), people as (
       insert into people (county_code, name, organisation_id, left_on)
       select u.county_code, u.name || p.name, u.id, p.left_on::date
         from units as u cross join (values ('联络员', null), ('一把手', null), ('前任', '2022-01-01')) as p (name, left_on)
        where u.name <> '空缺局'
       returning county_code, id, name, organisation_id
     ), posts as (
       insert into postings (county_code, person_id, organisation_id, duty, from_on)
       select county_code, id, organisation_id, case when name like '%联络员' then 'liaison' else 'head' end, '2022-01-01'
         from people where name not like '%前任'
     ), functions as (
       insert into unit_functions (county_code, unit_code, organisation_id)
       select f.county, f.unit, u.id
         from (values ($1, 'housing', '住建局'), ($1, 'natural_resources', '自然资源局'), ($1, 'approval', '自然资源局'), ($1, 'finance', '自然资源局'),
                      ($2, 'housing', '交口住建局')) as f (county, unit, name)
         join units as u on u.county_code = f.county and u.name = f.name
     )
     select name, id from units union all select name, id from people union all select name, id from estates`,
    [fenyang, jiaokou],
  )
  return Object.fromEntries(rows.map(({ name, id }) => [name, id]))
}

/** Opens the application; every account of the staff is a person of its unit. */
export async function openOffice({ house }: MadeOffice) {
  const opened = await house.open()
  for (const { login, name, role, region } of staff) {
    const password = house.secrets.samplePassword(login)
    await createSampleAccount(house.db, systemActor([region]), { login, name, password, roles: [{ role, region }] })
    opened.accounts.push({ login, name, password })
  }
  for (const { login, name, region, unit } of staff)
    await house.owner.query(
      `insert into people (county_code, name, organisation_id, account_id)
       select $1, $2, (select id from organisations where county_code = $1 and name = $3), id from accounts where login = $4`,
      [region, name, unit, login],
    )
  await recordPeople(house.db, fenyang)
  await recordPeople(house.db, jiaokou)
  const { send, attach } = callerOf(opened)
  return { ...opened, send, files: attach }
}
