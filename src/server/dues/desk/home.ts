import { sql } from 'kysely'
import type { DeskHome } from '#contract/cash-desk-shapes.ts'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import { dueLine, duePlaces } from '../list.ts'

/** What a cash desk shows of a home. The developer's debts stand apart: they hold up nobody's certificate (证缴分离). */
export async function deskHome(tx: Tx, countyCode: string, unitId: string): Promise<DeskHome> {
  const { developerName, developerId, ...home } = await mustFind(tx, countyCode, unitId)
  const { rows: dues } = await sql<DeskHome['dues'][number]>`
    select ${dueLine}, d.basis, d.computed
      from dues as d ${duePlaces}
     where d.county_code = ${countyCode} and d.unit_id = ${unitId} and d.debtor_kind = 'owner' and d.cancelled_on is null
     order by d.owed_fen = 0, d.id limit 50`.execute(tx)
  const owed = await developersDebts(tx, countyCode, home.estateId, developerId)
  return {
    ...home,
    dues,
    application: await lastApplication(tx, countyCode, unitId),
    developer: { name: developerName, owedFen: owed.reduce((sum, { owedFen }) => sum + owedFen, 0), dues: owed },
    receipts: await receiptsOf(tx, countyCode, unitId),
  }
}

type Home = Omit<DeskHome, 'dues' | 'application' | 'developer' | 'receipts'> & {
  developerName: string | null
  developerId: string | null
}

/** The home with its owners; where the ledger names none, those who applied for it. */
async function mustFind(tx: Tx, countyCode: string, unitId: string): Promise<Home> {
  const { rows } = await sql<Home>`
    select u.id as "unitId", u.estate_id as "estateId", e.name as "estateName", concat_ws('-', b.name, nullif(u.entrance, ''), u.room) as home, u.use,
           u.area_m2 as "areaM2", a.contract_on as "contractOn", coalesce(a.price_fen, u.price_fen) as "priceFen",
           o.name as "developerName", o.id as "developerId",
           coalesce((select jsonb_agg(jsonb_build_object('name', w.name, 'idMasked', w.id_masked) order by w.owner_no)
                       from owners as w where w.county_code = u.county_code and w.unit_id = u.id),
                    (select jsonb_agg(jsonb_build_object('name', p.name, 'idMasked', p.id_masked) order by p.party_no)
                       from application_parties as p where p.county_code = a.county_code and p.application_id = a.id and p.role = 'buyer'), '[]') as owners
      from units as u
      join estates as e on e.county_code = u.county_code and e.id = u.estate_id
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
      left join organisations as o on o.county_code = e.county_code and o.id = e.developer_id
      left join applications as a on a.county_code = u.county_code and a.unit_id = u.id and a.is_open
     where u.county_code = ${countyCode} and u.id = ${unitId}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_unit', message: '没有这一户' })
  return rows[0]
}

/** What is owed on the estate, or by its developer anywhere, by anybody but owners; what is owed most first. */
async function developersDebts(
  tx: Tx,
  countyCode: string,
  estateId: string,
  developerId: string | null,
): Promise<DeskHome['developer']['dues']> {
  const { rows } = await sql<DeskHome['developer']['dues'][number]>`
    with theirs as (
      select id from dues where county_code = ${countyCode} and estate_id = ${estateId} and unit_id is null
      union
      select id from dues where county_code = ${countyCode} and organisation_id = ${developerId}
    )
    select d.id, d.kind, d.debtor_name as "debtorName", d.owed_fen as "owedFen",
           (select t.until_on from due_terms as t where t.county_code = d.county_code and t.due_id = d.id and t.kind = 'deferral' and t.ended_on is null) as "deferredUntil"
      from theirs join dues as d on d.county_code = ${countyCode} and d.id = theirs.id
     where d.owed_fen > 0 and d.debtor_kind = 'organisation'
     order by d.owed_fen desc, d.id limit 50`.execute(tx)
  return rows
}

/** The open transfer of the home, else its last one. */
async function lastApplication(tx: Tx, countyCode: string, unitId: string): Promise<DeskHome['application']> {
  const { rows } = await sql<NonNullable<DeskHome['application']>>`
    select a.id, a.acceptance_no as "acceptanceNo", a.state, a.is_open as "isOpen",
           (select jsonb_agg(jsonb_build_object('gate', g.gate, 'state', g.state, 'evidence', g.evidence)
                             order by array_position(array['papers', 'tax', 'fund', 'review'], g.gate))
              from application_gates as g where g.county_code = a.county_code and g.application_id = a.id) as gates
      from applications as a
     where a.county_code = ${countyCode} and a.unit_id = ${unitId}
     order by a.is_open desc, a.id desc limit 1`.execute(tx)
  return rows[0] ?? null
}

/** The last receipts of the home, newest first. */
async function receiptsOf(tx: Tx, countyCode: string, unitId: string): Promise<DeskHome['receipts']> {
  const { rows } = await sql<DeskHome['receipts'][number]>`
    select p.id as "paymentId", p.visit_id as "visitId", p.receipt_no as "receiptNo", p.way, p.amount_fen as fen, p.paid_on as "paidOn", p.taker_name as "takerName",
           exists (select from payments as r where r.county_code = p.county_code and r.reverses_id = p.id) as "isReversed"
      from payments as p
     where p.county_code = ${countyCode} and p.reverses_id is null
       and p.id in (select l.payment_id from dues as d join money_lines as l on l.county_code = d.county_code and l.due_id = d.id
                     where d.county_code = ${countyCode} and d.unit_id = ${unitId})
     order by p.paid_on desc, p.id desc limit 20`.execute(tx)
  return rows
}
