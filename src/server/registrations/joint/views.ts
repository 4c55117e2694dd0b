import { sql } from 'kysely'
import type { JointAcceptance, JointLine } from '#contract/joint-acceptance.ts'
import type { JointKind } from '#domain/registrations/joint/opinions.ts'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { countMissing, homesLacking, readyCounts } from './readiness.ts'

export type JointKey = { countyCode: string; jointId: string }

/** The day readiness is asked of: that of hand-over once it has come, else today. */
const readyOn = () => sql`least(coalesce(j.hand_over_on, ${officeToday()}::date), ${officeToday()}::date)`

const line = () => sql`
  select j.id, j.county_code as "countyCode", r.name as "countyName", json_build_object('id', e.id, 'name', e.name) as estate, j.kind, j.title, j.state,
         j.opened_on as "openedOn", j.hand_over_on as "handOverOn", j.accepted_on as "acceptedOn", o.opinions, o.given as "opinionsGiven", n.homes, n.ready,
         j.opinion_no as "opinionNo", j.land_certificate_no as "landCertificateNo", j.land_certificate_on as "landCertificateOn",
         j.end_reason as "endReason", j.note, j.revision, ${readyOn()} as "readyAsOf"
    from joint_acceptances as j
    join regions as r on r.code = j.county_code
    join estates as e on e.county_code = j.county_code and e.id = j.estate_id
   cross join lateral (select count(*)::integer as opinions, count(*) filter (where i.stance <> 'open')::integer as given
                         from joint_opinions as i where i.county_code = j.county_code and i.joint_id = j.id) as o
   cross join lateral (${readyCounts(sql`j.county_code`, sql`j.estate_id`, readyOn())}) as n`

type JointQuery = {
  estate?: string | undefined
  kind?: JointKind | undefined
  after?: string | undefined
  limit: number
}

/** Joint acceptances of a region, the latest first. */
export async function listJointAcceptances(
  tx: Tx,
  counties: readonly string[],
  { estate, kind, after, limit }: JointQuery,
) {
  if (after !== undefined && !/^[0-9a-f-]{36}$/.test(after))
    throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  const { rows } = await sql<JointLine>`
    ${line()}
     where j.county_code = any (${counties}::text[]) and (${estate ?? null}::uuid is null or j.estate_id = ${estate ?? null}::uuid)
       and (${kind ?? null}::text is null or j.kind = ${kind ?? null}) and (${after ?? null}::uuid is null or j.id < ${after ?? null}::uuid)
     order by j.id desc
     limit ${limit}`.execute(tx)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === limit ? last.id : null, total: null }
}

/** One file of several units' opinions, and how far its homes are from their certificates. */
export async function getJointAcceptance(tx: Tx, { countyCode, jointId }: JointKey): Promise<JointAcceptance> {
  const { rows } = await sql<Omit<JointAcceptance, 'missing' | 'opinions'>>`
    ${line()} where j.county_code = ${countyCode} and j.id = ${jointId}`.execute(tx)
  const [joint] = rows
  if (!joint) throw new Refused({ kind: 'missing', code: 'no_such_joint_acceptance', message: '没有这次联合验收' })
  const opinions = await opinionsOf(tx, { countyCode, jointId })
  if (joint.kind === 'land') return { ...joint, opinions, missing: [] }
  const homes = await homesLacking(tx, { countyCode, estateId: joint.estate.id, on: joint.readyAsOf })
  return { ...joint, opinions, missing: countMissing(homes) }
}

async function opinionsOf(tx: Tx, { countyCode, jointId }: JointKey): Promise<JointAcceptance['opinions']> {
  const { rows } = await sql<JointAcceptance['opinions'][number]>`
    select i.matter, case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as organisation, i.stance, i.officer,
           i.opined_on as "on", i.paper, i.words, i.giver_name as "givenBy"
      from joint_opinions as i
      left join organisations as o on o.county_code = i.county_code and o.id = i.organisation_id
     where i.county_code = ${countyCode} and i.joint_id = ${jointId}
     order by array_position(array['planning', 'land', 'fire', 'civil_defence', 'completion', 'archive', 'survey'], i.matter)`.execute(
    tx,
  )
  return rows
}
