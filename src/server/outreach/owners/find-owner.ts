import { sql } from 'kysely'
import type { Tx } from '../../platform/acts.ts'

type OwnerPhone = { cipher: Buffer; digest: Buffer; shown: string }

/** The phone the records hold of the owner with this ID number, if the name is his too; the one that stands at most of his homes. */
export async function findOwnerPhone(
  tx: Tx,
  counties: readonly string[],
  idDigest: Buffer,
  name: string,
): Promise<OwnerPhone | null> {
  const { rows } = await sql<OwnerPhone & { name: string }>`
    select name, phone_cipher as cipher, phone_digest as digest, phone_masked as shown
      from owners
     where county_code = any (${counties}::text[]) and id_digest = ${idDigest} and phone_digest is not null
     order by count(*) over (partition by phone_digest) desc, county_code, unit_id, owner_no
     limit 50`.execute(tx)
  const own = rows.find((row) => nameOf(row.name) === nameOf(name))
  return own ? { cipher: own.cipher, digest: own.digest, shown: own.shown } : null
}

/** Names are the same however their parts are spaced or dotted. */
const nameOf = (written: string) => written.normalize('NFKC').replaceAll(/[\s·•・.．]/g, '')
