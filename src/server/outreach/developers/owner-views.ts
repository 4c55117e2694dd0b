import { sql } from 'kysely'
import type { OwnerHandIn } from '#contract/developer-shapes.ts'
import type { Tx } from '../../platform/acts.ts'
import { type Developer, isOwnOrganisation, notFound, type OwnEstatePlace } from './own.ts'

export type OwnerHandInPlace = Developer & { handInId: string }

type Line = Omit<OwnerHandIn, 'faults'>

const line = sql`
  h.id, h.estate_id as "estateId", h.name, h.state, h.rows, h.refused, h.checked_on as "checkedOn", h.checker_name as "checkedBy", h.sent_on as "sentOn",
  (select count(*)::integer from batch_items as i where i.county_code = h.county_code and i.batch_id = h.batch_id and i.state = 'done') as done,
  coalesce((select b.state = 'finished' from batches as b where b.county_code = h.county_code and b.id = h.batch_id), false) as "isFinished"`

/** The workbooks a developer brought for an estate, the latest first; those set aside are left out. */
export async function listOwnerHandIns(
  tx: Tx,
  { countyCode, estateId, organisationId }: OwnEstatePlace,
): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select ${line} from owner_hand_ins as h
     where h.county_code = ${countyCode} and h.estate_id = ${estateId} and h.organisation_id = ${organisationId} and h.state <> 'set_aside'
     order by h.id desc limit 100`.execute(tx)
  return rows
}

/** One workbook with every row something is wrong with, when it is the developer's own and so is its estate. */
export async function getOwnerHandIn(
  tx: Tx,
  { countyCode, accountId, handInId }: OwnerHandInPlace,
): Promise<OwnerHandIn> {
  const { rows } = await sql<OwnerHandIn>`
    select ${line}, (select coalesce(jsonb_agg(f - 'no' order by (f ->> 'no')::integer), '[]') from jsonb_array_elements(h.faults) as f) as faults
      from owner_hand_ins as h ${ownsIt(accountId)}
     where h.county_code = ${countyCode} and h.id = ${handInId}`.execute(tx)
  if (!rows[0]) throw notFound()
  return rows[0]
}

const ownsIt = (accountId: string) => sql`
  join estates as e on e.county_code = h.county_code and e.id = h.estate_id
  join organisations as o on o.county_code = h.county_code and o.id = h.organisation_id and o.id = e.developer_id and ${isOwnOrganisation(accountId)}`

/** What is kept of a workbook: its file, the terms it was checked on, and what is wrong with which row. */
export type KeptHandIn = {
  estateId: string
  organisationId: string
  name: string
  sha256: Buffer
  terms: { applicantKind: 'both' | 'buyer' | 'developer' | 'heir' }
  rows: number
  faults: readonly { no: number; place: string; words: string }[]
  state: OwnerHandIn['state']
}

export async function getKept(tx: Tx, { countyCode, accountId, handInId }: OwnerHandInPlace): Promise<KeptHandIn> {
  const { rows } = await sql<KeptHandIn>`
    select h.estate_id as "estateId", h.organisation_id as "organisationId", h.name, h.sha256, h.terms, h.rows, h.faults, h.state
      from owner_hand_ins as h ${ownsIt(accountId)}
     where h.county_code = ${countyCode} and h.id = ${handInId}`.execute(tx)
  if (!rows[0]) throw notFound()
  return rows[0]
}
