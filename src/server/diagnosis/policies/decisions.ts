import type { Pack } from '#contract/packs.ts'
import type { PackFile, PackLine } from '#contract/policy-library.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import { type Rediagnosed, rediagnose } from '../actions.ts'
import { keepDraft, refuseFaults } from './drafts.ts'
import { getPack } from './library.ts'
import {
  countiesUnder,
  discardVersion,
  type LockedVersion,
  listVersions,
  lockVersion,
  putInForce,
  type Reader,
} from './store.ts'

/** Saves a draft as the next version of a region's pack. It holds nowhere until a second person publishes it. */
export function draftPack(
  db: Db,
  actor: Actor,
  place: { region: string; pack: string },
  draft: { content: Pack; note: string },
  reader: Reader,
): Promise<PackFile> {
  const { content, note } = draft
  return transact(db, actor, async (tx) => {
    if (content.id !== place.pack)
      throw new Refused({ kind: 'invalid', code: 'other_pack', message: `内容是另一个政策包“${content.id}”` })
    const kept = await keepDraft(tx, actor, place.region, { content, note })
    return getPack(tx, place.region, { pack: content.id, version: kept.version, owner: place.region }, reader)
  })
}

type Decision = { region: string; pack: string; version: number; reason: string }

/** Puts a draft in force, by a second person, and diagnoses every estate it reaches anew: all of it or nothing. */
export function publishPack(
  db: Db,
  actor: Actor,
  decision: Decision,
  reader: Reader,
): Promise<{ line: PackLine } & Omit<Rediagnosed, 'diagnosed'> & { rediagnosed: number }> {
  const { region, pack } = decision
  return transact(db, actor, async (tx) => {
    const counties = await countiesUnder(tx, region)
    await holdActs(tx, [region, ...counties])
    const draft = await getDraft(tx, decision)
    if (draft.draftedBy === actor.accountId)
      throw new Refused({
        kind: 'forbidden',
        code: 'second_person_needed',
        message: '起草人不能发布自己的草稿，须由另一人发布',
      })
    await refuseFaults(tx, region, draft.content)
    const replaced = await putInForce(tx, region, pack, { id: draft.id, by: actor })
    await recordDecision(tx, actor, decision, 'policy_published', [
      ...(replaced ? [{ id: replaced.id, status: 'superseded' }] : []),
      { id: draft.id, status: 'published' },
    ])
    const done: Rediagnosed = { diagnosed: 0, changed: 0 }
    for (const county of counties) {
      // each county has a rulebook of its own
      const { diagnosed, changed } = await rediagnose(tx, county, 'all', 'policy')
      done.diagnosed += diagnosed
      done.changed += changed
    }
    return { line: await getLine(tx, decision, reader), rediagnosed: done.diagnosed, changed: done.changed }
  })
}

/** Gives a draft up. It stays readable to its owner. */
export function discardPack(db: Db, actor: Actor, decision: Decision, reader: Reader): Promise<PackLine> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [decision.region])
    const draft = await getDraft(tx, decision)
    await discardVersion(tx, decision.region, draft.id)
    await recordDecision(tx, actor, decision, 'policy_discarded', [{ id: draft.id, status: 'discarded' }])
    return getLine(tx, decision, reader)
  })
}

async function getDraft(tx: Tx, { region, pack, version }: Decision): Promise<LockedVersion> {
  const found = await lockVersion(tx, region, pack, version)
  if (!found) throw new Refused({ kind: 'missing', code: 'no_such_pack', message: '没有这个政策包或版本' })
  if (found.status !== 'draft')
    throw new Refused({ kind: 'conflict', code: 'not_a_draft', message: '这一版已经发布或放弃' })
  return found
}

async function recordDecision(
  tx: Tx,
  actor: Actor,
  { region, pack, version, reason }: Decision,
  kind: string,
  changes: readonly { id: string; status: string }[],
): Promise<void> {
  await recordAct(tx, {
    countyCode: region,
    kind,
    actor,
    reason,
    payload: { pack, version },
    rows: changes.map(({ id, status }) => ({ subjectKind: 'policy', subjectId: id, change: { status } })),
  })
}

async function getLine(tx: Tx, { region, pack, version }: Decision, reader: Reader): Promise<PackLine> {
  const line = (await listVersions(tx, [region], reader, pack)).find((one) => one.version === version)
  if (!line) throw new Error(`version ${version} of ${pack} was decided but is not there`)
  return line
}
