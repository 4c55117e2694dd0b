import { sql } from 'kysely'
import type { CountyWord, Restriction } from '#domain/units/restrictions.ts'
import type { Tx } from '../platform/acts.ts'

/** Everything that rests, or rested, on these homes, by home: one query, whatever their number. */
export async function restrictionsOf(
  tx: Tx,
  countyCode: string,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Restriction[]>> {
  const { rows } = await sql<Restriction>`
    select ${restrictionColumns}, words.said as "countyWords"
      from unit_restrictions as t cross join (${countyWords(countyCode)}) as words
     where t.county_code = ${countyCode} and t.unit_id = any (${unitIds}::uuid[])
     order by t.unit_id, t.from_on, t.id`.execute(tx)
  return Map.groupBy(rows, ({ unitId }) => unitId)
}

export const restrictionColumns = sql`
  t.id, t.unit_id as "unitId", t.kind, t.debtor, t.authority, t.document_no as "documentNo", t.from_on as "fromOn", t.until_on as "untilOn", t.note,
  t.bars_transfer as "barsTransfer", t.consented_on as "consentedOn", t.consent_basis as "consentBasis", t.lifted_on as "liftedOn", t.lifted_basis as "liftedBasis"`

/** What a county has decided on the rules that leave it open, as one value `said`. */
export const countyWords = (countyCode: string) => sql`
  select coalesce(jsonb_agg(jsonb_build_object('rule', rule, 'effect', effect, 'basis', basis) order by rule), '[]') as said
    from restriction_rules where county_code = ${countyCode} and effect is not null`

export async function listCountyWords(tx: Tx, countyCode: string): Promise<readonly CountyWord[]> {
  const { rows } = await sql<{ said: readonly CountyWord[] }>`${countyWords(countyCode)}`.execute(tx)
  return rows[0]?.said ?? []
}

/** A home as an act on its restrictions finds it. */
export type RestrictedHome = {
  id: string
  place: string
  firstRegisteredOn: string | null
  transferredOn: string | null
}

/** The homes asked for, locked in one order everywhere; what is not in the county is not among them. */
export async function lockHomes(tx: Tx, countyCode: string, unitIds: readonly string[]): Promise<RestrictedHome[]> {
  const { rows } = await sql<RestrictedHome>`
    select u.id, concat(e.name, ' ', b.name, '号楼', nullif(u.entrance, '') || '单元', u.room) as place,
           u.first_registered_on as "firstRegisteredOn", u.transferred_on as "transferredOn"
      from units as u
      join estates as e on e.county_code = u.county_code and e.id = u.estate_id
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
     where u.county_code = ${countyCode} and u.id = any (${unitIds}::uuid[])
     order by u.id
       for no key update of u`.execute(tx)
  return rows
}

export type NewRestriction = Pick<
  Restriction,
  'kind' | 'debtor' | 'authority' | 'documentNo' | 'fromOn' | 'untilOn' | 'note' | 'barsTransfer'
>

type Recorded = { id: string; change: Record<string, unknown> }

/** Puts one restriction on many homes; answers with what history keeps of each. */
export async function insertRestrictions(
  tx: Tx,
  countyCode: string,
  unitIds: readonly string[],
  given: NewRestriction,
): Promise<Recorded[]> {
  const { rows } = await sql<Recorded>`
    insert into unit_restrictions as t (county_code, unit_id, kind, debtor, authority, document_no, from_on, until_on, note, bars_transfer)
    select ${countyCode}, unit_id, ${given.kind}, ${given.debtor}, ${given.authority}, ${given.documentNo}, ${given.fromOn}::date, ${given.untilOn}::date,
           ${given.note}, ${given.barsTransfer}
      from unnest(${unitIds}::uuid[]) as unit_id
    returning id, jsonb_strip_nulls(to_jsonb(t) - '{county_code,id}'::text[]) as change`.execute(tx)
  return rows
}

export async function updateRestrictions(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
  change: { lifted_on: string; lifted_basis: string } | { consented_on: string; consent_basis: string },
): Promise<void> {
  const set =
    'lifted_on' in change
      ? sql`lifted_on = ${change.lifted_on}, lifted_basis = ${change.lifted_basis}`
      : sql`consented_on = ${change.consented_on}, consent_basis = ${change.consent_basis}`
  await sql`update unit_restrictions set ${set} where county_code = ${countyCode} and id = any (${ids}::uuid[])`.execute(
    tx,
  )
}

/** Keeps a county's word on a rule; answers with the record's id. */
export async function saveCountyWord(
  tx: Tx,
  countyCode: string,
  rule: string,
  word: { effect: string; basis: string } | null,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into restriction_rules (county_code, rule, effect, basis) values (${countyCode}, ${rule}, ${word?.effect ?? null}, ${word?.basis ?? null})
    on conflict (county_code, rule) do update set effect = excluded.effect, basis = excluded.basis
    returning id`.execute(tx)
  const id = rows[0]?.id
  if (id === undefined) throw new Error('a word on a rule was kept but gave no id')
  return id
}
