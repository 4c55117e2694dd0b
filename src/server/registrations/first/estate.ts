import { sql } from 'kysely'
import type { EstateFirst, ShownPaper } from '#contract/first-registration-shapes.ts'
import { firstGates } from '#domain/registrations/first/gates.ts'
import { filesShowing } from '#domain/registrations/first/kept-papers.ts'
import type { FirstPaper } from '#domain/registrations/first/papers.ts'
import { refusalsOfEstate } from '#domain/registrations/first/refusals.ts'
import { proposedNote } from '#domain/registrations/first/register-note.ts'
import type { ArchivedFile } from '../../archives/actions.ts'
import type { Tx } from '../../platform/acts.ts'
import { type EstatePlace, findCase, getEstateName } from './case.ts'
import { isWaiting } from './homes.ts'
import { filedOf } from './submit.ts'

/** Papers with the files that show each. */
export const shown = (papers: readonly FirstPaper[], filed: readonly ArchivedFile[]): ShownPaper[] =>
  papers.map((paper) => ({
    ...paper,
    ways: [...paper.ways],
    unknownFacts: [...paper.unknownFacts],
    files: filesShowing(paper, filed).map(({ id, name }) => ({ id, name })),
  }))

/** What a first registration of an estate rests on today. */
export async function getEstateFirst(tx: Tx, place: EstatePlace): Promise<EstateFirst> {
  const { countyCode, estateId } = place
  const estateName = await getEstateName(tx, place)
  const found = await findCase(tx, place)
  const filed = await filedOf(tx, countyCode, estateId, null)
  const facts = found?.facts ?? { developerStanding: null, successor: null }
  return {
    countyCode,
    estateId,
    estateName,
    diagnosisNo: found?.diagnosisNo ?? null,
    diagnosedOn: found?.diagnosedOn ?? null,
    verdict: found?.verdict ?? null,
    papers: shown(found?.papers ?? [], filed),
    notices: [...(found?.notices ?? [])],
    refusals: found ? refusalsOfEstate(found) : [],
    gates: found ? [...firstGates(found.notices, false)] : [],
    note: found
      ? proposedNote({
          papers: found.papers,
          notes: found.registerNotes,
          applicant: { kind: found.applicant, basis: null, facts },
        })
      : '',
    applicant: found?.applicant ?? 'developer',
    developerStanding: facts.developerStanding,
    developer: await findDeveloper(tx, place),
    organisations: await listOrganisations(tx, countyCode),
    buildings: await listBuildings(tx, place),
    applications: await listApplications(tx, place),
  }
}

async function findDeveloper(tx: Tx, { countyCode, estateId }: EstatePlace): Promise<EstateFirst['developer']> {
  const { rows } = await sql<{ id: string; name: string }>`
    select o.id, o.name from estates as e join organisations as o on o.county_code = e.county_code and o.id = e.developer_id
     where e.county_code = ${countyCode} and e.id = ${estateId}`.execute(tx)
  return rows[0] ?? null
}

/** Organisations of the county, by name; a county knows some hundreds. */
async function listOrganisations(tx: Tx, countyCode: string): Promise<EstateFirst['organisations']> {
  const { rows } = await sql<EstateFirst['organisations'][number]>`
    select id, name from organisations where county_code = ${countyCode} and kind <> 'clearance_office' order by name limit 1000`.execute(
    tx,
  )
  return rows
}

async function listBuildings(tx: Tx, { countyCode, estateId }: EstatePlace): Promise<EstateFirst['buildings']> {
  const { rows } = await sql<EstateFirst['buildings'][number]>`
    select b.id, b.name, count(u.id)::integer as homes, (count(u.id) filter (where ${isWaiting}))::integer as waiting,
           (count(u.id) filter (where ${isWaiting} and u.area_m2 is null))::integer as unsurveyed
      from buildings as b left join units as u on u.county_code = b.county_code and u.building_id = b.id
     where b.county_code = ${countyCode} and b.estate_id = ${estateId}
     group by b.id, b.name order by b.name`.execute(tx)
  return rows
}

async function listApplications(tx: Tx, { countyCode, estateId }: EstatePlace): Promise<EstateFirst['applications']> {
  const { rows } = await sql<EstateFirst['applications'][number]>`
    select a.id, a.state, a.homes, b.name as "buildingName", a.acceptance_no as "acceptanceNo", a.submitted_on as "submittedOn",
           a.entered_on as "enteredOn"
      from applications as a
      join first_registrations as f on f.county_code = a.county_code and f.application_id = a.id
      left join buildings as b on b.county_code = a.county_code and b.id = a.building_id
     where a.county_code = ${countyCode} and a.estate_id = ${estateId} order by a.id desc limit 200`.execute(tx)
  return rows
}
