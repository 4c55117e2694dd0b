import { type DeliveryAct, decideDelivery } from '#domain/registrations/delivery/moves.ts'
import { deliveryRefusal } from '#domain/registrations/delivery/refusals.ts'
import { type Actor, holdActs, type Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { actOn, type ResultOfOne, refusedOne, went } from '../places/changes.ts'
import { tellApplications } from '../tell.ts'
import { type Standing, standingsOf } from './standings.ts'
import { planMissing } from './write.ts'

/** One certificate and what is to be done with it; `name`: by what the asker knows it. */
type Asked<Act extends DeliveryAct = DeliveryAct> = { name: string; applicationId: string; act: Act }

export type GoingOn<Act extends DeliveryAct> = Asked<Act> & { standing: Standing; deliveryId: string }

type Batch<Act extends DeliveryAct> = {
  tx: Tx
  actor: Actor
  countyCode: string
  kind: string
  reason: string
  /** Makes of each certificate what is asked; null: its own words why not. */
  ask: (standings: ReadonlyMap<string, Standing>) => readonly Asked<Act>[]
  ids: readonly string[]
  /** What another part of the registration must do first; whom that refuses it names with its words. */
  first?: (applicationIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Writes all that may, set by set. */
  write: (going: readonly GoingOn<Act>[]) => Promise<void>
}

type Judged<Act extends DeliveryAct> = Asked<Act> & { standing: Standing }

/**
 * Does one thing with many certificates: reads how all stand, asks the rules of each, writes all that may as one act.
 * What is already as asked is answered as done and not written again; so a batch that was cut off is simply run again.
 */
export async function actOnDeliveries<Act extends DeliveryAct>(batch: Batch<Act>): Promise<ResultOfOne[]> {
  const { tx, countyCode } = batch
  await holdActs(tx, [countyCode])
  const [standings, today] = [await standingsOf(tx, countyCode, batch.ids), officeToday()]
  const seen = new Set<string>()
  const judged = batch.ask(standings).map((asked) => {
    const standing = standings.get(asked.applicationId)
    if (!standing) return { asked, standing, words: deliveryRefusal('no_such_application').words, goes: false }
    if (seen.has(asked.applicationId))
      return { asked, standing, words: deliveryRefusal('twice_in_list').words, goes: false }
    seen.add(asked.applicationId)
    const decision = decideDelivery(standing, asked.act, today)
    return {
      asked,
      standing,
      words: decision.may === 'not' ? decision.refusal.words : null,
      goes: decision.may === 'go',
    }
  })
  const going = judged.flatMap(({ asked, standing, goes }) => (goes && standing ? [{ ...asked, standing }] : []))
  const late =
    (going.length > 0 && (await batch.first?.(going.map(({ applicationId }) => applicationId)))) ||
    new Map<string, string>()
  await writeAll(
    batch,
    going.filter(({ applicationId }) => !late.has(applicationId)),
    today,
  )
  return judged.map(({ asked, words }) => {
    const why = words ?? late.get(asked.applicationId) ?? null
    return why === null ? went(asked.name) : refusedOne(asked.name, why)
  })
}

/** Every delivery acted on exists: what was not planned before is planned by the same act. */
async function writeAll<Act extends DeliveryAct>(
  { tx, actor, countyCode, kind, reason, write }: Batch<Act>,
  going: readonly Judged<Act>[],
  today: string,
): Promise<void> {
  if (going.length === 0) return
  const known = going.flatMap(({ standing }) => standing.deliveryId ?? [])
  await actOn(tx, { countyCode, kind, actor, reason }, { delivery: known }, async () => {
    const made = await planMissing(tx, actor, countyCode, going, today)
    const idOf = ({ standing, applicationId }: Judged<Act>) => standing.deliveryId ?? made.get(applicationId) ?? ''
    await write(going.map((one) => ({ ...one, deliveryId: idOf(one) })))
    await tellApplications(tx, countyCode)
    return { made: { delivery: [...made.values()] }, answer: null }
  })
}
