import { type Kysely, sql, type Transaction } from 'kysely'

export type Db = Kysely<unknown>
export type Tx = Transaction<unknown>

/** Who acts, and in which regions the permission at hand holds: county codes, and the city's own code where it does. */
export type Actor = { accountId: string; name: string; counties: readonly string[] }

/** The program itself: sample campaign, maintenance. Its acts carry this name in the history. */
const systemAccountId = '00000000-0000-0000-0000-000000000000'

/** Owners and visitors of the public pages: they have no account, their acts carry a name that tells no more than is needed. */
const outsideAccountId = '00000000-0000-0000-0000-000000000001'

export function outsideActor(name: string, counties: readonly string[]): Actor {
  return { accountId: outsideAccountId, name, counties }
}

export function systemActor(counties: readonly string[]): Actor {
  return { accountId: systemAccountId, name: '系统', counties }
}

/** Runs a reading transaction that sees only the actor's counties. */
export function read<T>(db: Db, actor: Actor, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setAccessMode('read only')
    .execute(async (tx) => {
      await setJurisdiction(tx, actor)
      return fn(tx)
    })
}

/** Runs a changing transaction within the actor's counties; anything thrown undoes all of it. */
export function transact<T>(db: Db, actor: Actor, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await setJurisdiction(tx, actor)
    return fn(tx)
  })
}

async function setJurisdiction(tx: Tx, actor: Actor): Promise<void> {
  const [counties, uid] = [sql.lit(actor.counties.join(',')), sql.lit(actor.accountId)] // without values: it may go with the beginning
  await sql`select set_config('app.counties', ${counties}, true), set_config('app.uid', ${uid}, true)`.execute(tx)
}

export type ActRow = {
  subjectKind:
    | 'estate'
    | 'building'
    | 'unit'
    | 'organisation'
    | 'account'
    | 'bulletin'
    | 'policy'
    | 'task'
    | 'person'
    | 'meeting'
    | 'resolution'
    | 'work_event'
    | 'campaign'
    | 'scope'
    | 'document'
    | 'document_issuer'
    | 'ladder_rule'
    | 'ladder_step'
    | 'developer_matter'
    | 'penalty'
    | 'inspection'
    | 'inspection_finding'
    | 'inspector_note'
    | 'hand_in'
    | 'report_rhythm'
    | 'report_text'
    | 'report_freeze'
    | 'document_template'
    | 'application'
    | 'batch'
    | 'restriction'
    | 'survey'
    | 'parcel'
    | 'archive_file'
    | 'archive_share'
    | 'public_notice'
    | 'site_inspection'
    | 'place'
    | 'session'
    | 'appointment'
    | 'delivery'
    | 'hand_over'
    | 'joint_acceptance'
    | 'registration_settings'
    | 'due'
    | 'payment'
    | 'fund'
    | 'due_rates'
    | 'cash_closing'
    | 'payment_list'
    | 'recovery'
    | 'fund_use'
    | 'visit'
    | 'unit_outreach'
    | 'visit_conflict'
    | 'visit_device'
    | 'visit_plan'
    | 'outreach_reasons'
    | 'message'
    | 'owner_paper'
    | 'authorisation'
    | 'owner_case'
    | 'owner_wish'
    | 'qualification'
    | 'appraisal'
    | 'developer_hand_in'
    | 'publication'
  subjectId: string
  change: Record<string, unknown>
}

export type NewAct = {
  countyCode: string
  kind: string
  actor: Actor
  reason: string
  payload?: Record<string, unknown>
}

/**
 * Appends an act and the records it changed to the county's history, as the next link of its chain.
 * The caller has changed, or changes in the same transaction, exactly these records.
 */
export async function recordAct(tx: Tx, act: NewAct & { rows: readonly ActRow[] }): Promise<{ actNo: number }> {
  const { actNo } = await nextAct(tx, act.countyCode)
  const changed = sql`
    select row_no::integer, subject_kind, subject_id::uuid, change
      from unnest(${act.rows.map((row) => row.subjectKind)}::text[],
                  ${act.rows.map((row) => row.subjectId)}::uuid[],
                  ${act.rows.map((row) => JSON.stringify(row.change))}::jsonb[])
           with ordinality as rows (subject_kind, subject_id, change, row_no)`
  await appendHistory(tx, act.countyCode, actNo, changed)
  await linkAct(tx, actNo, act)
  return { actNo }
}

/** Takes the county's next act number; acts of one county wait for each other here. */
export async function nextAct(tx: Tx, countyCode: string): Promise<{ actNo: number }> {
  const { rows } = await sql<{ actNo: number }>`
    select act_no + 1 as "actNo" from chain_heads where county_code = ${countyCode} for update`.execute(tx)
  const head = rows[0]
  if (!head) throw new Error(`no chain for county ${countyCode} within this jurisdiction`)
  return head
}

/** Lets no act through in these places until this transaction ends, taken in one order everywhere: what it reads stays so. */
export async function holdActs(tx: Tx, regions: readonly string[]): Promise<void> {
  await sql`select from chain_heads where county_code = any (${regions}::text[]) order by county_code for update`.execute(
    tx,
  )
}

/** Appends history rows from a query giving `row_no, subject_kind, subject_id, change`, numbered from 1 without gaps. */
export async function appendHistory(
  tx: Tx,
  countyCode: string,
  actNo: number,
  rows: ReturnType<typeof sql>,
): Promise<void> {
  await sql`
    insert into history (county_code, act_no, row_no, subject_kind, subject_id, change, hash)
    select ${countyCode}, ${actNo}, row_no, subject_kind, subject_id, change,
           history_hash(${countyCode}, ${actNo}, row_no, subject_kind, subject_id, change)
      from (${rows}) as changed`.execute(tx)
}

/** Writes the act itself over the history rows already appended under its number, and moves the chain's head. */
export async function linkAct(tx: Tx, actNo: number, act: NewAct): Promise<void> {
  await sql`
    with content as (
      select count(*)::integer as row_count, merkle_root(array_agg(hash order by row_no)) as rows_root
        from history where county_code = ${act.countyCode} and act_no = ${actNo}
    ), unsealed as (
      select (jsonb_populate_record(null::acts, jsonb_build_object(
               'county_code', ${act.countyCode}::text, 'act_no', ${actNo}::bigint, 'kind', ${act.kind}::text,
               'actor_id', ${act.actor.accountId}::uuid, 'actor_name', ${act.actor.name}::text,
               'acted_at', clock_timestamp(), 'reason', ${act.reason}::text,
               'payload', ${JSON.stringify(act.payload ?? {})}::jsonb, 'row_count', content.row_count,
               'rows_root', content.rows_root, 'previous_hash', head.hash))).*
        from content, chain_heads as head
       where head.county_code = ${act.countyCode}
    ), linked as (
      insert into acts
      select u.county_code, u.act_no, u.kind, u.actor_id, u.actor_name, u.acted_at, u.reason, u.payload,
             u.row_count, u.rows_root, u.previous_hash, act_hash(row(u.*)::acts)
        from unsealed as u
      returning county_code, act_no, hash
    )
    update chain_heads as head
       set act_no = linked.act_no, hash = linked.hash
      from linked
     where head.county_code = linked.county_code`.execute(tx)
}
