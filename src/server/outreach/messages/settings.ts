import { sql } from 'kysely'
import type { MessageSettingsView } from '#contract/messages.ts'
import { consentRules, defaultMessageSettings, type MessageSettingName } from '#domain/outreach/messages/settings.ts'
import { type Actor, type Db, nextAct, recordAct, type Tx, transact } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'

/** The settings as the table names them. */
const columnOf = {
  consentRule: 'consent_rule',
  quietFrom: 'quiet_from',
  quietUntil: 'quiet_until',
} as const satisfies Record<MessageSettingName, string>

type Row = { setting: string; value: string; source: string; isVerified: boolean }

/** To whom and when a county sends: what it has set, else the defaults, to be verified. */
export async function messageSettings(tx: Tx, countyCode: string): Promise<MessageSettingsView> {
  const { rows } = await sql<Row>`
    select setting, value, source, is_verified as "isVerified" from message_settings where county_code = ${countyCode}`.execute(
    tx,
  )
  const found = (name: MessageSettingName) => {
    const row = rows.find(({ setting }) => setting === columnOf[name])
    const { value, source, isVerified } = row ?? defaultMessageSettings[name]
    return { value, source, isVerified, isDefault: row === undefined }
  }
  const rule = found('consentRule')
  const consentRule = { ...rule, value: rule.value === 'given' ? ('given' as const) : ('not_refused' as const) }
  return { consentRule, quietFrom: found('quietFrom'), quietUntil: found('quietUntil') }
}

type NewSetting = { setting: MessageSettingName; value: string; source: string; isVerified: boolean }

/** Sets to whom and when a county sends, as one act. What waits already goes out by the new hours, to those it was queued for. */
export function setMessageSettings(
  db: Db,
  actor: Actor,
  countyCode: string,
  { settings, reason }: { settings: readonly NewSetting[]; reason: string },
): Promise<MessageSettingsView> {
  refuseWrongKind(settings)
  return transact(db, actor, async (tx) => {
    await nextAct(tx, countyCode)
    const before = await recordOf(tx, countyCode)
    await sql`
      insert into message_settings (county_code, setting, value, source, is_verified)
      select ${countyCode}, s.setting, s.value, s.source, s."isVerified"
        from jsonb_to_recordset(${JSON.stringify(settings.map(({ setting, ...told }) => ({ ...told, setting: columnOf[setting] })))}::jsonb)
             as s (setting text, value text, source text, "isVerified" boolean)
      on conflict (county_code, setting) do update
         set value = excluded.value, source = excluded.source, is_verified = excluded.is_verified`.execute(tx)
    const { id, record } = await recordOf(tx, countyCode)
    const changed = Object.entries(record).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(before.record[key]),
    )
    if (changed.length === 0)
      throw new Refused({ kind: 'conflict', code: 'nothing_changed', message: '与现在的一样，没有改动' })
    const rows = [{ subjectKind: 'message' as const, subjectId: id, change: Object.fromEntries(changed) }]
    await recordAct(tx, { countyCode, kind: 'message_settings_set', actor, reason, rows })
    return messageSettings(tx, countyCode)
  })
}

/** The rule is one of two words, the hours are times of day. */
function refuseWrongKind(settings: readonly NewSetting[]): void {
  const fields = settings
    .filter(({ setting, value }) =>
      setting === 'consentRule'
        ? !(consentRules as readonly string[]).includes(value)
        : !/^([01]\d|2[0-3]):[0-5]\d$/.test(value),
    )
    .map(({ setting }) => ({ field: setting, message: '填写的内容与这项设置不符' }))
  if (fields.length > 0)
    throw new Refused({ kind: 'invalid', code: 'setting_of_other_kind', message: '填写的内容与设置不符', fields })
}

type Recorded = { id: string; record: Record<string, unknown> }

async function recordOf(tx: Tx, countyCode: string): Promise<Recorded> {
  const { rows } = await sql<Recorded>`
    select message_settings_id(${countyCode}) as id, message_settings_record(${countyCode}) as record`.execute(tx)
  if (!rows[0]) throw new Error(`no record of the message settings of ${countyCode}`)
  return rows[0]
}
