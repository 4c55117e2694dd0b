import { sql } from 'kysely'
import type { WindowHome } from '#contract/transfers.ts'
import { type Paper, papersHeld } from '#domain/archives/papers.ts'
import { nextStep } from '#domain/registrations/transfer/next-step.ts'
import { papersAfterGates, sourceOfPaper, transferPapers } from '#domain/registrations/transfer/papers.ts'
import { blockOf, effectOf, type Restriction, restrictionState } from '#domain/units/restrictions.ts'
import { filesOf } from '../../archives/actions.ts'
import { transferRulesOfUnit } from '../../diagnosis/actions.ts'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { restrictionsOf } from '../../units/actions.ts'
import { agentsByPhoto } from './agents-by-photo.ts'
import { developerOf } from './compose.ts'

type Home = Omit<
  WindowHome,
  'countyCode' | 'developer' | 'restrictions' | 'application' | 'papers' | 'agents' | 'next'
> & {
  developerName: string | null
  isHome: boolean
}
type Application = NonNullable<WindowHome['application']> & { papers: readonly Paper[] }

/** Everything one window needs of a home: who owns it, what is held and missing, where its gates stand, and what is next. */
export async function windowHome(tx: Tx, countyCode: string, unitId: string): Promise<WindowHome> {
  const home = await findHome(tx, countyCode, unitId)
  if (!home) throw new Refused({ kind: 'missing', code: 'no_such_unit', message: '没有这一户' })
  const today = officeToday()
  const application = await findLatest(tx, countyCode, unitId)
  const restrictions = (await restrictionsOf(tx, countyCode, [unitId])).get(unitId) ?? []
  const rules = await transferRulesOfUnit(tx, countyCode, unitId, today)
  const { developerName, isHome, ...shown } = home
  const standing = developerName === null ? ('none' as const) : developerOf(rules)
  const applicant = standing === 'gone' ? ('buyer' as const) : ('both' as const)
  const of = { applicant, coOwnership: home.coOwnership, agent: null, isHome }
  const filed = (await filesOf(tx, countyCode, 'unit', [unitId])).get(unitId) ?? []
  const papers = application?.papers ?? transferPapers(of, new Set(), rules.closed)
  return {
    ...shown,
    countyCode,
    developer: { name: developerName, standing },
    restrictions: shownRestrictions(restrictions, today),
    application,
    papers: papersAfterGates(papersHeld(papers, filed), application?.gates ?? []).map(({ paper, standing, basis }) => ({
      paper,
      standing,
      basis,
      source: sourceOfPaper(paper),
    })),
    agents: await agentsByPhoto(tx, countyCode, unitId),
    next: nextStep({ ...home, isBlocked: blockOf(restrictions, 'transfer', today) !== null }, application),
  }
}

/** What rests on a home today, with what the rules say of it for a transfer: a warning that names who can lift it. */
function shownRestrictions(restrictions: readonly Restriction[], today: string): WindowHome['restrictions'] {
  return restrictions
    .filter((restriction) => restrictionState(restriction, today) === 'standing')
    .map((restriction) => {
      const { id, kind, authority, documentNo, fromOn, untilOn } = restriction
      const { effect, words, basis } = effectOf(restriction, 'transfer')
      return { id, kind, authority, documentNo, fromOn, untilOn, effect, words, basis }
    })
}

async function findHome(tx: Tx, countyCode: string, unitId: string): Promise<Home | undefined> {
  const { rows } = await sql<Home>`
    select u.id as "unitId", u.estate_id as "estateId", e.name as "estateName", u.building_id as "buildingId", b.name as building, u.entrance, u.room,
           u.use, u.area_m2 as "areaM2", u.first_registered_on as "firstRegisteredOn", u.transferred_on as "transferredOn",
           u.certificate_no as "certificateNo", u.contract_no as "contractNo", u.price_fen as "priceFen", u.co_ownership as "coOwnership",
           d.name as "developerName", coalesce(u.use, '住宅') ~ '住宅|成套|公寓|别墅' as "isHome",
           coalesce((select jsonb_agg(jsonb_build_object('ownerNo', o.owner_no, 'name', o.name, 'idKind', o.id_kind, 'idMasked', o.id_masked,
                                                         'phoneMasked', o.phone_masked, 'hasNumber', o.id_digest is not null) order by o.owner_no)
                       from owners as o where o.county_code = u.county_code and o.unit_id = u.id), '[]') as owners
      from units as u
      join estates as e on e.county_code = u.county_code and e.id = u.estate_id
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
      left join organisations as d on d.county_code = e.county_code and d.id = e.developer_id
     where u.county_code = ${countyCode} and u.id = ${unitId}`.execute(tx)
  return rows[0]
}

/** The open application of a home, else its last one. */
async function findLatest(tx: Tx, countyCode: string, unitId: string): Promise<Application | null> {
  const { rows } = await sql<Application>`
    select a.id, a.state, a.applicant_kind as "applicantKind", a.acceptance_no as "acceptanceNo", a.submitted_on as "submittedOn",
           a.accepted_on as "acceptedOn", a.due_on as "dueOn", a.promised_on as "promisedOn", a.is_open as "isOpen", a.papers,
           (select jsonb_agg(jsonb_build_object('gate', g.gate, 'state', g.state, 'decidedOn', g.decided_on, 'deciderName', g.decider_name,
                                                'evidence', g.evidence, 'basis', g.basis)
                             order by array_position(array['papers', 'tax', 'fund', 'review'], g.gate))
              from application_gates as g where g.county_code = a.county_code and g.application_id = a.id) as gates
      from applications as a
     where a.county_code = ${countyCode} and a.unit_id = ${unitId}
     order by a.is_open desc, a.id desc limit 1`.execute(tx)
  return rows[0] ?? null
}
