import { sql } from 'kysely'
import type { DuesFigures } from '#contract/reports.ts'
import { type DueKind, lateFeeKinds } from '#domain/dues/kinds.ts'
import type { AsOf } from '#domain/reports/figures.ts'
import type { Tx } from '../platform/acts.ts'

type Sum = { measure: 'assessed' | 'paid' | 'reduced'; kind: DueKind; debtorKind: string; fen: number }

/** What is due, paid and owed in these counties as of a day, in fen; and the money governments allotted. */
export async function duesFigures(tx: Tx, counties: readonly string[], when: AsOf): Promise<DuesFigures> {
  const { rows: sums } = await sql<Sum>`
    select measure, kind, debtor_kind as "debtorKind", sum(fen)::bigint as fen
      from due_tallies
     where county_code = any (${counties}::text[]) and day <= ${when.asOf} and (${when.knownOn}::date is null or recorded_on <= ${when.knownOn})
     group by measure, kind, debtor_kind order by kind, measure`.execute(tx)
  const total = (of: (sum: Sum) => boolean) => sums.filter(of).reduce((all, { fen }) => all + fen, 0)
  const [assessedFen, collectedFen, reducedFen] = (['assessed', 'paid', 'reduced'] as const).map((measure) =>
    total((sum) => sum.measure === measure),
  ) as [number, number, number] // as many as the measures named
  const paid = sums.filter(({ measure }) => measure === 'paid')
  return {
    assessedFen,
    collectedFen,
    reducedFen,
    arrearsFen: assessedFen - collectedFen - reducedFen,
    lateFeesFen: total(
      ({ measure, kind }) => measure === 'paid' && (lateFeeKinds as readonly DueKind[]).includes(kind),
    ),
    ownersDeedTaxFen: total(
      ({ measure, kind, debtorKind }) => measure === 'paid' && kind === 'deed_tax' && debtorKind === 'owner',
    ),
    collectedByKindFen: Object.fromEntries(
      [...Map.groupBy(paid, ({ kind }) => kind)].map(([kind, of]) => [kind, of.reduce((all, { fen }) => all + fen, 0)]),
    ),
    fundsFen: await fundsFen(tx, counties, when),
    ...(await fundsUsed(tx, counties, when)),
  }
}

/** Allotments are few: they are added up where they stand. */
async function fundsFen(tx: Tx, counties: readonly string[], { asOf, knownOn }: AsOf): Promise<number> {
  const { rows } = await sql<{ fen: number }>`
    select coalesce(sum(f.amount_fen), 0)::bigint as fen
      from funds as f
     where f.county_code = any (${counties}::text[]) and f.allotted_on <= ${asOf}
       and (${knownOn}::date is null
            or exists (select from history as h join acts as a using (county_code, act_no)
                        where h.county_code = f.county_code and h.subject_id = f.id and h.subject_kind = 'fund'
                          and (a.acted_at at time zone 'Asia/Shanghai')::date <= ${knownOn}))`.execute(tx)
  return rows[0]?.fen ?? 0
}

/** How much of the funds was promised – of uses that were ended, what was spent – and how much was spent. */
async function fundsUsed(
  tx: Tx,
  counties: readonly string[],
  { asOf, knownOn }: AsOf,
): Promise<Pick<DuesFigures, 'fundsCommittedFen' | 'fundsSpentFen'>> {
  const { rows } = await sql<Pick<DuesFigures, 'fundsCommittedFen' | 'fundsSpentFen'>>`
    select coalesce(sum(case when u.ended_on <= ${asOf} and (${knownOn}::date is null or u.ended_on <= ${knownOn}) then s.fen else u.amount_fen end), 0)::bigint as "fundsCommittedFen",
           coalesce(sum(s.fen), 0)::bigint as "fundsSpentFen"
      from fund_uses as u
     cross join lateral (
             select coalesce(sum(s.amount_fen), 0) as fen from fund_spendings as s
              where s.county_code = u.county_code and s.use_id = u.id and s.spent_on <= ${asOf} and (${knownOn}::date is null or s.recorded_on <= ${knownOn})) as s
     where u.county_code = any (${counties}::text[]) and u.committed_on <= ${asOf} and (${knownOn}::date is null or u.recorded_on <= ${knownOn})`.execute(
    tx,
  )
  return rows[0] ?? { fundsCommittedFen: 0, fundsSpentFen: 0 }
}

/** The last day on which money moved in these counties. */
export async function lastDueDay(tx: Tx, counties: readonly string[]): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select max(day) as day from due_tallies where county_code = any (${counties}::text[])`.execute(tx)
  return rows[0]?.day ?? null
}
