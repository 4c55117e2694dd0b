import { resolve } from 'node:path'
import type { S3Place } from './s3-files.ts'

/** Where the project stands; everything relative is relative to it. */
const root = resolve(import.meta.dirname, '../../..')

export type Config = {
  port: number
  host: string
  /** An existing PostgreSQL 18; `null` starts the embedded one. */
  databaseUrl: string | null
  dataDir: string
  /** An S3-compatible store for kept files; `null`: the data folder. */
  filesAt: S3Place | null
  keyFile: string
  sample: 'city' | 'county' | 'none'
  sessionIdleMinutes: number
  uploadLimitBytes: number
  /** The largest file the archive takes. */
  archiveLimitBytes: number
  webDir: string
  /** Under which address the public opens the product; it stands in the QR code of every issued document. */
  publicAddress: string
  sms: SmsSetting
}

/** How text messages leave the house: not at all, into a file of the data folder, or through a gateway. */
export type SmsSetting =
  | { kind: 'none' }
  | { kind: 'console' }
  | { kind: 'http'; address: string; keyId: string; secret: string; signature: string }

/** A setting that cannot be used, in words for whoever set it. */
class ConfigRefused extends Error {}

const samples = ['city', 'county', 'none'] as const

/** Reads the settings from the environment once; a wrong one stops the start with a plain message. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const dataDir = resolve(root, env.QINGLING_DATA || 'data')
  const databaseUrl = env.DATABASE_URL || null
  const port = wholeNumber('PORT', env.PORT, 3000, 0, 65_535)
  const host = env.HOST || '127.0.0.1'
  return {
    port,
    host,
    databaseUrl,
    dataDir,
    filesAt: store(env),
    keyFile: env.QINGLING_KEY_FILE ? resolve(env.QINGLING_KEY_FILE) : resolve(dataDir, 'key'),
    sample: oneOf('QINGLING_SAMPLE', env.QINGLING_SAMPLE, samples, databaseUrl ? 'none' : 'city'),
    sessionIdleMinutes: wholeNumber('QINGLING_IDLE_MINUTES', env.QINGLING_IDLE_MINUTES, 30, 1, 720),
    uploadLimitBytes: wholeNumber('QINGLING_UPLOAD_MB', env.QINGLING_UPLOAD_MB, 200, 1, 2000) * 1024 * 1024,
    archiveLimitBytes: wholeNumber('QINGLING_ARCHIVE_MB', env.QINGLING_ARCHIVE_MB, 4096, 1, 100_000) * 1024 * 1024,
    webDir: resolve(root, 'dist/web'),
    publicAddress: address('QINGLING_PUBLIC_URL', env.QINGLING_PUBLIC_URL, `http://${host}:${port}`),
    sms: sms(env),
  }
}

/** `none`, `console` or the address of a gateway, whose keys and signature stand beside it in settings of their own. */
function sms(env: Readonly<Record<string, string | undefined>>): SmsSetting {
  const text = env.QINGLING_SMS || (env.DATABASE_URL ? 'none' : 'console')
  if (text === 'none' || text === 'console') return { kind: text }
  const [keyId, secret] = [env.QINGLING_SMS_KEY_ID, env.QINGLING_SMS_SECRET]
  if (/^https?:\/\/[^?#\s]+$/.test(text) && keyId && secret)
    return { kind: 'http', address: text, keyId, secret, signature: env.QINGLING_SMS_SIGNATURE || '清零行动' }
  throw new ConfigRefused(
    'QINGLING_SMS：应为 none、console 或网关地址 https://…，后者并设 QINGLING_SMS_KEY_ID、QINGLING_SMS_SECRET / must be none, console or the address of a gateway, the last with QINGLING_SMS_KEY_ID and QINGLING_SMS_SECRET',
  )
}

/** `s3://bucket/prefix?endpoint=https://…&region=…`; the keys stand beside it, in settings of their own. */
function store(env: Readonly<Record<string, string | undefined>>): S3Place | null {
  const text = env.QINGLING_FILES
  if (!text) return null
  const [, bucket, prefix = '', query = ''] = /^s3:\/\/([a-z0-9.-]{3,63})(?:\/([^?]*))?(?:\?(.*))?$/.exec(text) ?? []
  const asked = new URLSearchParams(query)
  const endpoint = asked.get('endpoint')?.replace(/\/$/, '')
  const [id, secret] = [env.QINGLING_FILES_KEY_ID, env.QINGLING_FILES_SECRET]
  if (bucket && endpoint && /^https?:\/\/[^/?#\s]+$/.test(endpoint) && id && secret)
    return {
      endpoint,
      bucket,
      prefix: prefix.replace(/\/?$/, '/').replace(/^\/$/, ''),
      region: asked.get('region') || 'us-east-1',
      keys: { id, secret },
    }
  throw new ConfigRefused(
    'QINGLING_FILES：应为 s3://桶/前缀?endpoint=https://…，并设 QINGLING_FILES_KEY_ID、QINGLING_FILES_SECRET / must be s3://bucket/prefix?endpoint=https://…, with QINGLING_FILES_KEY_ID and QINGLING_FILES_SECRET',
  )
}

function address(name: string, text: string | undefined, otherwise: string): string {
  if (!text) return otherwise
  if (/^https?:\/\/[^/?#\s]+$/.test(text)) return text
  throw new ConfigRefused(
    `${name}=${text}：应为不带路径的网址 / must be an address without a path, as https://qingling.example`,
  )
}

function wholeNumber(name: string, text: string | undefined, otherwise: number, least: number, most: number): number {
  if (!text) return otherwise
  const number = Number(text)
  if (Number.isInteger(number) && number >= least && number <= most) return number
  throw new ConfigRefused(
    `${name}=${text}：应为 ${least} 到 ${most} 之间的整数 / must be a whole number from ${least} to ${most}`,
  )
}

function oneOf<T extends string>(name: string, text: string | undefined, words: readonly T[], otherwise: T): T {
  if (!text) return otherwise
  const word = words.find((candidate) => candidate === text)
  if (word) return word
  throw new ConfigRefused(`${name}=${text}：应为 ${words.join('、')} 之一 / must be one of ${words.join(', ')}`)
}
