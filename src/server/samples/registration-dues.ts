import { sql } from 'kysely'
import { isComputed } from '#domain/dues/computed.ts'
import { deedTax } from '#domain/dues/deed-tax.ts'
import { deferralBasis, sampleBatches, sampleLandDebts } from '#samples/registrations.ts'
import { grantTerm, openRecoveryByHand, recordDues, takePayment } from '../dues/actions.ts'
import { read, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { type DeskHouse, dayIn, sampleReason } from './registration-desk.ts'
import { showSampleFunds } from './registration-funds.ts'
import { sampleApplications } from './registration-transfers.ts'

/** The last step of all: where it is told, everything before it is. */
export const lastStep = sampleReason('追缴')

/**
 * The deed tax of the transfers handed in, paid where its desk has passed it; then two developers' land debts, one put off by
 * decision, one late, and the recovery of both.
 * Rates and a fund; the deed tax of the transfers handed in, paid where its desk has passed it; then two developers' land debts, one put off by
 * decision, one late.
 */
export async function recordSampleDues(house: DeskHouse): Promise<void> {
  await showSampleFunds(house)
  await house.once(sampleReason('契税'), (reason) => recordDeedTax(house, reason))
  await payDeedTax(house)
  const [putOff, late] = sampleLandDebts
  await house.once(sampleReason('缓缴的土地出让价款'), (reason) => recordLandDebt(house, 0, putOff, reason))
  await putOffDebt(house, putOff)
  await house.once(sampleReason('土地出让价款'), (reason) => recordLandDebt(house, 1, late, reason))
  await house.once(lastStep, (reason) => openRecoveries(house, reason))
}

type LandDebt = (typeof sampleLandDebts)[number]

/** A debt of one of the county's developers, by the order of their names. */
function recordLandDebt(house: DeskHouse, place: number, debt: LandDebt, reason: string): Promise<unknown> {
  const { db, desk, actors } = house
  return transact(db, actors.window, async (tx) => {
    const { rows } = await sql<{ estateId: string; organisationId: string; debtorName: string }>`
      select distinct on (o.name) e.id as "estateId", o.id as "organisationId", o.name as "debtorName"
        from estates as e join organisations as o on o.county_code = e.county_code and o.id = e.developer_id
       where e.county_code = ${desk.code}
       order by o.name, e.name offset ${place} limit 1`.execute(tx)
    const { amountFen, basis } = debt
    const due = {
      kind: 'land_price',
      debtorKind: 'organisation',
      unitId: null,
      computed: null,
      amountFen,
      basis,
    } as const
    const list = rows.map((of) => ({ ...due, ...of, dueOn: dayIn(debt.dueInDays) }))
    if (list.length > 0) await recordDues(tx, actors.window, desk.code, list, reason)
  })
}

/** A recovery of each of the two debts that has none by itself: neither holds up a home. */
async function openRecoveries({ db, desk, actors: { window } }: DeskHouse, reason: string): Promise<void> {
  const { rows } = await read(db, window, (tx) =>
    sql<{ id: string; estateId: string; basis: string }>`
      select id, estate_id as "estateId", basis from dues as d
       where county_code = ${desk.code} and basis = any (${sampleLandDebts.map(({ basis }) => basis)}::text[])
         and not exists (select from recovery_dues as r where r.county_code = d.county_code and r.due_id = d.id) order by id`.execute(
      tx,
    ),
  )
  for (const { id, estateId, basis } of rows) {
    const asked = { estateId, dueIds: [id], basis, dueOn: null, reason }
    await transact(db, window, (tx) => openRecoveryByHand(tx, window, desk.code, asked)) // a case each
  }
}

async function putOffDebt(
  { db, desk, actors: { window } }: DeskHouse,
  debt: (typeof sampleLandDebts)[0],
): Promise<void> {
  const { rows } = await read(db, window, (tx) =>
    sql<{ id: string }>`
      select id from dues as d
       where county_code = ${desk.code} and kind = 'land_price' and basis = ${debt.basis}
         and not exists (select from due_terms as t where t.county_code = d.county_code and t.due_id = d.id)
       limit 1`.execute(tx),
  )
  const term = { kind: 'deferral', untilOn: dayIn(debt.deferredForDays), basis: deferralBasis } as const
  if (rows[0]) await grantTerm(db, window, desk.code, rows[0].id, term)
}

type TaxedHome = { unitId: string; estateId: string; owners: string; areaX100: number; priceFen: number }

/** The contracts of the sample say no day that a table covers, so the tax is that of the declaration's day. */
const assumedContract = '2021-06-30'

async function recordDeedTax(house: DeskHouse, reason: string): Promise<void> {
  const { db, desk, actors } = house
  const applications = await sampleApplications(house)
  if (applications.length === 0) return
  await transact(db, actors.tax, async (tx) => {
    const { rows } = await sql<TaxedHome>`
      select a."unitId", u.estate_id as "estateId", (u.area_m2 * 100)::integer as "areaX100", u.price_fen as "priceFen",
             (select string_agg(o.name, '、' order by o.owner_no) from owners as o where o.county_code = u.county_code and o.unit_id = u.id) as owners
        from unnest(${applications.map(({ unitId }) => unitId)}::uuid[]) with ordinality as a ("unitId", place)
        join units as u on u.county_code = ${desk.code} and u.id = a."unitId"
       where u.price_fen > 0 and u.area_m2 is not null and u.use = '住宅'
       order by a.place`.execute(tx)
    const list = rows.flatMap((home) => taxOf(home))
    if (list.length > 0) await recordDues(tx, actors.tax, desk.code, list, reason)
  })
}

function taxOf({ unitId, estateId, owners, areaX100, priceFen }: TaxedHome) {
  const computed = deedTax({
    contractOn: assumedContract,
    declaredOn: officeToday(),
    areaX100,
    priceFen,
    familyHome: 'only',
    isHome: true, // only homes are asked for
    statutory: [],
  })
  if (!isComputed(computed) || computed.fen === 0) return []
  const { document, number } = computed.source
  return [
    {
      kind: 'deed_tax' as const,
      debtorKind: 'owner' as const,
      organisationId: null,
      debtorName: owners,
      estateId,
      unitId,
      amountFen: computed.fen,
      basis: [document, number].filter(Boolean).join(' '),
      dueOn: dayIn(30),
      computed,
    },
  ]
}

const receipt = (at: number) => `示例${String(at + 1).padStart(4, '0')}`

/** Homes whose gate the tax office has passed have paid, each by his own receipt; one more has paid a part. */
async function payDeedTax(house: DeskHouse): Promise<void> {
  const { db, desk, actors } = house
  const passed = sampleBatches.find(({ act }) => act === 'pass_tax')?.until ?? 0
  const units = (await sampleApplications(house)).slice(0, passed + 1).map(({ unitId }) => unitId)
  const { rows } = await read(db, actors.tax, (tx) =>
    sql<{ id: string; payer: string; fen: number; place: number; isPaid: boolean }>`
      select d.id, d.debtor_name as payer, d.amount_fen as fen, a.place::integer as place,
             exists (select from payments as p where p.county_code = d.county_code and p.receipt_no = '示例' || lpad(a.place::text, 4, '0')) as "isPaid"
        from unnest(${units}::uuid[]) with ordinality as a (unit_id, place)
        join dues as d on d.county_code = ${desk.code} and d.unit_id = a.unit_id and d.kind = 'deed_tax' and d.cancelled_on is null
       order by a.place`.execute(tx),
  )
  for (const { id, payer, fen, place, isPaid } of rows) {
    if (isPaid) continue
    const paid = place <= passed ? fen : Math.floor(fen / 2)
    const payment = { way: 'bank', paidOn: officeToday(), payerName: payer, receiptNo: receipt(place - 1) } as const
    await takePayment(db, actors.tax, desk.code, { ...payment, allocations: [{ dueId: id, fen: paid }] }) // a receipt each
  }
}
