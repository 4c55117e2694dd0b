import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { codeRule } from '#domain/outreach/owners/tries.ts'
import { maskName, maskPhone } from '#domain/units/masks.ts'
import { type Actor, type Tx, transact } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import type { OutsideSession } from '../../platform/http/outside-sessions.ts'
import { Refused } from '../../platform/refusals.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { addressDigest } from './addresses.ts'
import { findOwnerPhone } from './find-owner.ts'
import { countTries, forgetTries, type Tried } from './tries.ts'

type Door = Pick<House, 'db' | 'secrets'>

/** A code that waits to be typed, and to whom it is to be sent; to nobody where nobody is known. */
export type AskedCode = { id: string; sendTo: { phone: Buffer | string; code: string } | null }

/**
 * Makes a code for the owner with this name and ID number. Whoever is not known gets one too, that is sent to nobody and
 * never right: what is done, kept, counted and answered is the same.
 */
export function askOwnerCode(
  { db, secrets }: Door,
  everyone: Actor,
  asked: { name: string; idNumber: string; ip: string },
): Promise<AskedCode> {
  const digest = secrets.digest('id', idNumberOf(asked.idNumber))
  return ask(db, everyone, addressed(secrets, asked.ip, { kind: 'person', digest }), async (tx) => {
    const phone = await findOwnerPhone(tx, everyone.counties, digest, asked.name)
    const code = newCode()
    const id = await keepCode(tx, secrets, { kind: 'owner', digest, name: maskName(asked.name, null), phone, code })
    return { id, sendTo: phone && { phone: phone.cipher, code } }
  })
}

/** Makes a code for a phone of whoever says it is his. */
export function askVisitorCode(
  { db, secrets }: Door,
  everyone: Actor,
  asked: { name: string; phone: string; ip: string },
): Promise<AskedCode> {
  const digest = secrets.digest('phone', asked.phone)
  return ask(db, everyone, addressed(secrets, asked.ip, { kind: 'phone', digest }), async (tx) => {
    const code = newCode()
    const phone = { digest, shown: maskPhone(asked.phone) }
    const id = await keepCode(tx, secrets, { kind: 'visitor', digest, name: maskName(asked.name, null), phone, code })
    return { id, sendTo: { phone: asked.phone, code } }
  })
}

type Person = Parameters<House['outsideSessions']['start']>[0]

/** Who typed the right code. A code that is wrong, spent, past or never was is refused in the same words. */
export async function enterCode(
  { db, secrets }: Door,
  everyone: Actor,
  typed: { code: string; digits: string; ip: string },
): Promise<Person> {
  const entry: Tried = { kind: 'entry', digest: addressDigest(secrets, typed.ip) }
  const outcome = await transact(db, everyone, async (tx) => {
    const minutes = await countTries(tx, [entry])
    if (minutes > 0) return { minutes, person: null }
    return { minutes, person: await personBehind(tx, secrets, typed) }
  })
  if (outcome.minutes > 0) throw mustWait(outcome.minutes)
  if (!outcome.person) throw new Refused({ kind: 'forbidden', code: 'wrong_code', message: '验证码不对，或者已经过期' })
  return outcome.person
}

type Kept = Person & { askedDigest: Buffer; codeDigest: Buffer; isKnown: boolean }

async function personBehind(
  tx: Tx,
  secrets: Secrets,
  { code, digits }: { code: string; digits: string },
): Promise<Person | null> {
  const { rows } = await sql<Kept>`
    update outside_codes set tries = tries + 1
     where id = ${code} and used_at is null and expires_at > now() and tries < ${codeRule.tries}
    returning kind, name, asked_digest as "askedDigest", code_digest as "codeDigest", phone_digest is not null as "isKnown",
              case kind when 'owner' then asked_digest end as "idDigest", phone_digest as "phoneDigest", phone_shown as "phoneShown"`.execute(
    tx,
  )
  const [kept] = rows
  const isRight = timingSafeEqual(kept?.codeDigest ?? nothing, codeDigest(secrets, code, digits))
  if (!kept || !isRight || !kept.isKnown) return null
  await sql`update outside_codes set used_at = now() where id = ${code}`.execute(tx)
  const { kind, name, idDigest, phoneDigest, phoneShown, askedDigest } = kept
  await forgetTries(tx, { kind: kind === 'owner' ? 'person' : 'phone', digest: askedDigest })
  return { kind, name, idDigest, phoneDigest, phoneShown }
}

const nothing = Buffer.alloc(32)

/** Counts, and only then asks; a refusal is thrown once the count is kept. */
async function ask(
  db: House['db'],
  everyone: Actor,
  tried: readonly Tried[],
  make: (tx: Tx) => Promise<AskedCode>,
): Promise<AskedCode> {
  const outcome = await transact(db, everyone, async (tx) => {
    const minutes = await countTries(tx, tried)
    return minutes > 0 ? { minutes } : await make(tx)
  })
  if ('minutes' in outcome) throw mustWait(outcome.minutes)
  return outcome
}

const mustWait = (minutes: number) =>
  new Refused({ kind: 'forbidden', code: 'must_wait', message: `次数太多，请 ${minutes} 分钟后再试`, minutes })

const addressed = (secrets: Secrets, ip: string, tried: Tried): readonly Tried[] => [
  { kind: 'address', digest: addressDigest(secrets, ip) },
  tried,
]

type NewCode = {
  kind: OutsideSession['kind']
  digest: Buffer
  name: string
  phone: { digest: Buffer; shown: string } | null
  code: string
}

async function keepCode(tx: Tx, secrets: Secrets, { kind, digest, name, phone, code }: NewCode): Promise<string> {
  const id = randomUUID()
  await sql`
    insert into outside_codes (id, kind, asked_digest, name, phone_digest, phone_shown, code_digest, expires_at)
    values (${id}, ${kind}, ${digest}, ${name}, ${phone?.digest ?? null}, ${phone?.shown ?? null}, ${codeDigest(secrets, id, code)},
            now() + make_interval(mins => ${codeRule.minutes}))`.execute(tx)
  return id
}

const newCode = () => String(randomInt(10 ** codeRule.digits)).padStart(codeRule.digits, '0')

const codeDigest = (secrets: Secrets, id: string, code: string) => secrets.digest('code', `${id}:${code}`)

/** As ledgers write it: no spaces, full-width digits as usual ones, the check letter large. */
const idNumberOf = (typed: string) => typed.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()
