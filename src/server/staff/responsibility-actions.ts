import { sql } from 'kysely'
import type { Responsibility } from '#contract/responsibility.ts'
import { responsibleUnits } from '#domain/diagnosis/catalogue.ts'
import { unitCodeOf } from '#domain/staff/unit-names.ts'
import { maskPhone } from '#domain/units/masks.ts'
import type { ActRow, Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import type { Secrets } from '../platform/secrets.ts'
import { changeResponsibility, getOffice, getPresentPerson, type Office } from './responsibility-acts.ts'

/** Adds an office or taskforce; the unit of the rules its name tells of is its own unless another office holds it. */
export function addUnit(
  office: Office,
  { kind, name, duties }: { kind: string; name: string; duties: string | null },
): Promise<Responsibility> {
  const { countyCode } = office
  return changeResponsibility(office, 'unit_added', async (tx) => {
    const { rows } = await sql<{ id: string }>`
      insert into organisations (county_code, kind, name, duties) values (${countyCode}, ${kind}, ${name}, ${duties || null})
      on conflict (county_code, kind, name) do nothing returning id`.execute(tx)
    const id = rows[0]?.id
    if (!id)
      throw new Refused({ kind: 'conflict', code: 'unit_exists', message: `“${name}”已在名单中，不必再次增设`, name })
    const code = kind === 'taskforce' ? undefined : unitCodeOf(name)
    const held = code === undefined ? [] : await takeFreeFunction(tx, countyCode, id, code)
    const change = { kind, name, ...(duties && { duties }), ...(held.length > 0 && { unit_codes: held }) }
    return [{ subjectKind: 'organisation', subjectId: id, change }]
  })
}

async function takeFreeFunction(tx: Tx, countyCode: string, id: string, code: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    insert into unit_functions (county_code, unit_code, organisation_id) values (${countyCode}, ${code}, ${id})
    on conflict do nothing returning unit_code as code`.execute(tx)
  return rows.map((row) => row.code)
}

/** What an office answers for, and which units of the rules it stands behind; one it takes over leaves its former holder. */
export function describeUnit(
  office: Office,
  organisationId: string,
  { duties, unitCodes }: { duties: string | null; unitCodes: readonly string[] },
): Promise<Responsibility> {
  const { countyCode } = office
  const unknown = unitCodes.find((code) => !Object.hasOwn(responsibleUnits, code))
  if (unknown) throw new Refused({ kind: 'invalid', code: 'unknown_unit_code', message: `政策规则中没有“${unknown}”` })
  return changeResponsibility(office, 'unit_described', async (tx) => {
    await getOffice(tx, countyCode, organisationId)
    const before = await functionsOf(tx, countyCode)
    await sql`update organisations set duties = ${duties || null} where county_code = ${countyCode} and id = ${organisationId}`.execute(
      tx,
    )
    await holdFunctions(tx, countyCode, organisationId, unitCodes)
    return functionChanges(before, await functionsOf(tx, countyCode), organisationId, duties || null)
  })
}

async function functionsOf(tx: Tx, countyCode: string): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; codes: string[] }>`
    select organisation_id as id, array_agg(unit_code order by unit_code) as codes
      from unit_functions where county_code = ${countyCode} group by organisation_id`.execute(tx)
  return new Map(rows.map(({ id, codes }) => [id, codes]))
}

async function holdFunctions(tx: Tx, countyCode: string, id: string, codes: readonly string[]): Promise<void> {
  await sql`
    delete from unit_functions
     where county_code = ${countyCode} and organisation_id = ${id} and unit_code <> all (${codes}::text[])`.execute(tx)
  await sql`
    insert into unit_functions (county_code, unit_code, organisation_id)
    select distinct ${countyCode}, code, ${id}::uuid from unnest(${codes}::text[]) as code
    on conflict (county_code, unit_code) do update set organisation_id = excluded.organisation_id`.execute(tx)
}

/** The office itself, and each other one that lost a function to it. */
function functionChanges(
  before: Map<string, string[]>,
  after: Map<string, string[]>,
  described: string,
  duties: string | null,
): ActRow[] {
  const changed = [...new Set([described, ...before.keys()])].filter(
    (id) => id === described || String(before.get(id)) !== String(after.get(id)),
  )
  return changed.map((id) => ({
    subjectKind: 'organisation',
    subjectId: id,
    change: { ...(id === described && { duties }), unit_codes: after.get(id) ?? [] },
  }))
}

export type NewPerson = { name: string; organisationId: string | null; phone: string | null; login: string | null }

/** Puts a person on the list. The phone is sealed; the history keeps its digest. */
export function addPerson(office: Office, secrets: Secrets, person: NewPerson): Promise<Responsibility> {
  const { countyCode } = office
  const phone = readPhone(person.phone)
  const digest = phone && secrets.digest('phone', phone)
  return changeResponsibility(office, 'person_added', async (tx) => {
    if (person.organisationId) await getOffice(tx, countyCode, person.organisationId)
    const accountId = await findFreeAccount(tx, countyCode, person.login)
    const { rows } = await sql<{ id: string }>`
      insert into people (county_code, name, organisation_id, account_id, phone_cipher, phone_digest, phone_masked)
      values (${countyCode}, ${person.name}, ${person.organisationId}, ${accountId}, ${phone && secrets.seal(phone)}, ${digest}, ${phone && maskPhone(phone)})
      returning id`.execute(tx)
    const change = {
      name: person.name,
      ...(person.organisationId && { organisation_id: person.organisationId }),
      ...(accountId && { account_id: accountId }),
      ...(digest && { phone_digest: digest.toString('hex') }),
    }
    return rows.map(({ id }) => ({ subjectKind: 'person', subjectId: id, change }))
  })
}

/** Says with which account a person signs in, or with none any more. */
export function linkAccount(office: Office, personId: string, login: string | null): Promise<Responsibility> {
  const { countyCode } = office
  return changeResponsibility(office, 'person_linked', async (tx) => {
    await getPresentPerson(tx, countyCode, personId)
    const accountId = await findFreeAccount(tx, countyCode, login, personId)
    await sql`update people set account_id = ${accountId} where county_code = ${countyCode} and id = ${personId}`.execute(
      tx,
    )
    return [{ subjectKind: 'person', subjectId: personId, change: { account_id: accountId } }]
  })
}

/** The account of a login of this county, unless it is another person's already. */
async function findFreeAccount(
  tx: Tx,
  countyCode: string,
  login: string | null,
  personId: string | null = null,
): Promise<string | null> {
  if (!login) return null
  const { rows } = await sql<{ id: string; holder: string | null }>`
    select a.id, p.name as holder
      from accounts as a
      left join people as p on p.county_code = ${countyCode} and p.account_id = a.id and p.id is distinct from ${personId}::uuid
     where a.login = ${login} and a.county_code = ${countyCode} and a.login <> 'system'`.execute(tx)
  const account = rows[0]
  if (!account)
    throw new Refused({ kind: 'missing', code: 'no_such_account', message: `本县没有登录名为“${login}”的账号`, login })
  if (account.holder)
    throw new Refused({
      kind: 'conflict',
      code: 'account_is_anothers',
      message: `账号“${login}”已与${account.holder}对应`,
      person: account.holder,
    })
  return account.id
}

/** A phone as it is dialled: digits only, whatever stands between them. */
function readPhone(text: string | null): string | null {
  const phone = text?.normalize('NFKC').replaceAll(/[\s()-]/g, '') ?? ''
  if (phone === '') return null
  if (!/^\+?\d{7,15}$/.test(phone))
    throw new Refused({ kind: 'invalid', code: 'phone_invalid', message: '联系电话应为 7 至 15 位数字' })
  return phone
}
