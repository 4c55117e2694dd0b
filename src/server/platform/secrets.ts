import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomFillSync,
} from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'

/** First byte of every ciphertext, so that a later key or algorithm can stand beside this one. */
const version = 1
const versionByte = Buffer.of(version)
const ivBytes = 12
const tagBytes = 16

/** Seals personal data at rest and makes the digests by which it is found again. */
export type Secrets = {
  seal(text: string): Buffer
  open(cipher: Buffer): string
  digest(kind: 'id' | 'phone' | 'code' | 'address', text: string): Buffer
  /** Key of the file store. */
  fileKey: Buffer
  /** A password for a sample account, the same at every start of this installation and different in every other. */
  samplePassword(login: string): string
}

/**
 * Opens the key file, or makes one at the first start. The key never enters the database: a copy of the database
 * alone opens nothing, and a lost key file cannot be made up for.
 */
export function openSecrets(keyFile: string): Secrets {
  if (!existsSync(keyFile)) writeFileSync(keyFile, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' })
  chmodSync(keyFile, 0o600)
  return secretsFrom(Buffer.from(readFileSync(keyFile, 'utf8'), 'base64'))
}

/** AES-256-GCM for sealing, HMAC-SHA-256 for digests, each under a key of its own derived from the master key. */
function secretsFrom(masterKey: Buffer): Secrets {
  if (masterKey.length !== 32) throw new Error('the key file must hold 32 bytes in base64')
  // prepared once: handing the bytes over at every call costs five times as much
  const sealing = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', 'qingling personal data', 32)))
  const finding = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', 'qingling exact search', 32)))
  return {
    seal: (text) => seal(sealing, text),
    open: (cipher) => open(sealing, cipher),
    digest: (kind, text) => createHmac('sha256', finding).update(`${kind}:${text}`).digest(),
    fileKey: Buffer.from(hkdfSync('sha256', masterKey, '', 'qingling files', 32)),
    samplePassword: (login) => {
      const letters = createHmac('sha256', masterKey).update(`sample password of ${login}`).digest('hex')
      return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8, 12)}`
    },
  }
}

/** Random bytes drawn for many ciphertexts at once; each is used a single time. */
const drawn = Buffer.alloc(ivBytes * 1024)
let used = drawn.length

function drawIv(): Buffer {
  if (used === drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  used += ivBytes
  return drawn.subarray(used - ivBytes, used)
}

function seal(key: KeyObject, text: string): Buffer {
  const iv = drawIv()
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const sealed = cipher.update(text, 'utf8')
  cipher.final() // gives the tag and no more bytes: GCM has no last block
  return Buffer.concat([versionByte, iv, cipher.getAuthTag(), sealed])
}

function open(key: KeyObject, sealed: Buffer): string {
  if (sealed[0] !== version) throw new Error(`unknown version of sealed data: ${sealed[0]}`)
  const iv = sealed.subarray(1, 1 + ivBytes)
  const tag = sealed.subarray(1 + ivBytes, 1 + ivBytes + tagBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, iv).setAuthTag(tag)
  return Buffer.concat([decipher.update(sealed.subarray(1 + ivBytes + tagBytes)), decipher.final()]).toString('utf8')
}
