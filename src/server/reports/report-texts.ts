import { sql } from 'kysely'
import type { Remarks } from '#domain/reports/bulletin.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { type Ask, getPeriod, noRemarks } from './compose.ts'
import { getScope } from './figures.ts'
import { refuseIssued } from './freeze.ts'

type Text = { remarks: Remarks; revision: number }

/** What the office has written around the numbers so far. */
export async function findText(tx: Tx, { region, kind, period }: Ask): Promise<Text> {
  const { rows } = await sql<Text>`
    select remarks, revision from report_texts where county_code = ${region} and kind = ${kind} and period = ${period}`.execute(
    tx,
  )
  return rows[0] ?? { remarks: noRemarks, revision: 0 }
}

/** Keeps what is written around the numbers, by whoever has seen the last change; refused once the report is issued. */
export function writeReportText(
  db: Db,
  actor: Actor,
  ask: Ask & { remarks: Remarks; revision: number; reason: string },
): Promise<void> {
  return transact(db, actor, async (tx) => {
    await getScope(tx, ask.region, actor.counties)
    getPeriod(ask)
    await holdActs(tx, [ask.region])
    await refuseIssued(tx, ask)
    const { revision } = await findText(tx, ask)
    if (revision !== ask.revision)
      throw new Refused({
        kind: 'conflict',
        code: 'changed_meanwhile',
        message: '别人刚刚改过这份报告的文字，请刷新后再改',
      })
    const { rows } = await sql<{ id: string; change: Record<string, unknown> }>`
      insert into report_texts (county_code, kind, period, remarks)
      values (${ask.region}, ${ask.kind}, ${ask.period}, ${JSON.stringify(ask.remarks)}::jsonb)
      on conflict on constraint report_text_is_one_per_period
      do update set remarks = excluded.remarks, revision = report_texts.revision + 1
      returning id, to_jsonb(report_texts) - '{county_code,id}'::text[] as change`.execute(tx)
    const kept = rows[0]
    if (!kept) throw new Error('the text of a report was kept but gave no row')
    await recordAct(tx, {
      countyCode: ask.region,
      kind: 'report_text_written',
      actor,
      reason: ask.reason,
      rows: [{ subjectKind: 'report_text', subjectId: kept.id, change: kept.change }],
    })
  })
}
