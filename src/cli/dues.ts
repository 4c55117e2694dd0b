import { parseArgs } from 'node:util'
import type { AllDues, AllDuesAsked, NewAllDues } from '#contract/all-dues.ts'
import { type DueKind, dueKinds } from '#domain/dues/kinds.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { outcomeTitles, unknownTitles } from '#domain/dues/outcomes.ts'
import { computeAllDues, recordAllDues } from '#server/dues/actions.ts'
import { type Db, read, systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { parseDay } from './days.ts'

const usage =
  '用法 / usage: qingling dues compute [--region CODE|NAME] [--declared-on DAY] [--assume-contract-on DAY] [--assume-family-home only|second|further] [--record] [--reason WORDS] [--json]'

/**
 * `qingling dues compute [--region CODE|NAME] [--record] [--json]`: what every home would owe, by kind and by what must be
 * known first; with `--record` what is known is recorded. What stands is skipped, so that it may be broken off and repeated.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      region: { type: 'string', default: '141100' },
      'declared-on': { type: 'string' },
      'assume-contract-on': { type: 'string' },
      'assume-family-home': { type: 'string' },
      record: { type: 'boolean', default: false },
      reason: { type: 'string', default: '按测算批量登记' },
      json: { type: 'boolean', default: false },
    },
  })
  if (positionals.length !== 1 || positionals[0] !== 'compute') throw new Error(usage)
  const declaredOn = parseDay('--declared-on', values['declared-on'])
  const assumedContractOn = parseDay('--assume-contract-on', values['assume-contract-on'])
  const asked: AllDuesAsked = {
    declaredOn,
    assumedContractOn,
    assumedFamilyHome: familyHome(values['assume-family-home']),
  }
  const house = await openHouse()
  try {
    const region = await house.regionCode(values.region)
    const counties = house.regions.below.get(region) ?? []
    const recorded = values.record
      ? await recordIn(house.db, counties, { ...terms, declaredOn, reason: values.reason })
      : null
    const computed = await read(house.db, systemActor(counties), (tx) => computeAllDues(tx, counties, asked))
    const told = { region, ...computed, ...(recorded && { recorded }) }
    process.stdout.write(values.json ? `${JSON.stringify(told)}\n` : wordsOf(computed, recorded))
    return 0
  } finally {
    await house.close()
  }
}

function familyHome(typed: string | undefined): AllDuesAsked['assumedFamilyHome'] {
  if (typed === undefined || typed === 'only' || typed === 'second' || typed === 'further') return typed
  throw new Error(`--assume-family-home ${typed}：应为 only、second、further 之一`)
}

const terms = {
  kinds: ['deed_tax', 'maintenance_fund', 'registration_fee'] satisfies NewAllDues['kinds'],
  estateId: null,
  dueOn: null,
}

type Recorded = { dues: number; fen: number }

/** County by county, step by step; each step is an act of its own. */
async function recordIn(db: Db, counties: readonly string[], asked: Omit<NewAllDues, 'after'>): Promise<Recorded> {
  const recorded = { dues: 0, fen: 0 }
  for (const county of counties) {
    let after: string | null = null
    do {
      // one step after another: the acts of a county wait for each other anyway
      const step: Awaited<ReturnType<typeof recordAllDues>> = await recordAllDues(db, systemActor([county]), county, {
        ...asked,
        after,
      })
      recorded.dues += step.dues
      recorded.fen += step.fen
      after = step.next
    } while (after !== null)
  }
  return recorded
}

function wordsOf({ declaredOn, homes, sums }: AllDues, recorded: Recorded | null): string {
  const kindOf = (kind: DueKind) => dueKinds[kind].title
  const lines = sums.map(({ kind, outcome, why, homes: n, fen }) =>
    [
      kindOf(kind),
      [outcomeTitles[outcome].zh, why && unknownTitles[why].zh].filter(Boolean).join('：'),
      `${n} 户`,
      outcome === 'unknown' || outcome === 'registered' ? '—' : `${yuanOf(fen)} 元`,
    ].join('\t'),
  )
  const done = recorded ? [`已登记 ${recorded.dues} 笔，${yuanOf(recorded.fen)} 元`] : []
  return `${[`按 ${declaredOn} 申报测算，${homes} 户`, ...lines, ...done].join('\n')}\n`
}
