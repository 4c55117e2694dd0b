import { sql } from 'kysely'
import type { CommonPart, FirstRefusal } from '#contract/first-registration-shapes.ts'
import type { FirstAsked } from '#contract/first-registrations.ts'
import { firstGates } from '#domain/registrations/first/gates.ts'
import { keptPapers } from '#domain/registrations/first/kept-papers.ts'
import { type HomeStanding, refusalsOfApplication, refusalsOfEstate } from '#domain/registrations/first/refusals.ts'
import { proposedNote } from '#domain/registrations/first/register-note.ts'
import { filesOf } from '../../archives/actions.ts'
import { separateDebts } from '../../dues/actions.ts'
import { type Actor, type Db, holdActs, read, type Tx, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { submitApplications } from '../actions.ts'
import { type EstatePlace, getCase, type StandingCase } from './case.ts'
import { changeRecord, type FirstPlace } from './change.ts'
import { coveredHomes } from './homes.ts'

type Tried = { standing: StandingCase; homes: readonly HomeStanding[]; refusals: FirstRefusal[]; note: string }

async function tryApplication(tx: Tx, place: EstatePlace, asked: FirstAsked): Promise<Tried> {
  const standing = await getCase(tx, place)
  const homes = await coveredHomes(tx, place, asked.covered, asked.submittedOn)
  const { applicantKind: applicant, applicantBasis, submittedOn } = asked
  const application = { applicant, applicantBasis, submittedOn, homes, today: officeToday() }
  return {
    standing,
    homes,
    refusals: [...refusalsOfEstate(standing), ...refusalsOfApplication(standing, application)],
    note: proposedNote({
      papers: standing.papers,
      notes: standing.registerNotes,
      applicant: { kind: applicant, basis: applicantBasis, facts: standing.facts },
    }),
  }
}

/** What would become of an application if it were handed in as it is: everything against it at once, and its 附记. */
export function tryFirst(
  db: Db,
  actor: Actor,
  place: EstatePlace,
  asked: FirstAsked,
): Promise<{ homes: number; refusals: FirstRefusal[]; note: string }> {
  return read(db, actor, async (tx) => {
    const { homes, refusals, note } = await tryApplication(tx, place, asked)
    return { homes: homes.length, refusals, note }
  })
}

/**
 * Hands in a first registration: the papers stand as the diagnosis has them that the applicant has looked at, and are kept
 * so. Refused with everything that is wrong at once.
 */
export function submitFirst(
  db: Db,
  actor: Actor,
  place: EstatePlace,
  asked: FirstAsked & { reason: string; diagnosisNo: number; note: string },
): Promise<string> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [place.countyCode])
    const tried = await tryApplication(tx, place, asked)
    refuseTried(tried, asked.diagnosisNo)
    const applicationId = await submitOne(tx, actor, place, asked, tried)
    await keepFirst(tx, actor, { ...place, applicationId }, tried.standing, asked)
    await separateDebts(tx, place.countyCode, [place.estateId])
    return applicationId
  })
}

function refuseTried({ standing, refusals }: Tried, diagnosisNo: number): void {
  if (standing.diagnosisNo !== diagnosisNo)
    throw new Refused({
      kind: 'conflict',
      code: 'diagnosed_meanwhile',
      message: '小区刚刚重新诊断过，请看过新的材料情况后再申请',
    })
  const [first, ...others] = refusals
  if (first)
    throw new Refused({
      kind: 'conflict',
      code: first.code,
      message: others.length > 0 ? `${first.words}（另有 ${others.length} 处不符合）` : first.words,
      refusals,
    })
}

async function submitOne(
  tx: Tx,
  actor: Actor,
  { countyCode, estateId }: EstatePlace,
  {
    covered,
    applicantKind,
    organisationId,
    applicantBasis,
    submittedOn,
    isNoticeAsked,
    ...asked
  }: FirstAsked & {
    reason: string
    note: string
  },
  { standing, homes }: Tried,
): Promise<string> {
  const buildingId = covered.scope === 'building' ? covered.buildingId : null
  const filed = await filedOf(tx, countyCode, estateId, buildingId)
  const [result] = await submitApplications(
    tx,
    actor,
    countyCode,
    [
      {
        kind: 'first',
        estateId,
        buildingId,
        unitIds: homes.map(({ id }) => id),
        applicantKind,
        organisationId,
        applicantBasis,
        submittedOn,
        papers: keptPapers(standing.papers, filed),
        gates: firstGates(standing.notices, isNoticeAsked),
        parties: [],
        contract: null,
        coOwnership: null,
        remark: asked.note === '' ? null : asked.note,
        batchId: null,
      },
    ],
    asked.reason,
  )
  if (result?.refusal) throw new Refused({ kind: 'conflict', code: result.refusal.code, message: result.refusal.words })
  if (!result?.id) throw new Error('an application was neither taken nor refused')
  return result.id
}

/** Papers of an estate, and of the building an application is about. */
export async function filedOf(tx: Tx, countyCode: string, estateId: string, buildingId: string | null) {
  const ofEstate = await filesOf(tx, countyCode, 'estate', [estateId])
  const ofBuilding = buildingId === null ? null : await filesOf(tx, countyCode, 'building', [buildingId])
  return [...(ofEstate.get(estateId) ?? []), ...(ofBuilding?.get(buildingId ?? '') ?? [])]
}

async function keepFirst(
  tx: Tx,
  actor: Actor,
  { countyCode, estateId, applicationId }: EstatePlace & FirstPlace,
  { diagnosisNo, papers }: StandingCase,
  { commonParts, reason }: { commonParts: readonly CommonPart[]; reason: string },
): Promise<void> {
  const act = { kind: 'first_papers_kept', reason, payload: { diagnosis: diagnosisNo } }
  await changeRecord(tx, { countyCode, actor, act }, { kind: 'application', id: applicationId }, async () => {
    await sql`
      insert into first_registrations (county_code, application_id, estate_id, diagnosis_no, papers)
      values (${countyCode}, ${applicationId}, ${estateId}, ${diagnosisNo}, ${JSON.stringify(papers)}::jsonb)`.execute(
      tx,
    )
    await sql`
      insert into common_parts (county_code, application_id, part_no, structure_no, name, quantity, area_m2, land_share_m2)
      select ${countyCode}, ${applicationId}, p.no, p."structureNo", p.name, p.quantity, p."areaM2", p."landShareM2"
        from rows from (jsonb_to_recordset(${JSON.stringify(commonParts)}::jsonb)
               as ("structureNo" text, name text, quantity integer, "areaM2" numeric, "landShareM2" numeric))
             with ordinality as p ("structureNo", name, quantity, "areaM2", "landShareM2", no)`.execute(tx)
  })
}
