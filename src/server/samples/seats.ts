import { sql } from 'kysely'
import { type SampleAccount, sampleAccounts } from '#samples/accounts.ts'
import { bindAccount } from '../outreach/actions.ts'
import { type Db, read, systemActor } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import type { Secrets } from '../platform/secrets.ts'
import { addPerson, addUnit, linkAccount, post } from '../staff/actions.ts'
import { chargeVisitors } from './visitors.ts'

type Seat = SampleAccount & { office: NonNullable<SampleAccount['office']> }

/** Seats the sample accounts in their offices, once: a desk belongs to a person, and a person to an office. */
export async function seatSampleAccounts({ db, secrets }: { db: Db; secrets: Secrets }): Promise<void> {
  const seats = sampleAccounts.filter((account): account is Seat => account.office !== undefined)
  for (const seat of seats) await seatAccount(db, secrets, seat) // a handful of accounts
  await seatDeveloper(db)
}

/** The sample's developer is whoever has the most homes waiting in its county, bound to its account once. */
async function seatDeveloper(db: Db): Promise<void> {
  const account = sampleAccounts.find(({ roles }) => roles.some(({ role }) => role === 'developer'))
  const county = account?.roles[0]?.region
  if (!account || !county) return
  const actor = systemActor([county])
  const { rows } = await read(db, actor, (tx) =>
    sql<{ accountId: string; organisationId: string }>`
      select a.id as "accountId", e.developer_id as "organisationId"
        from units as u
        join estates as e on e.county_code = u.county_code and e.id = u.estate_id
        join organisations as o on o.county_code = e.county_code and o.id = e.developer_id and o.kind = 'developer'
        join accounts as a on a.login = ${account.login} and a.county_code = u.county_code and a.organisation_id is null
       where u.county_code = ${county} and u.transferred_on is null
       group by a.id, e.developer_id order by count(*) desc, e.developer_id limit 1`.execute(tx),
  )
  const [found] = rows
  if (found) await bindAccount(db, actor, county, { ...found, reason: '载入示例数据' })
  await chargeVisitors(db)
}

async function seatAccount(db: Db, secrets: Secrets, { login, name, office: { county, name: office } }: Seat) {
  const place = { db, actor: systemActor([county]), countyCode: county, reason: '载入示例数据' }
  const found = await findSeat(db, county, office, login)
  const isClearance = office.endsWith('清零行动办公室')
  if (found.isSeated || (!found.organisation && !isClearance)) return // the county of the office is not loaded
  if (found.liaison && !found.isLiaisonTaken) return linkAccount(place, found.liaison, login)
  const unit = found.organisation ?? idOf((await addUnit(place, clearanceOffice(office))).units, office)
  const person = { name, organisationId: unit, phone: null, login }
  const { people } = await addPerson(place, secrets, person)
  const duty = found.liaison ? 'member' : 'liaison'
  await post(place, { personId: idOf(people, name), organisationId: unit, duty, from: officeToday() })
}

const clearanceOffice = (name: string) => ({ kind: 'clearance_office', name, duties: '统筹协调、督促检查、汇总通报' })

function idOf(entries: readonly { id: string; name: string }[], name: string): string {
  const entry = entries.find((candidate) => candidate.name === name)
  if (!entry) throw new Error(`${name} was added and is not there`)
  return entry.id
}

type Found = { organisation: string | null; liaison: string | null; isLiaisonTaken: boolean; isSeated: boolean }

async function findSeat(db: Db, county: string, office: string, login: string): Promise<Found> {
  return read(db, systemActor([county]), async (tx) => {
    const { rows } = await sql<Found>`
      select o.id as organisation, l.id as liaison, l.account_id is not null as "isLiaisonTaken",
             exists (select from people as p join accounts as a on a.id = p.account_id
                      where p.county_code = ${county} and a.login = ${login}) as "isSeated"
        from (select 1) as one
        left join organisations as o on o.county_code = ${county} and o.name = ${office} and o.kind in ('responsible_unit', 'clearance_office')
        left join lateral (select h.id, h.account_id from postings as p join people as h on h.county_code = p.county_code and h.id = p.person_id
                            where p.county_code = ${county} and p.organisation_id = o.id and p.duty = 'liaison' and p.until_on is null) as l on true`.execute(
      tx,
    )
    return rows[0] ?? { organisation: null, liaison: null, isLiaisonTaken: false, isSeated: false }
  })
}
