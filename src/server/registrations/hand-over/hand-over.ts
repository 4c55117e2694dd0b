import { sql } from 'kysely'
import type { HandOver, HandOverChoice } from '#contract/hand-over.ts'
import type { HandedHome } from '#domain/registrations/hand-over/handed-home.ts'
import type { Exporter } from '#domain/registrations/hand-over/messages.ts'
import {
  type Actor,
  appendHistory,
  type Db,
  holdActs,
  linkAct,
  nextAct,
  read,
  recordAct,
  type Tx,
  transact,
} from '../../platform/acts.ts'
import { type Files, keepBytes } from '../../platform/files.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { wholeApplications } from '../whole.ts'
import { chooseApplications } from './choose.ts'
import { type HandedFormat, handedFile } from './handed-file.ts'
import { handedHomes } from './handed-homes.ts'
import { getHandOver } from './list.ts'

type Door = { db: Db; files: Files; secrets: Secrets }

export type NewHandOver = {
  choice: HandOverChoice
  format: HandedFormat
  exporter: Exporter
  recipient: string
  reason: string
}

/**
 * Hands applications over as one act: chooses, numbers hand-over and messages, writes the file and keeps it by its hash.
 * ID numbers go out in full, which the act says.
 */
export async function makeHandOver(
  { db, files, secrets }: Door,
  actor: Actor,
  countyCode: string,
  wanted: NewHandOver,
): Promise<HandOver> {
  const id = await transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const ids = await chooseApplications(tx, countyCode, wanted.choice)
    if (ids.length === 0)
      throw new Refused({ kind: 'conflict', code: 'nothing_to_hand_over', message: '没有符合条件、尚未移交的登记申请' })
    const day = officeToday()
    const applications = await wholeApplications(tx, countyCode, ids)
    const count = applications.reduce((sum, { homes }) => sum + homes.length, 0)
    const lastNo = (await takeNumbers(tx, countyCode, { run: 'message', period: day, count })) - count
    const homes = handedHomes(applications, secrets, { countyCode, day, lastNo })
    const year = day.slice(0, 4)
    const no = await takeNumbers(tx, countyCode, { run: 'hand_over', period: year, count: 1 })
    const { extension, bytes } = await handedFile(homes, wanted.format, wanted.exporter)
    const kept = await keepBytes(files, bytes)
    const name = `移交${year}年第${no}号.${extension}`
    return insertHandOver(tx, actor, {
      countyCode,
      year,
      no,
      day,
      name,
      applications: ids.length,
      ...kept,
      homes,
      wanted,
    })
  })
  return read(db, actor, (tx) => getHandOver(tx, countyCode, id))
}

/** The last of so many numbers of a run; whoever else gives some waits. */
async function takeNumbers(
  tx: Tx,
  countyCode: string,
  { run, period, count }: { run: 'hand_over' | 'message'; period: string; count: number },
): Promise<number> {
  const { rows } = await sql<{ lastNo: number }>`
    insert into hand_over_numbers as n (county_code, run, period, last_no) values (${countyCode}, ${run}, ${period}, ${count})
    on conflict (county_code, run, period) do update set last_no = n.last_no + excluded.last_no
    returning last_no as "lastNo"`.execute(tx)
  return rows[0]?.lastNo ?? 0
}

type Made = {
  countyCode: string
  year: string
  no: number
  day: string
  name: string
  applications: number
  sha256: Buffer
  bytes: number
  homes: readonly HandedHome[]
  wanted: NewHandOver
}

async function insertHandOver(tx: Tx, actor: Actor, made: Made): Promise<string> {
  const { countyCode, homes, wanted } = made
  const { actNo } = await nextAct(tx, countyCode)
  const { rows } = await sql<{ id: string }>`
    insert into hand_overs (county_code, year, hand_over_no, format, exporter, chosen, recipient, applications, homes, name, sha256, bytes, made_by, maker_name, made_on)
    values (${countyCode}, ${made.year}, ${made.no}, ${wanted.format}, ${wanted.exporter}, ${JSON.stringify(wanted.choice)}::jsonb, ${wanted.recipient},
            ${made.applications}, ${homes.length}, ${made.name}, ${made.sha256}, ${made.bytes}, ${actor.accountId}, ${actor.name}, ${made.day})
    returning id`.execute(tx)
  const id = rows[0]?.id ?? ''
  await sql`
    insert into hand_over_items (county_code, hand_over_id, item_no, application_id, unit_id, message_id)
    select ${countyCode}, ${id}, no, application_id, unit_id, message_id
      from unnest(${homes.map(({ applicationId }) => applicationId)}::uuid[], ${homes.map(({ unitId }) => unitId)}::uuid[],
                  ${homes.map(({ messageId }) => messageId)}::text[]) with ordinality as i (application_id, unit_id, message_id, no)`.execute(
    tx,
  )
  await appendHistory(
    tx,
    countyCode,
    actNo,
    sql`select 1 as row_no, 'hand_over' as subject_kind, id as subject_id, to_jsonb(h) - '{county_code,id}'::text[] as change
          from hand_overs as h where county_code = ${countyCode} and id = ${id}`,
  )
  const payload = { handOver: id, applications: made.applications, homes: homes.length, numbersInFull: true }
  await linkAct(tx, actNo, { countyCode, kind: 'applications_handed_over', actor, reason: wanted.reason, payload })
  return id
}

/** The file of a hand-over once more: it carries ID numbers in full, so that fetching it is an act. */
export function handOverFile(
  db: Db,
  actor: Actor,
  { countyCode, id, reason }: { countyCode: string; id: string; reason: string },
): Promise<{ name: string; sha256: Buffer }> {
  return transact(db, actor, async (tx) => {
    const { fileName, sha256 } = await getHandOver(tx, countyCode, id)
    await recordAct(tx, { countyCode, kind: 'hand_over_fetched', actor, reason, payload: { handOver: id }, rows: [] })
    return { name: fileName, sha256: Buffer.from(sha256, 'hex') }
  })
}
