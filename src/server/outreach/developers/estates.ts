import { sql } from 'kysely'
import type { OwnEstate, OwnEstateView } from '#contract/developer-shapes.ts'
import { debtsOfOrganisation, recoveriesOfOrganisation } from '../../dues/actions.ts'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { casesOf } from '../../registrations/actions.ts'
import { checklistOf, isOpen } from './checklist.ts'
import { type Developer, isOwnOrganisation, notFound, ownEstateOf } from './own.ts'
import { listOwnerHandIns } from './owner-views.ts'
import { papersOf } from './paper-views.ts'
import { problemsOf } from './problems.ts'

type Row = Omit<OwnEstate, 'papersMissing'>

/** Of an estate `e` of the organisation `o`: what is registered, owed, open and unread. */
const columns = sql`
  e.id as "estateId", e.name, e.location, coalesce(u.homes, 0) as homes, coalesce(u.first, 0) as "firstRegistered", coalesce(u.transferred, 0) as transferred,
  (select coalesce(sum(d.owed_fen), 0)::bigint from dues as d
    where d.county_code = e.county_code and d.organisation_id = o.id and d.estate_id = e.id and d.cancelled_on is null) as "owedFen",
  (select count(*)::integer from developer_matters as m
    where m.county_code = e.county_code and m.estate_id = e.id and m.developer_id = o.id and m.ended_on is null) as problems,
  (select count(*)::integer from documents as l
    where l.county_code = e.county_code and l.recipient_id = o.id and l.state = 'served') as letters,
  (select count(*)::integer from units as w
    where w.county_code = e.county_code and w.estate_id = e.id and w.first_registered_on is not null and w.transferred_on is null
      and not exists (select from applications as a where a.county_code = w.county_code and a.unit_id = w.id and a.is_open)) as waiting`

const from = (accountId: string) => sql`
    from estates as e
    join organisations as o on o.county_code = e.county_code and o.id = e.developer_id and ${isOwnOrganisation(accountId)}
    left join lateral (select sum(n) filter (where indicator = 'units')::integer as homes,
                              sum(n) filter (where indicator = 'first_registered')::integer as first,
                              sum(n) filter (where indicator = 'transferred')::integer as transferred
                         from tallies where county_code = e.county_code and estate_id = e.id) as u on true`

/** The estates of a developer, those with the most homes still open first; a developer has a few. */
export async function listOwnEstates(tx: Tx, { countyCode, accountId }: Developer): Promise<OwnEstate[]> {
  const { rows } = await sql<Row>`
    select ${columns} ${from(accountId)}
     where e.county_code = ${countyCode}
     order by coalesce(u.homes, 0) - coalesce(u.transferred, 0) desc, e.name limit 500`.execute(tx)
  const cases = await casesOf(
    tx,
    countyCode,
    rows.map(({ estateId }) => estateId),
  )
  return rows.map((row) => ({
    ...row,
    papersMissing: cases.get(row.estateId)?.papers.filter(({ status }) => isOpen(status)).length ?? 0,
  }))
}

/** One's own estate whole: what is asked, owed, to be settled, and what was handed in. */
export async function getOwnEstate(tx: Tx, developer: Developer, estateId: string): Promise<OwnEstateView> {
  const place = await ownEstateOf(tx, developer, estateId)
  const { countyCode, organisationId, organisation } = place
  const { rows } = await sql<Row>`
    select ${columns}
      ${from(developer.accountId)} where e.county_code = ${countyCode} and e.id = ${estateId}`.execute(tx)
  const [row] = rows
  if (!row) throw notFound()
  const [today, owing] = [officeToday(), { countyCode, organisations: [organisationId], estateId }]
  const papers = await papersOf(tx, place)
  const { checklist, diagnosedOn } = await checklistOf(tx, place, papers)
  return {
    ...row,
    countyCode,
    organisation,
    papersMissing: checklist.filter(({ state }) => state === 'missing' || state === 'unknown').length,
    diagnosedOn,
    checklist,
    papers,
    dues: await debtsOfOrganisation(tx, owing, today),
    recoveries: (await recoveriesOfOrganisation(tx, owing, today)).map(({ plan, ...one }) => ({
      ...one,
      instalments: plan?.instalments ?? [],
    })),
    asOf: today,
    todo: await problemsOf(tx, place, today),
    handIns: await listOwnerHandIns(tx, place),
  }
}
