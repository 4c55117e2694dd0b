import { type RawBuilder, sql } from 'kysely'
import type { MassPreview } from '#contract/messages.ts'
import type { Segment } from '#contract/outreach-shapes.ts'
import { partsOf } from '#domain/outreach/messages/template.ts'
import type { Tx } from '../../platform/acts.ts'
import { homesAndVisits, ofSegment } from '../ledger/segment.ts'

export type MassOf = { countyCode: string; segment: Segment; template: string }

type Rule = 'given' | 'not_refused'

const mayBeSent = (rule: Rule) =>
  rule === 'given' ? sql`coalesce(c.state = 'given', false)` : sql`c.state is distinct from 'refused'`

/** The homes of a segment, its owners' numbers and the one a visit learnt, each with the text it would be sent. */
const numbersOf = ({ countyCode, segment, template }: MassOf, rule: Rule) => sql`
  homes as materialized (
    select u.county_code, u.id as unit_id, r.name as county, e.name as estate, concat_ws('-', b.name, nullif(u.entrance, ''), u.room) as home,
           v.phone_cipher, v.phone_digest, v.phone_masked
      from ${homesAndVisits}
      join regions as r on r.code = u.county_code
      join estates as e on e.county_code = u.county_code and e.id = u.estate_id
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
     where u.county_code = ${countyCode} and ${ofSegment(segment)}
  ), phones as (
    select h.unit_id, o.name, o.phone_cipher, o.phone_digest, o.phone_masked
      from homes as h join owners as o on o.county_code = h.county_code and o.unit_id = h.unit_id
     where o.phone_digest is not null
     union all
    select h.unit_id, o.name, h.phone_cipher, h.phone_digest, h.phone_masked
      from homes as h
     cross join lateral (select min(o.name) as name from owners as o
                          where o.county_code = h.county_code and o.unit_id = h.unit_id having count(*) = 1) as o
     where h.phone_digest is not null
       and not exists (select from owners as own where own.county_code = h.county_code and own.unit_id = h.unit_id and own.phone_digest = h.phone_digest)
  ), numbers as (
    select p.unit_id, p.phone_cipher, p.phone_digest, p.phone_masked, ${mayBeSent(rule)} as may_be_sent, t.text,
           encode(sha256(p.phone_digest || convert_to(t.text, 'UTF8')), 'hex') as text_key
      from phones as p
      join homes as h on h.unit_id = p.unit_id
      left join message_consents as c on c.county_code = h.county_code and c.phone_digest = p.phone_digest
     cross join lateral (select ${filledIn(template)} as text) as t
  )`

/** The template with what it names of a home; the name comes last, so that no name is taken for a field. */
const filledIn = (template: string): RawBuilder<string> =>
  sql`replace(replace(replace(replace(${template}::text, '{县区}', h.county), '{小区}', h.estate), '{房屋}', h.home), '{姓名}', p.name)`

type Counted = Pick<MassPreview, 'homes' | 'homesWithPhone' | 'withoutConsent' | 'messages' | 'examples'> & {
  longest: number
}

/** Whom a message would reach by the rule of consent, counted, with a few of the texts. */
export async function countRecipients(
  tx: Tx,
  mass: MassOf,
  rule: Rule,
): Promise<Omit<MassPreview, 'consentRule' | 'isQuietNow' | 'quiet' | 'provider'>> {
  const { rows } = await sql<Counted>`
    with ${numbersOf(mass, rule)}
    select (select count(*) from homes)::integer as homes,
           count(distinct n.unit_id)::integer as "homesWithPhone",
           count(distinct n.phone_digest) filter (where not n.may_be_sent)::integer as "withoutConsent",
           count(distinct n.text_key) filter (where n.may_be_sent)::integer as messages,
           coalesce(max(length(n.text)) filter (where n.may_be_sent), 0)::integer as longest,
           coalesce((select json_agg(x) from (select phone_masked as "to", text from numbers where may_be_sent order by unit_id limit 3) as x), '[]') as examples
      from numbers as n`.execute(tx)
  if (!rows[0]) throw new Error('recipients were counted but gave no row')
  const { longest, ...counted } = rows[0]
  return {
    ...counted,
    homesWithoutPhone: counted.homes - counted.homesWithPhone,
    parts: counted.messages * partsOf('字'.repeat(longest)),
  }
}

/** Queues a message to each of them once: the same text to the same number is one message, however many homes it is about. */
export async function queueRecipients(tx: Tx, mass: MassOf, massId: string, rule: Rule): Promise<number> {
  const { numAffectedRows } = await sql`
    with ${numbersOf(mass, rule)}
    insert into messages (county_code, key, purpose, mass_id, unit_id, to_cipher, to_digest, to_masked, text)
    select distinct on (n.text_key) ${mass.countyCode}, 'mass:' || ${massId}::text || ':' || n.text_key, 'mass', ${massId}::uuid, n.unit_id,
           n.phone_cipher, n.phone_digest, n.phone_masked, n.text
      from numbers as n where n.may_be_sent
     order by n.text_key, n.unit_id`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
