import { sql } from 'kysely'
import {
  type VisitLimits,
  type VisitSettingName,
  visitSettingNames,
  visitSettings,
} from '#domain/outreach/visits/settings.ts'
import { type Actor, type Db, nextAct, recordAct, type Tx, transact } from '../../platform/acts.ts'

type Setting = {
  setting: VisitSettingName
  number: number
  source: string
  isVerified: boolean
  isDefault: boolean
}

/** What a county visits by: what it has set, else the defaults, to be verified. */
export async function listSettings(tx: Tx, countyCode: string): Promise<Setting[]> {
  const { rows } = await sql<Omit<Setting, 'isDefault'>>`
    select setting, number, source, is_verified as "isVerified" from outreach_settings where county_code = ${countyCode}`.execute(
    tx,
  )
  return visitSettingNames.map((setting) => {
    const row = rows.find((candidate) => candidate.setting === setting)
    return row
      ? { ...row, isDefault: false }
      : { setting, ...visitSettings[setting], isVerified: false, isDefault: true }
  })
}

export async function visitLimits(tx: Tx, countyCode: string): Promise<VisitLimits> {
  const settings = await listSettings(tx, countyCode)
  const numberOf = (name: VisitSettingName) =>
    settings.find(({ setting }) => setting === name)?.number ?? visitSettings[name].number
  return { attempts: numberOf('unreachable_attempts'), channels: numberOf('unreachable_channels') }
}

/** Sets one number and where it comes from, as an act. Visits taken before stay as they were counted. */
export function setSetting(
  db: Db,
  actor: Actor,
  countyCode: string,
  { reason, ...given }: Omit<Setting, 'isDefault'> & { reason: string },
): Promise<Setting[]> {
  return transact(db, actor, async (tx) => {
    await nextAct(tx, countyCode)
    const { rows } = await sql<{ id: string }>`
      insert into outreach_settings (county_code, setting, number, source, is_verified)
      values (${countyCode}, ${given.setting}, ${given.number}, ${given.source}, ${given.isVerified})
      on conflict (county_code, setting) do update set number = excluded.number, source = excluded.source, is_verified = excluded.is_verified
      returning outreach_settings_id(county_code) as id`.execute(tx)
    const { setting, number, source, isVerified } = given
    const change = { [setting]: { number, source, is_verified: isVerified } }
    await recordAct(tx, {
      countyCode,
      kind: 'outreach_settings_set',
      actor,
      reason,
      rows: rows.map(({ id }) => ({ subjectKind: 'unit_outreach' as const, subjectId: id, change })),
    })
    return listSettings(tx, countyCode)
  })
}
