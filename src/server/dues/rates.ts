import { type RawBuilder, sql } from 'kysely'
import type { DueRates } from '#contract/due-rates.ts'
import type { StatutoryRate } from '#domain/dues/deed-tax.ts'
import { type FundRate, findFundRatesFault } from '#domain/dues/maintenance-fund.ts'
import { findTableFault, rowAtFault } from '#domain/dues/rate-tables.ts'
import { type Actor, type Db, nextAct, read, recordAct, type Tx, transact } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { wordsOfFault } from './rate-words.ts'

const dated = sql`
  from_on as "from", until_on as until, json_build_object('document', document, 'number', document_no, 'verified', is_verified) as source`

/** The rates a county entered, in the order of their tables. */
async function findDueRates(tx: Tx, countyCode: string): Promise<DueRates> {
  const { rows: maintenanceFund } = await sql<DueRates['maintenanceFund'][number]>`
    select use, storeys_from as "storeysFrom", storeys_to as "storeysTo", fen_per_m2 as "fenPerM2", ${dated}
      from maintenance_fund_rates where county_code = ${countyCode} order by use, storeys_from, from_on`.execute(tx)
  const { rows: deedTax } = await sql<DueRates['deedTax'][number]>`
    select per_mille as "perMille", ${dated} from deed_tax_rates where county_code = ${countyCode} order by from_on`.execute(
    tx,
  )
  return { maintenanceFund, deedTax }
}

export const dueRates = (db: Db, actor: Actor, countyCode: string): Promise<DueRates> =>
  read(db, actor, (tx) => findDueRates(tx, countyCode))

/** The same as the calculators read them. */
export async function ratesOf(
  tx: Tx,
  countyCode: string,
): Promise<{ fund: readonly FundRate[]; statutory: readonly StatutoryRate[] }> {
  const { maintenanceFund, deedTax } = await findDueRates(tx, countyCode)
  return {
    fund: maintenanceFund,
    statutory: deedTax.map(({ perMille, ...row }) => ({ ...row, rate: { parts: perMille, of: 1000 } })),
  }
}

type Writing<Row> = { rows: readonly Row[]; reason: string }

/** Writes a county's rates of the maintenance fund whole, as one act; a gap or overlap is refused at its row. */
export function setFundRates(
  db: Db,
  actor: Actor,
  countyCode: string,
  { rows, reason }: Writing<DueRates['maintenanceFund'][number]>,
): Promise<DueRates> {
  const fault = findFundRatesFault(rows)
  if (fault) throw refusedAt(fault.row, wordsOfFault(fault), fault.fault)
  return setRates(db, actor, countyCode, {
    reason,
    clear: sql`delete from maintenance_fund_rates where county_code = ${countyCode}`,
    write: sql`
      insert into maintenance_fund_rates (county_code, use, storeys_from, storeys_to, fen_per_m2, from_on, until_on, document, document_no, is_verified)
      select ${countyCode}, use, "storeysFrom", "storeysTo", "fenPerM2", "from", until, source ->> 'document', source ->> 'number', (source ->> 'verified')::boolean
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
             as r (use text, "storeysFrom" smallint, "storeysTo" smallint, "fenPerM2" bigint, "from" date, until date, source jsonb)`,
  })
}

/** Writes the statutory rates of the deed tax whole, as one act. */
export function setDeedTaxRates(
  db: Db,
  actor: Actor,
  countyCode: string,
  { rows, reason }: Writing<DueRates['deedTax'][number]>,
): Promise<DueRates> {
  const fault = findTableFault(rows)
  if (fault) throw refusedAt(rowAtFault(rows, fault), wordsOfFault(fault), fault.fault)
  return setRates(db, actor, countyCode, {
    reason,
    clear: sql`delete from deed_tax_rates where county_code = ${countyCode}`,
    write: sql`
      insert into deed_tax_rates (county_code, per_mille, from_on, until_on, document, document_no, is_verified)
      select ${countyCode}, "perMille", "from", until, source ->> 'document', source ->> 'number', (source ->> 'verified')::boolean
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ("perMille" smallint, "from" date, until date, source jsonb)`,
  })
}

const fieldsOfFault: Readonly<Record<string, string>> = {
  backwards: 'until',
  storeys_gap: 'storeysFrom',
  storeys_backwards: 'storeysTo',
}

const refusedAt = (row: number, message: string, fault: string) =>
  new Refused({
    kind: 'invalid',
    code: `rates_${fault}`,
    message,
    fields: [{ field: `rows.${row}.${fieldsOfFault[fault] ?? 'from'}`, message }],
  })

function setRates(
  db: Db,
  actor: Actor,
  countyCode: string,
  { reason, clear, write }: { reason: string; clear: RawBuilder<unknown>; write: RawBuilder<unknown> },
): Promise<DueRates> {
  return transact(db, actor, async (tx) => {
    await nextAct(tx, countyCode)
    const before = await recordOf(tx, countyCode)
    await clear.execute(tx)
    await write.execute(tx)
    const { id, record } = await recordOf(tx, countyCode)
    const change = Object.fromEntries(
      Object.entries(record).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before.record[key])),
    )
    if (Object.keys(change).length === 0)
      throw new Refused({ kind: 'conflict', code: 'nothing_changed', message: '与现在的一样，没有改动' })
    const rows = [{ subjectKind: 'due_rates' as const, subjectId: id, change }]
    await recordAct(tx, { countyCode, kind: 'due_rates_set', actor, reason, rows })
    return findDueRates(tx, countyCode)
  })
}

type Recorded = { id: string; record: Record<string, unknown> }

async function recordOf(tx: Tx, countyCode: string): Promise<Recorded> {
  const { rows } = await sql<Recorded>`
    select due_rates_id(${countyCode}) as id, due_rates_record(${countyCode}) as record`.execute(tx)
  if (!rows[0]) throw new Error(`no record of the rates of ${countyCode}`)
  return rows[0]
}
