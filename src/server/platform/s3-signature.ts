import { createHash, createHmac } from 'node:crypto'

export type S3Keys = { id: string; secret: string }
type Request = { method: string; url: URL; at: Date; region: string; headers?: Readonly<Record<string, string>> }

/** What is sealed already proves itself, so its bytes are not hashed once more for the line. */
const unsigned = 'UNSIGNED-PAYLOAD'

/** The headers that sign a request to an S3-compatible store, after AWS Signature Version 4. */
export function signedHeaders(
  keys: S3Keys,
  { method, url, at, region, headers = {} }: Request,
): Record<string, string> {
  const time = at.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`
  const all: Record<string, string> = {
    ...headers,
    host: url.host,
    'x-amz-content-sha256': unsigned,
    'x-amz-date': time,
  }
  const names = Object.keys(all).toSorted()
  const lines = names.map((name) => `${name}:${all[name]}\n`).join('')
  const asked = [method, pathOf(url), queryOf(url), lines, names.join(';'), unsigned].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', time, scope, createHash('sha256').update(asked).digest('hex')].join('\n')
  const key = [time.slice(0, 8), region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (secret, word) => createHmac('sha256', secret).update(word).digest(),
    `AWS4${keys.secret}`,
  )
  const signature = createHmac('sha256', key).update(toSign).digest('hex')
  return {
    ...all,
    authorization: `AWS4-HMAC-SHA256 Credential=${keys.id}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  }
}

const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)

const pathOf = ({ pathname }: URL) =>
  pathname
    .split('/')
    .map((piece) => encoded(decodeURIComponent(piece)))
    .join('/')

const queryOf = ({ searchParams }: URL) =>
  [...searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted()
    .join('&')
