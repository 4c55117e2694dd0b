import { sql } from 'kysely'
import {
  defaultSettings,
  type RegistrationSettings,
  type SettingName,
  settingNames,
} from '#domain/registrations/settings.ts'
import { type Actor, type Db, nextAct, recordAct, type Tx, transact } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'

/** The settings as the table names them. */
const columnOf = {
  legalDays: 'legal_days',
  promisedDays: 'promised_days',
  correctionDays: 'correction_days',
  deemedDays: 'deemed_days',
  provinceMark: 'province_mark',
  placeName: 'place_name',
} as const satisfies Record<SettingName, string>

type Row = { setting: string; number: number | null; words: string | null; source: string; isVerified: boolean }

/** What a county works by: what it has set, else the defaults, to be verified. */
export async function registrationSettings(tx: Tx, countyCode: string): Promise<RegistrationSettings> {
  const { rows } = await sql<Row>`
    select setting, number, words, source, is_verified as "isVerified" from registration_settings where county_code = ${countyCode}`.execute(
    tx,
  )
  const set = settingNames.flatMap((name) => {
    const row = rows.find(({ setting }) => setting === columnOf[name])
    return row ? [[name, { value: row.number ?? row.words, source: row.source, isVerified: row.isVerified }]] : []
  })
  return { ...defaultSettings, ...Object.fromEntries(set) }
}

/** Which of them the county has set itself. */
export async function settingsSet(tx: Tx, countyCode: string): Promise<readonly string[]> {
  const { rows } = await sql<{ setting: string }>`
    select setting from registration_settings where county_code = ${countyCode}`.execute(tx)
  return settingNames.filter((name) => rows.some(({ setting }) => setting === columnOf[name]))
}

/** How the county's numbers are written; without a name of its own, by that of its region. */
export async function numberMarks(tx: Tx, countyCode: string, { provinceMark, placeName }: RegistrationSettings) {
  const { rows } = await sql<{ name: string }>`select name from regions where code = ${countyCode}`.execute(tx)
  return { provinceMark: provinceMark.value, placeName: placeName.value ?? rows[0]?.name ?? '' }
}

export type NewSetting = { setting: SettingName; value: number | string | null; source: string; isVerified: boolean }

/** Sets what a county works by, as one act. Terms of applications accepted before stay as they were given. */
export function setRegistrationSettings(
  db: Db,
  actor: Actor,
  countyCode: string,
  { settings, reason }: { settings: readonly NewSetting[]; reason: string },
): Promise<RegistrationSettings> {
  refuseWrongKind(settings)
  return transact(db, actor, async (tx) => {
    await nextAct(tx, countyCode)
    const before = await recordOf(tx, countyCode)
    await sql`
      insert into registration_settings (county_code, setting, number, words, source, is_verified)
      select ${countyCode}, s.setting, s.number, s.words, s.source, s.is_verified
        from jsonb_to_recordset(${JSON.stringify(settings.map(rowOf))}::jsonb) as s (setting text, number integer, words text, source text, is_verified boolean)
      on conflict (county_code, setting) do update
         set number = excluded.number, words = excluded.words, source = excluded.source, is_verified = excluded.is_verified`.execute(
      tx,
    )
    const { id, record } = await recordOf(tx, countyCode)
    const change = Object.fromEntries(
      Object.entries(record).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before.record[key])),
    )
    if (Object.keys(change).length === 0)
      throw new Refused({ kind: 'conflict', code: 'nothing_changed', message: '与现在的一样，没有改动' })
    const rows = [{ subjectKind: 'registration_settings' as const, subjectId: id, change }]
    await recordAct(tx, { countyCode, kind: 'registration_settings_set', actor, reason, rows })
    return registrationSettings(tx, countyCode)
  })
}

/** A term is a number of days, a name is words; only a promise may be nothing, and a name the county's own. */
function refuseWrongKind(settings: readonly NewSetting[]): void {
  const fields = settings
    .filter(({ setting, value }) => {
      const isName = setting === 'provinceMark' || setting === 'placeName'
      return isName
        ? typeof value !== 'string'
        : typeof value !== 'number' && !(setting === 'promisedDays' && value === null)
    })
    .map(({ setting }) => ({ field: setting, message: '填写的内容与这项设置不符' }))
  if (fields.length > 0)
    throw new Refused({ kind: 'invalid', code: 'setting_of_other_kind', message: '填写的内容与设置不符', fields })
}

const rowOf = ({ setting, value, source, isVerified }: NewSetting) => ({
  setting: columnOf[setting],
  number: typeof value === 'number' ? value : null,
  words: typeof value === 'string' ? value : null,
  source,
  is_verified: isVerified,
})

type Recorded = { id: string; record: Record<string, unknown> }

async function recordOf(tx: Tx, countyCode: string): Promise<Recorded> {
  const { rows } = await sql<Recorded>`
    select registration_settings_id(${countyCode}) as id, registration_settings_record(${countyCode}) as record`.execute(
    tx,
  )
  if (!rows[0]) throw new Error(`no record of the registration settings of ${countyCode}`)
  return rows[0]
}
