import { type CellValue, writeXlsx } from 'hucre'
import { sql } from 'kysely'
import { ownerColumns } from '#domain/registrations/transfer/workbook-columns.ts'
import type { Tx } from '../../platform/acts.ts'
import { harmless } from '../../platform/workbooks.ts'
import type { OwnEstatePlace } from './own.ts'

type Home = { unitCode: string | null; building: string; entrance: string; room: string; contractNo: string | null }

/** More homes than the largest estate has. */
const mostHomes = 10_000

/**
 * The template with the homes of an estate that are registered and wait for their owners. Who they are is left for the developer
 * to write: what he hands in is held against the records, and would prove nothing if it came from them.
 */
export async function ownersBook(tx: Tx, { countyCode, estateId }: OwnEstatePlace): Promise<Buffer> {
  const { rows: estates } = await sql<{ name: string }>`
    select name from estates where county_code = ${countyCode} and id = ${estateId}`.execute(tx)
  const homes = await openHomes(tx, countyCode, estateId)
  const lines = homes.map((home) => lineOf(estates[0]?.name ?? '', home))
  const bold = { style: { font: { bold: true } } }
  return Buffer.from(
    await writeXlsx({
      sheets: [
        {
          name: '业主',
          rows: [ownerColumns.map(({ label }) => label), ...lines],
          cells: new Map(ownerColumns.map((_, column) => [`0,${column}`, bold])),
          columns: ownerColumns.map(({ width }) => ({ width })),
          freezePane: { rows: 1 },
        },
        {
          name: '填写说明',
          rows: [
            [
              '每户一行。还没办证的房屋已经填好，请补上权利人姓名、证件号码等；这次不交的户请删去整行。证件号码的列请设为文本格式。',
            ],
            [],
            ['列名', '怎么填', '示例', 'How to fill it in'],
            ...ownerColumns.map(({ label, explanation, example, explanationEn }) => [
              ...[label, explanation, example, explanationEn],
            ]),
          ],
          columns: [20, 64, 40, 80].map((width) => ({ width })),
        },
      ],
    }),
  )
}

function lineOf(estate: string, { unitCode, building, entrance, room, contractNo }: Home): CellValue[] {
  const told: Readonly<Record<string, string | null>> = { unitCode, estate, building, entrance, room, contractNo }
  return ownerColumns.map(({ field }) => harmless(told[field] ?? ''))
}

/** In the order of the building: floor by floor, a room after the other. */
async function openHomes(tx: Tx, countyCode: string, estateId: string): Promise<Home[]> {
  const { rows } = await sql<Home>`
    select u.unit_code as "unitCode", b.name as building, u.entrance, u.room, u.contract_no as "contractNo"
      from units as u join buildings as b on b.county_code = u.county_code and b.id = u.building_id
     where u.county_code = ${countyCode} and u.estate_id = ${estateId} and u.first_registered_on is not null and u.transferred_on is null
       and not exists (select from applications as a where a.county_code = u.county_code and a.unit_id = u.id and a.is_open)
     order by length(b.name), b.name, u.entrance, length(u.room), u.room limit ${mostHomes}`.execute(tx)
  return rows
}
