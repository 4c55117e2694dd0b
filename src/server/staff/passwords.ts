import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** Cost of a guess: 19 MiB and two passes, the floor OWASP names for argon2id. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const

/** argon2id in the PHC string format, with its parameters and salt beside it. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await derive('argon2id', { message: password, nonce: salt, ...cost })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${salt.toString('base64')}$${tag.toString('base64')}`
}

/** Hash of no password at all, so that an unknown login takes as long as a known one. */
const nobody = hashPassword(randomBytes(32).toString('hex'))

/** Whether a password is the one behind the hash; `undefined` stands for an account that does not exist. */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash ?? (await nobody))
  if (!phc) return false // the account of the program itself has no password
  const [, memory, passes, parallelism, salt, tag] = phc
  const expected = Buffer.from(tag ?? '', 'base64')
  const found = await derive('argon2id', {
    message: password,
    nonce: Buffer.from(salt ?? '', 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  })
  return hash !== undefined && timingSafeEqual(found, expected)
}
