import type { Pack } from '#contract/packs.ts'
import { holdsIn } from '#domain/diagnosis/rulebook.ts'
import { type Actor, holdActs, recordAct, type Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import { faultsBeside } from './library.ts'
import { discardVersion, insertDraft } from './store.ts'

/** A draft to be kept. `instead`: an earlier draft of the same pack that it takes up and that is given up with it. */
export type NewDraft = { content: Pack; note: string; instead?: string | undefined }

/** Keeps a draft as the next version of a region's pack, in the caller's transaction: one act. It holds nowhere yet. */
export async function keepDraft(
  tx: Tx,
  actor: Actor,
  region: string,
  { content, note, instead }: NewDraft,
): Promise<{ id: string; version: number }> {
  refuseRegion(region, content.region)
  await holdActs(tx, [region])
  await refuseFaults(tx, region, content)
  if (instead !== undefined) await discardVersion(tx, region, instead)
  const kept = await insertDraft(tx, { owner: region, content, note, ...actor })
  const change = { pack_id: content.id, version_no: kept.version, status: 'draft', content_sha256: kept.sha256 }
  const givenUp = instead === undefined ? [] : [{ id: instead, change: { status: 'discarded' } }]
  await recordAct(tx, {
    countyCode: region,
    kind: 'policy_drafted',
    actor,
    reason: note,
    rows: [...givenUp, { id: kept.id, change }].map((row) => ({
      subjectKind: 'policy',
      subjectId: row.id,
      change: row.change,
    })),
  })
  return kept
}

/** A region decides for places within itself, or for a wider one it lies in (and then only for itself). */
function refuseRegion(region: string, packRegion: string): void {
  const own = region.replace(/00$/, '')
  if (holdsIn(packRegion, own) || packRegion.startsWith(own)) return
  throw new Refused({ kind: 'invalid', code: 'wrong_region', message: `政策包的地区 ${packRegion} 不在本辖区` })
}

export async function refuseFaults(tx: Tx, region: string, content: Pack): Promise<void> {
  const faults = await faultsBeside(tx, region, content)
  const [first] = faults
  if (!first) return
  const where = [first.rule && `规则“${first.rule}”`, first.path].filter(Boolean).join(' ')
  throw new Refused({
    kind: 'invalid',
    code: 'pack_has_faults',
    message: `政策包有错误（${faults.length}处）：${where}：${first.message}`,
    faults,
  })
}
