import { parseArgs } from 'node:util'
import type { WhatIf } from '#contract/policy-library.ts'
import { verdicts } from '#domain/diagnosis/diagnosis.ts'
import { verdictWords } from '#domain/diagnosis/explain-words.ts'
import type { ParameterSetting } from '#domain/diagnosis/set-parameters.ts'
import { whatIf } from '#server/diagnosis/what-if.ts'
import { read, systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { Refused } from '#server/platform/refusals.ts'
import { faultLines, readPackShapes } from './pack-files.ts'

/**
 * `qingling whatif --region CODE|NAME [--packs DIR]… [--set pack.rule.parameter=value]… [--json]`: the region by the
 * policy in force beside the tried one. Packs of DIR stand in place of those of the same id. Nothing is stored.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      region: { type: 'string', default: '141100' },
      packs: { type: 'string', multiple: true, default: [] },
      set: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
    },
  })
  if (values.packs.length === 0 && values.set.length === 0)
    throw new Error(
      '用法 / usage: qingling whatif --region CODE [--packs DIR]… [--set pack.rule.parameter=value]… [--json]',
    )
  const given = readPackShapes(values.packs)
  if ('faults' in given) return refuse(given.faults, values.json)
  const parameters = values.set.map(settingOf)
  const house = await openHouse()
  try {
    const region = await house.regionCode(values.region)
    const actor = systemActor(house.regions.below.get(region) ?? [])
    const found = await read(house.db, actor, (tx) =>
      whatIf(tx, region, actor.counties, { packs: given.packs, parameters }),
    )
    process.stdout.write(values.json ? `${JSON.stringify(found)}\n` : compared(found))
    return 0
  } catch (error) {
    if (error instanceof Refused && Array.isArray(error.refusal.faults))
      return refuse(error.refusal.faults, values.json) // the faults checkPacks found
    throw error
  } finally {
    await house.close()
  }
}

function refuse(faults: Parameters<typeof faultLines>[0], isJson: boolean): number {
  process.stderr.write(
    isJson ? `${JSON.stringify({ error: '政策包有错误', faults })}\n` : `政策包有错误：\n${faultLines(faults)}`,
  )
  return 1
}

/** `pack.rule.parameter=value`, or `pack.parameter=value` for a parameter of the whole pack. */
function settingOf(text: string): ParameterSetting {
  const [, pack = '', rule = null, parameter = '', value = ''] =
    /^([\w-]+)\.(?:([\w-]+)\.)?([\w-]+)=(.*)$/.exec(text) ?? []
  if (pack === '')
    throw new Error(`--set ${text}：应写作 pack.rule.parameter=value / must be pack.rule.parameter=value`)
  const isNumber = value.trim() !== '' && Number.isFinite(Number(value))
  return { pack, rule: rule ?? null, parameter, value: value === 'null' ? null : isNumber ? Number(value) : value }
}

function compared(found: WhatIf): string {
  const line = (name: string, side: WhatIf['before']) =>
    [name, ...verdicts.map((verdict) => side.verdicts[verdict].homes), side.unsettled.homes].join('\t')
  const changed = found.changed.map(
    ({ countyName, name, homes, before, after }) =>
      `${countyName}\t${name}\t${homes}\t${verdictWords.zh[before.verdict]} → ${verdictWords.zh[after.verdict]}\t${before.workingDays} → ${after.workingDays}`,
  )
  return [
    `套数\t${verdicts.map((verdict) => verdictWords.zh[verdict]).join('\t')}\t待查明`,
    line('现行', found.before),
    line('推演', found.after),
    `可办的增加 ${found.homesFreed} 套（未首登 ${found.waitingFreed} 套），减少 ${found.homesLost} 套；省 ${found.daysSaved} 个工作日；${found.changedTotal} 个小区有变化`,
    ...changed,
    '',
  ].join('\n')
}
