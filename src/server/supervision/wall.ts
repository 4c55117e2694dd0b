import { sql } from 'kysely'
import type { Battle } from '#contract/battle.ts'
import { dayNumber, dayOfNumber, weekdayOf } from '#domain/shared/days.ts'
import type { LadderStep } from '#domain/supervision/rules.ts'
import type { Tx } from '../platform/acts.ts'
import type { TasksBattle } from '../tasks/actions.ts'
import { stepJoins, stillRuns } from './step-views.ts'

/** The ladders beside the battle map: how many stand at which step, the letters of the week, the last step against each unit. */
export async function withLadders(
  tx: Tx,
  counties: readonly string[],
  battle: TasksBattle,
): Promise<Omit<Battle, 'countdown'>> {
  const number = dayNumber(battle.today)
  const monday = dayOfNumber(number - weekdayOf(number))
  const lastSteps = await lastStepsAgainst(
    tx,
    battle.red.map(({ organisationId }) => organisationId),
  )
  return {
    ...battle,
    ladders: await countLadders(tx, counties, battle.today),
    letters: await countLettersSince(tx, counties, monday),
    red: battle.red.map((unit) => ({ ...unit, lastStep: lastSteps.get(unit.organisationId) ?? null })),
  }
}

/** How many running ladders stand at each step today. */
async function countLadders(
  tx: Tx,
  counties: readonly string[],
  today: string,
): Promise<Partial<Record<LadderStep, number>>> {
  const { rows } = await sql<{ step: LadderStep; n: number }>`
    select step, count(*) as n
      from (select distinct on (s.county_code, coalesce(s.task_id, s.matter_id)) s.step
              from ladder_steps as s ${stepJoins}
             where s.county_code = any (${counties}::text[]) and s.stage <> 'told' and ${stillRuns(today)}
             order by s.county_code, coalesce(s.task_id, s.matter_id), s.proposed_on desc, s.id desc) as furthest
     group by step`.execute(tx)
  return Object.fromEntries(rows.map(({ step, n }) => [step, n]))
}

/** Documents issued since a day, by the word under which they are counted. */
async function countLettersSince(
  tx: Tx,
  counties: readonly string[],
  day: string,
): Promise<{ word: string; n: number }[]> {
  const { rows } = await sql<{ word: string; n: number }>`
    select kind as word, count(*) as n from work_events
     where county_code = any (${counties}::text[]) and happened_on >= ${day} and document_id is not null
     group by kind order by n desc, kind`.execute(tx)
  return rows
}

/** The last step taken against each of these units. */
async function lastStepsAgainst(tx: Tx, organisationIds: readonly string[]): Promise<Map<string, LadderStep>> {
  const { rows } = await sql<{ id: string; step: LadderStep }>`
    select distinct on (organisation_id) organisation_id as id, step from ladder_steps
     where organisation_id = any (${organisationIds}::uuid[]) and stage <> 'told'
     order by organisation_id, proposed_on desc, id desc`.execute(tx)
  return new Map(rows.map(({ id, step }) => [id, step]))
}
