import { sql } from 'kysely'
import type { SurveySettings } from '#contract/survey-settings.ts'
import type { Range } from '#domain/surveys/coordinates.ts'
import { shippedRange, type ToleranceId, type Tolerances, tolerances, tolerancesOf } from '#domain/surveys/settings.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'

type Own = {
  id: string
  tolerances: Partial<Record<ToleranceId, number>>
  west: number | null
  south: number | null
  east: number | null
  north: number | null
  source: string
  setBy: string
  setOn: string
}

async function findOwn(tx: Tx, countyCode: string): Promise<Own | undefined> {
  const { rows } = await sql<Own>`
    select id, tolerances, west, south, east, north, source, setter_name as "setBy", set_on as "setOn"
      from survey_settings where county_code = ${countyCode}`.execute(tx)
  return rows[0]
}

/** What the checks of a county let pass, and where its land lies: its own settings, else those shipped. */
export async function checkingIn(tx: Tx, countyCode: string): Promise<{ tolerances: Tolerances; range: Range }> {
  const own = await findOwn(tx, countyCode)
  return { tolerances: tolerancesOf(own?.tolerances ?? {}), range: rangeOf(own, countyCode) }
}

function rangeOf(own: Own | undefined, countyCode: string): Range {
  const { west = null, south = null, east = null, north = null } = own ?? {}
  return west === null || south === null || east === null || north === null
    ? shippedRange(countyCode)
    : { west, south, east, north }
}

/** The same for the screen, each number with where it comes from. */
export async function showSettings(tx: Tx, countyCode: string): Promise<SurveySettings> {
  const own = await findOwn(tx, countyCode)
  return {
    tolerances: tolerances.map(({ value, ...definition }) => ({
      ...definition,
      shipped: value,
      value: own?.tolerances[definition.id] ?? value,
    })),
    range: rangeOf(own, countyCode),
    source: own?.source ?? null,
    setBy: own?.setBy ?? null,
    setOn: own?.setOn ?? null,
  }
}

type NewSettings = {
  tolerances: Partial<Record<ToleranceId, number>>
  range: Range | null
  source: string
  reason: string
}

export function setSettings(
  db: Db,
  actor: Actor,
  countyCode: string,
  { tolerances: own, range, source, reason }: NewSettings,
): Promise<SurveySettings> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const { rows } = await sql<{ id: string; change: Record<string, unknown> }>`
      insert into survey_settings as s (county_code, tolerances, west, south, east, north, source, set_on, setter_name)
      values (${countyCode}, ${JSON.stringify(own)}::jsonb, ${range?.west ?? null}, ${range?.south ?? null}, ${range?.east ?? null},
              ${range?.north ?? null}, ${source}, ${officeToday()}::date, ${actor.name})
      on conflict (county_code) do update
         set tolerances = excluded.tolerances, west = excluded.west, south = excluded.south, east = excluded.east, north = excluded.north,
             source = excluded.source, set_on = excluded.set_on, setter_name = excluded.setter_name
      returning id, to_jsonb(s) - '{county_code,id}'::text[] as change`.execute(tx)
    const changed = rows.map(({ id, change }) => ({ subjectKind: 'survey' as const, subjectId: id, change }))
    await recordAct(tx, { countyCode, kind: 'survey_settings_set', actor, reason, rows: changed })
    return showSettings(tx, countyCode)
  })
}
