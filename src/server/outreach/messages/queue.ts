import { sql } from 'kysely'
import { maskPhone } from '#domain/units/masks.ts'
import type { Tx } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { deliveryJob } from './deliver.ts'

/** `key`: what makes it this message and no other; queued again under it, nothing happens. */
export type QueuedMessage = {
  key: string
  purpose: 'notice' | 'answer'
  to: string
  text: string
  unitId: string | null
}

/**
 * Queues messages in the transaction that makes them necessary; they go out when it is through and the hours are not quiet.
 * Whether somebody wants them is for whoever asks: an answer was asked for, a notice is owed by law.
 */
export async function queueMessages(
  tx: Tx,
  { secrets, queue }: Pick<House, 'secrets' | 'queue'>,
  countyCode: string,
  messages: readonly QueuedMessage[],
): Promise<void> {
  await sql`
    insert into messages (county_code, key, purpose, unit_id, to_cipher, to_digest, to_masked, text)
    select ${countyCode}, key, purpose, unit_id::uuid, cipher, digest, masked, text
      from unnest(${messages.map(({ key, purpose }) => `${purpose}:${key}`)}::text[], ${messages.map(({ purpose }) => purpose)}::text[],
                  ${messages.map(({ unitId }) => unitId)}::text[], ${messages.map(({ to }) => secrets.seal(to))}::bytea[],
                  ${messages.map(({ to }) => secrets.digest('phone', to))}::bytea[], ${messages.map(({ to }) => maskPhone(to))}::text[],
                  ${messages.map(({ text }) => text)}::text[]) as m (key, purpose, unit_id, cipher, digest, masked, text)
    on conflict (county_code, key) do nothing`.execute(tx)
  await queue.send(tx, deliveryJob, { countyCode })
}
