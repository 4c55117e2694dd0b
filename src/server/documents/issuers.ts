import { sql } from 'kysely'
import type { DocumentIssuer } from '#contract/document-shapes.ts'
import { defaultIssuer, type IssuerNames } from '#domain/documents/issuers.ts'
import { type Actor, type Db, holdActs, read, recordAct, type Tx, transact } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'

/** An issuer of a county; without an organisation its clearance office. */
export type IssuerPlace = { countyCode: string; issuerId: string | null }

type IssuerRow = {
  countyCode: string
  issuerId: string | null
  region: string
  beside: string[]
  organisation: string | null
  name: string | null
  shortName: string | null
}

export type KnownIssuer = IssuerNames & IssuerPlace & { isDefault: boolean }

const keyOf = ({ countyCode, issuerId }: IssuerPlace) => `${countyCode} ${issuerId ?? ''}`

/** How each of these issuers is called, as set or as follows from the region's name. */
export async function issuersOf(tx: Tx, places: readonly IssuerPlace[]): Promise<(place: IssuerPlace) => KnownIssuer> {
  const wanted = [...new Map(places.map((place) => [keyOf(place), place])).values()]
  const { rows } = await sql<IssuerRow>`
    select w."countyCode", w."issuerId", c.name as region, o.name as organisation, i.name, i.short_name as "shortName",
           coalesce((select array_agg(s.name) from regions as s where s.parent_code = c.parent_code and s.code <> c.code), '{}') as beside
      from jsonb_to_recordset(${JSON.stringify(wanted.map(({ countyCode, issuerId }) => ({ countyCode, issuerId })))}::jsonb)
           as w ("countyCode" text, "issuerId" uuid)
      join regions as c on c.code = w."countyCode"
      left join organisations as o on o.county_code = w."countyCode" and o.id = w."issuerId"
      left join document_issuers as i on i.county_code = w."countyCode" and i.organisation_id is not distinct from w."issuerId"`.execute(
    tx,
  )
  const known = new Map(rows.map((row) => [keyOf(row), calledOf(row)]))
  return (place) => {
    const issuer = known.get(keyOf(place))
    if (!issuer) throw new Error(`issuer ${keyOf(place)} was not asked for`)
    return issuer
  }
}

function calledOf({ countyCode, issuerId, region, beside, organisation, name, shortName }: IssuerRow): KnownIssuer {
  const given = defaultIssuer({ code: countyCode, name: region, beside }, issuerId === null ? null : organisation)
  return {
    countyCode,
    issuerId,
    name: name ?? given.name,
    shortName: shortName ?? given.shortName,
    isDefault: name === null,
  }
}

/** The issuers of a county: its clearance office first, then every unit that has drafted or was given a name. */
export async function listIssuers(tx: Tx, countyCode: string): Promise<DocumentIssuer[]> {
  const { rows } = await sql<{ issuerId: string | null }>`
    select organisation_id as "issuerId" from document_issuers where county_code = ${countyCode} and organisation_id is not null
     union
    select issuer_id from documents where county_code = ${countyCode} and issuer_id is not null`.execute(tx)
  const places = [null, ...rows.map(({ issuerId }) => issuerId)].map((issuerId) => ({ countyCode, issuerId }))
  const called = await issuersOf(tx, places)
  return places.map((place) => {
    const { name, shortName, isDefault } = called(place)
    return { countyCode, organisationId: place.issuerId, name, shortName, isDefault }
  })
}

export type Naming = {
  county: string
  organisationId: string | null
  name: string
  shortName: string
  reason: string
}

/** Sets how an issuer is called from now on; what was issued keeps the name it carries. */
export async function nameIssuer(db: Db, actor: Actor, naming: Naming): Promise<DocumentIssuer[]> {
  const { county: countyCode, organisationId, name, shortName, reason } = naming
  if (!actor.counties.includes(countyCode))
    throw new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })
  await transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    await refuseUnfit(tx, naming)
    const { rows } = await sql<{ id: string }>`
      insert into document_issuers (county_code, organisation_id, name, short_name)
      values (${countyCode}, ${organisationId}, ${name}, ${shortName})
      on conflict on constraint issuer_is_named_once do update set name = excluded.name, short_name = excluded.short_name
      returning id`.execute(tx)
    const subjectId = rows[0]?.id ?? ''
    const change = { organisation_id: organisationId, name, short_name: shortName }
    const changed = [{ subjectKind: 'document_issuer' as const, subjectId, change }]
    await recordAct(tx, { countyCode, kind: 'document_issuer_named', actor, reason, rows: changed })
  })
  return read(db, actor, (tx) => listIssuers(tx, countyCode))
}

async function refuseUnfit(tx: Tx, { county, organisationId, shortName }: Naming): Promise<void> {
  const { rows } = await sql<{ isKnown: boolean; isTaken: boolean }>`
    select ${organisationId}::uuid is null
           or exists (select from organisations where county_code = ${county} and id = ${organisationId}::uuid) as "isKnown",
           exists (select from document_issuers where county_code = ${county} and short_name = ${shortName}
                      and organisation_id is distinct from ${organisationId}::uuid) as "isTaken"`.execute(tx)
  if (!rows[0]?.isKnown)
    throw new Refused({ kind: 'invalid', code: 'no_such_organisation', message: '没有这个发文单位' })
  if (rows[0].isTaken) {
    const message = `机关代字“${shortName}”已由另一个发文机关使用`
    throw new Refused({
      kind: 'conflict',
      code: 'short_name_taken',
      message,
      fields: [{ field: 'shortName', message }],
    })
  }
}
