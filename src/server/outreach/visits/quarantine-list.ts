import { sql } from 'kysely'
import type { QuarantinedRecord } from '#contract/visit-sync.ts'
import { maskIdNumber, maskPhone } from '#domain/units/masks.ts'
import type { Tx } from '../../platform/acts.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { instant } from './homes-standing.ts'

type Row = Omit<QuarantinedRecord, 'said' | 'place'> & { cipher: Buffer }
type Content = Record<string, unknown>

/** A page of records that wait, or of what was decided on them; numbers in them are masked. */
export async function listQuarantine(
  { tx, secrets }: { tx: Tx; secrets: Secrets },
  counties: readonly string[],
  { after, limit, state }: { after?: string | undefined; limit: number; state: QuarantinedRecord['state'] },
): Promise<{ rows: QuarantinedRecord[]; next: string | null; total: null }> {
  const { rows } = await sql<Row>`
    select q.id, q.county_code as "countyCode", q.why, q.state, q.kind, q.account_name as "accountName", d.name as "deviceName",
           ${instant(sql`q.received_at`)} as "receivedAt", q.decider_name as "deciderName", q.decided_reason as "decidedReason", q.content_cipher as cipher
      from visit_quarantine as q
      left join visit_devices as d on d.county_code = q.county_code and d.id = q.device_id
     where q.county_code = any (${counties}::text[]) and q.state = ${state} and ${after ? sql`q.id < ${after}` : sql`true`}
     order by q.id desc limit ${limit}`.execute(tx)
  const opened = rows.map(({ cipher, ...row }) => ({ row, content: JSON.parse(secrets.open(cipher)) as Content })) // an object by GivenRecord
  const places = await placesOf(
    tx,
    counties,
    opened.map(({ content }) => content),
  )
  return {
    rows: opened.map(({ row, content }) => ({
      ...row,
      place: places.get(placeIdOf(content)) ?? null,
      said: linesOf(content),
    })),
    next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
    total: null,
  }
}

const placeIdOf = ({ unitId, estateId }: Content) => String(unitId ?? estateId ?? '')
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

async function placesOf(tx: Tx, counties: readonly string[], contents: readonly Content[]) {
  const ids = contents.map(placeIdOf).filter((id) => uuid.test(id))
  const { rows } = await sql<{ id: string; place: string }>`
    select u.id, concat(e.name, ' ', b.name, '号楼', nullif(u.entrance, '') || '单元', u.room) as place
      from units as u
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
      join estates as e on e.county_code = u.county_code and e.id = u.estate_id
     where u.county_code = any (${counties}::text[]) and u.id = any (${ids}::uuid[])
     union all
    select id, name from estates where county_code = any (${counties}::text[]) and id = any (${ids}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map(({ id, place }) => [id, place]))
}

const hidden: readonly string[] = [
  'id',
  'kind',
  'countyCode',
  'unitId',
  'estateId',
  'formVersion',
  'baseRevision',
  'photos',
]

/** What a record says, line by line; whatever looks like a number of a person is masked. */
function linesOf(content: Content, above = ''): QuarantinedRecord['said'] {
  return Object.entries(content).flatMap(([part, value]) => {
    if ((above === '' && hidden.includes(part)) || value === null || value === undefined) return []
    const name = above === '' ? part : `${above}.${part}`
    if (typeof value === 'object' && !Array.isArray(value)) return linesOf(value as Content, name) // an object by the line before
    return [{ name, value: masked(wordOf(value)) }]
  })
}

const wordOf = (value: unknown) =>
  typeof value === 'string' ? value : Array.isArray(value) ? value.join('、') : JSON.stringify(value)

const masked = (text: string) =>
  text
    .replaceAll(/\d{17}[\dXx]/g, (number) => maskIdNumber(number))
    .replaceAll(/(?<![\d-])1\d{10}(?!\d)/g, (number) => maskPhone(number))
