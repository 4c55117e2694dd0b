import { sql } from 'kysely'
import type { MassDraft, MassMessage, MassPreview } from '#contract/messages.ts'
import type { Segment } from '#contract/outreach-shapes.ts'
import { isQuiet } from '#domain/outreach/messages/quiet-hours.ts'
import type { MassState } from '#domain/outreach/messages/states.ts'
import { type TemplateFault, templateFault } from '#domain/outreach/messages/template.ts'
import { type Actor, type Db, nextAct, read, recordAct, type Tx, transact } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { officeNow, officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { deliveryJob } from './deliver.ts'
import { getMass, type MassKey } from './mass-views.ts'
import { providerOf } from './provider.ts'
import { countRecipients, queueRecipients } from './recipients.ts'
import { messageSettings } from './settings.ts'

/** Whom a text would reach now, and when it would go out. */
export function previewMass(
  { db, config }: Pick<House, 'db' | 'config'>,
  actor: Actor,
  countyCode: string,
  { template, segment }: { template: string; segment: Segment },
): Promise<MassPreview> {
  refuseFaulty(template)
  return read(db, actor, async (tx) => {
    const { consentRule, quietFrom, quietUntil } = await messageSettings(tx, countyCode)
    const quiet = { from: quietFrom.value, until: quietUntil.value }
    const counted = await countRecipients(tx, { countyCode, segment, template }, consentRule.value)
    const isQuietNow = isQuiet(officeNow().slice(11, 16), quiet)
    return { ...counted, consentRule: consentRule.value, isQuietNow, quiet, provider: providerOf(config).name }
  })
}

/** Drafts a message to many; another person sends it. */
export function draftMass(db: Db, actor: Actor, countyCode: string, draft: MassDraft): Promise<MassMessage> {
  refuseFaulty(draft.template)
  return transact(db, actor, async (tx) => {
    await nextAct(tx, countyCode)
    const { rows } = await sql<{ id: string }>`
      insert into mass_messages (county_code, title, template, segment, state, drafted_by, drafter_name, drafted_on)
      values (${countyCode}, ${draft.title}, ${draft.template}, ${JSON.stringify(draft.segment)}::jsonb, 'draft',
              ${actor.accountId}, ${actor.name}, ${officeToday()}::date)
      returning id`.execute(tx)
    if (!rows[0]) throw new Error('a message was drafted but gave no row')
    return told(tx, actor, { countyCode, massId: rows[0].id }, { kind: 'message_drafted', reason: draft.reason })
  })
}

/** Changes a draft; whoever does so has drafted it from then on, and does not send it. */
export function changeMass(
  db: Db,
  actor: Actor,
  key: MassKey,
  { revision, ...draft }: MassDraft & { revision: number },
): Promise<MassMessage> {
  refuseFaulty(draft.template)
  return transact(db, actor, async (tx) => {
    await mustBe(tx, key, revision, ['draft'])
    await sql`
      update mass_messages
         set title = ${draft.title}, template = ${draft.template}, segment = ${JSON.stringify(draft.segment)}::jsonb, revision = revision + 1,
             drafted_by = ${actor.accountId}, drafter_name = ${actor.name}, drafted_on = ${officeToday()}::date
       where county_code = ${key.countyCode} and id = ${key.massId}`.execute(tx)
    return told(tx, actor, key, { kind: 'message_draft_changed', reason: draft.reason })
  })
}

type Decided = { revision: number; reason: string }

/** Sends a message somebody else drafted: who gets it is settled here, and each gets it once. */
export function sendMass(
  { db, queue }: Pick<House, 'db' | 'queue'>,
  actor: Actor,
  key: MassKey,
  { revision, reason }: Decided,
): Promise<MassMessage> {
  return transact(db, actor, async (tx) => {
    const { draftedBy, ...mass } = await mustBe(tx, key, revision, ['draft'])
    if (draftedBy === actor.accountId)
      throw new Refused({ kind: 'forbidden', code: 'own_draft', message: '自己起草的须由另一人发出' })
    const { consentRule } = await messageSettings(tx, key.countyCode)
    const recipients = await queueRecipients(tx, { countyCode: key.countyCode, ...mass }, key.massId, consentRule.value)
    if (recipients === 0)
      throw new Refused({ kind: 'conflict', code: 'nobody_to_send_to', message: '没有可以发送的号码，请核对范围' })
    await sql`
      update mass_messages
         set state = 'sent', sent_by = ${actor.accountId}, sender_name = ${actor.name}, sent_on = ${officeToday()}::date, recipients = ${recipients},
             recipients_hash = mass_message_hash(county_code, id), revision = revision + 1
       where county_code = ${key.countyCode} and id = ${key.massId}`.execute(tx)
    await queue.send(tx, deliveryJob, { countyCode: key.countyCode })
    return told(tx, actor, key, { kind: 'message_sent', reason })
  })
}

/** Stops a message: a draft is laid aside, of a sent one whatever still waits is not sent. */
export function stopMass(db: Db, actor: Actor, key: MassKey, { revision, reason }: Decided): Promise<MassMessage> {
  return transact(db, actor, async (tx) => {
    await mustBe(tx, key, revision, ['draft', 'sent'])
    await sql`
      update messages set state = 'stopped', changed_at = now()
       where county_code = ${key.countyCode} and mass_id = ${key.massId} and state = 'waiting'`.execute(tx)
    await sql`
      update mass_messages set state = 'stopped', stopped_on = ${officeToday()}::date, revision = revision + 1
       where county_code = ${key.countyCode} and id = ${key.massId}`.execute(tx)
    return told(tx, actor, key, { kind: 'message_stopped', reason })
  })
}

type Standing = { state: MassState; revision: number; draftedBy: string; template: string; segment: Segment }

async function mustBe(tx: Tx, { countyCode, massId }: MassKey, revision: number, states: readonly MassState[]) {
  await nextAct(tx, countyCode)
  const { rows } = await sql<Standing>`
    select state, revision, drafted_by as "draftedBy", template, segment
      from mass_messages where county_code = ${countyCode} and id = ${massId} for update`.execute(tx)
  const found = rows[0]
  if (!found) throw new Refused({ kind: 'missing', code: 'no_such_message', message: '没有这次群发' })
  if (!states.includes(found.state))
    throw new Refused({ kind: 'conflict', code: 'message_not_open', message: '这次群发已经发出或停止' })
  if (found.revision !== revision)
    throw new Refused({ kind: 'conflict', code: 'changed_meanwhile', message: '刚有变动，请刷新后再办' })
  return found
}

/** Writes down what a mass message has become. */
async function told(tx: Tx, actor: Actor, key: MassKey, { kind, reason }: { kind: string; reason: string }) {
  const { countyCode, massId } = key
  const { rows } = await sql<{ record: Record<string, unknown> }>`
    select to_jsonb(g) - '{county_code,id}'::text[] as record from mass_messages as g where county_code = ${countyCode} and id = ${massId}`.execute(
    tx,
  )
  const changed = rows.map(({ record }) => ({ subjectKind: 'message' as const, subjectId: massId, change: record }))
  await recordAct(tx, { countyCode, kind, actor, reason, rows: changed })
  return getMass(tx, key, actor.accountId)
}

function refuseFaulty(template: string): void {
  const fault = templateFault(template)
  if (!fault) return
  const message = faultWords(fault)
  throw new Refused({ kind: 'invalid', code: fault.code, message, fields: [{ field: 'template', message }] })
}

function faultWords(fault: TemplateFault): string {
  if (fault.code === 'template_empty') return '请写短信内容'
  if (fault.code === 'template_too_long') return `内容最多 ${fault.most} 字`
  return fault.code === 'template_brace_alone' ? '花括号没有成对' : `没有“${fault.field}”这个字段`
}
