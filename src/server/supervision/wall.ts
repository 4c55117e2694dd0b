import { sql } from 'kysely'
import type { Battle } from '#contract/battle.ts'
import { dayNumber, dayOfNumber, weekdayOf } from '#domain/shared/days.ts'
import { type LadderStep, ladderSteps } from '#domain/supervision/rules.ts'
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
  const lastSteps = await lastStepsAgainst(tx, battle.red)
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
    select (${ladderSteps}::text[])[furthest] as step, count(*) as n
      from (select max(array_position(${ladderSteps}::text[], s.step)) as furthest
              from ladder_steps as s ${stepJoins}
             where s.county_code = any (${counties}::text[]) and s.stage <> 'told' and ${stillRuns(today)}
             group by coalesce(s.task_id, s.matter_id)) as ladders
     group by furthest`.execute(tx)
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
async function lastStepsAgainst(tx: Tx, units: TasksBattle['red']): Promise<Map<string, LadderStep>> {
  const { rows } = await sql<{ id: string; step: LadderStep }>`
    select u.id, last.step
      from unnest(${units.map(({ countyCode }) => countyCode)}::text[], ${units.map(({ organisationId }) => organisationId)}::uuid[]) as u (county_code, id)
     cross join lateral (
             select s.step from ladder_steps as s
              where s.county_code = u.county_code and s.organisation_id = u.id and s.stage <> 'told'
              order by s.proposed_on desc, s.id desc limit 1) as last`.execute(tx)
  return new Map(rows.map(({ id, step }) => [id, step]))
}
