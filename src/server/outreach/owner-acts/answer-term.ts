import { sql } from 'kysely'
import { defaultAnswerTerm } from '#domain/outreach/owner-acts/cases.ts'
import { type Actor, type Db, nextAct, recordAct, type Tx, transact } from '../../platform/acts.ts'

export type AnswerTerm = { workingDays: number; source: string; isVerified: boolean; isOwn: boolean }

/** Within how many working days a county answers owners: its own term, else the default, to be verified. */
export async function answerTerm(tx: Tx, countyCode: string): Promise<AnswerTerm> {
  const { rows } = await sql<Omit<AnswerTerm, 'isOwn'>>`
    select working_days as "workingDays", source, is_verified as "isVerified" from owner_case_terms where county_code = ${countyCode}`.execute(
    tx,
  )
  return rows[0] ? { ...rows[0], isOwn: true } : { ...defaultAnswerTerm, isOwn: false }
}

/** Sets the term as one act; days already given stay. */
export function setAnswerTerm(
  db: Db,
  actor: Actor,
  countyCode: string,
  { reason, workingDays, source, isVerified }: Omit<AnswerTerm, 'isOwn'> & { reason: string },
): Promise<AnswerTerm> {
  return transact(db, actor, async (tx) => {
    await nextAct(tx, countyCode)
    const { rows } = await sql<{ id: string; change: Record<string, unknown> }>`
      insert into owner_case_terms as t (county_code, working_days, source, is_verified)
      values (${countyCode}, ${workingDays}, ${source}, ${isVerified})
      on conflict (county_code) do update set working_days = excluded.working_days, source = excluded.source, is_verified = excluded.is_verified
      returning owner_case_term_id(t.county_code) as id, to_jsonb(t) - 'county_code' as change`.execute(tx)
    const changed = rows.map(({ id, change }) => ({ subjectKind: 'owner_case' as const, subjectId: id, change }))
    await recordAct(tx, { countyCode, kind: 'owner_case_term_set', actor, reason, rows: changed })
    return answerTerm(tx, countyCode)
  })
}
