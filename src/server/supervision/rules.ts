import { sql } from 'kysely'
import type { LadderRuleView } from '#contract/supervision-shapes.ts'
import { stepTitles } from '#domain/supervision/letter-words.ts'
import { flawOfRules, type LadderFlaw, type LadderSetting, rulesWith } from '#domain/supervision/rules.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'

/** The ladder as it holds in a county or the city: of each step its own setting, else the city's, else as shipped. */
export async function rulesIn(tx: Tx, region: string): Promise<LadderRuleView[]> {
  const { rows } = await sql<LadderSetting>`
    select distinct on (l.step) l.step, l.working_days as "workingDays", l.answer_days as "answerDays", l.is_on as "isOn"
      from regions as r
      join ladder_rules as l on l.county_code in (r.code, r.parent_code)
     where r.code = ${region}
     order by l.step, l.county_code = r.code desc`.execute(tx)
  const set = new Set(rows.map(({ step }) => step))
  return rulesWith(rows).map((rule) => ({ ...rule, isShipped: !set.has(rule.step) }))
}

const flawWords: Readonly<Record<LadderFlaw, string>> = {
  counted_backwards: '发函的步骤须在到期或答复期满之后，至少一个工作日',
  out_of_order: '须晚于上一步',
}

/** Sets steps of the ladder for a county, or for all counties of the city that have set none of their own. */
export function setRules(
  db: Db,
  actor: Actor,
  region: string,
  { reason, rules }: { reason: string; rules: readonly LadderSetting[] },
): Promise<LadderRuleView[]> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [region])
    const before = await rulesIn(tx, region)
    const own = new Map(rules.map((rule) => [rule.step, rule]))
    const flaw = flawOfRules(before.map((rule) => ({ ...rule, ...own.get(rule.step) })))
    if (flaw)
      throw new Refused({
        kind: 'invalid',
        code: flaw.code,
        message: `“${stepTitles[flaw.step]}”：${flawWords[flaw.code]}`,
        step: flaw.step,
      })
    await recordAct(tx, {
      countyCode: region,
      kind: 'ladder_rules_set',
      actor,
      reason,
      rows: await keepRules(tx, region, rules),
    })
    return rulesIn(tx, region)
  })
}

async function keepRules(tx: Tx, region: string, rules: readonly LadderSetting[]) {
  const given = rules.map(({ step, workingDays, answerDays, isOn }) => ({
    step,
    is_on: isOn,
    working_days: workingDays,
    answer_days: answerDays,
  }))
  const { rows } = await sql<{ id: string; change: Record<string, unknown> }>`
    insert into ladder_rules (county_code, step, is_on, working_days, answer_days)
    select ${region}, step, is_on, working_days, answer_days
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g (step text, is_on boolean, working_days smallint, answer_days smallint)
    on conflict on constraint ladder_step_is_ruled_once
      do update set is_on = excluded.is_on, working_days = excluded.working_days, answer_days = excluded.answer_days
    returning id, to_jsonb(ladder_rules) - '{county_code,id}'::text[] as change`.execute(tx)
  return rows.map(({ id, change }) => ({ subjectKind: 'ladder_rule' as const, subjectId: id, change }))
}
