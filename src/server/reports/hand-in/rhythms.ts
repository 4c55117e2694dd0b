import { sql } from 'kysely'
import type { Rhythm as KindRhythm } from '#contract/report-rhythm.ts'
import { type PeriodKind, periodKinds } from '#domain/reports/periods.ts'
import { defaultRhythms, type Rhythm } from '#domain/reports/rhythm.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../../platform/acts.ts'
import { getScope } from '../figures.ts'

/** How each of these regions runs each kind of report: as it set it, else by default. */
export async function rhythmsOf(
  tx: Tx,
  regions: readonly string[],
): Promise<(region: string, kind: PeriodKind) => Rhythm> {
  const { rows } = await sql<KindRhythm & { region: string }>`
    select county_code as region, kind, asked_from as "askedFrom", asks_figures as "asksFigures", freeze_days as "freezeDays",
           freeze_time as "freezeTime", remind_hours as "remindHours"
      from report_rhythms where county_code = any (${regions}::text[])`.execute(tx)
  const set = new Map(rows.map(({ region, kind, ...rhythm }) => [`${region} ${kind}`, rhythm]))
  return (region, kind) => set.get(`${region} ${kind}`) ?? defaultRhythms[kind]
}

export async function listRhythms(tx: Tx, region: string): Promise<KindRhythm[]> {
  const of = await rhythmsOf(tx, [region])
  return periodKinds.map((kind) => ({ kind, ...of(region, kind) }))
}

/** Sets how a region runs one kind of report. What was handed in or frozen before stays as it was. */
export function setRhythm(
  db: Db,
  actor: Actor,
  region: string,
  { reason, ...rhythm }: KindRhythm & { reason: string },
): Promise<KindRhythm[]> {
  return transact(db, actor, async (tx) => {
    await getScope(tx, region, actor.counties)
    await holdActs(tx, [region])
    const { kind, askedFrom, asksFigures, freezeDays, freezeTime, remindHours } = rhythm
    const { rows } = await sql<{ id: string; change: Record<string, unknown> }>`
      insert into report_rhythms (county_code, kind, asked_from, asks_figures, freeze_days, freeze_time, remind_hours)
      values (${region}, ${kind}, ${askedFrom}, ${asksFigures}, ${freezeDays}, ${freezeTime}, ${remindHours})
      on conflict on constraint report_rhythm_is_set_once_per_kind
      do update set asked_from = excluded.asked_from, asks_figures = excluded.asks_figures, freeze_days = excluded.freeze_days,
                    freeze_time = excluded.freeze_time, remind_hours = excluded.remind_hours
      returning id, to_jsonb(report_rhythms) - '{county_code,id}'::text[] as change`.execute(tx)
    const kept = rows[0]
    if (!kept) throw new Error('a rhythm was set but gave no row')
    await recordAct(tx, {
      countyCode: region,
      kind: 'report_rhythm_set',
      actor,
      reason,
      rows: [{ subjectKind: 'report_rhythm', subjectId: kept.id, change: kept.change }],
    })
    return listRhythms(tx, region)
  })
}
