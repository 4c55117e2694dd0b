import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import * as http from 'node:http'
import * as https from 'node:https'
import type { Readable } from 'node:stream'
import { text as wordsOf } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import type { FileShelf, Shelved } from './file-shelf.ts'
import { type S3Keys, signedHeaders } from './s3-signature.ts'

/** An S3-compatible store: where it answers, which bucket, below which prefix, with whose keys. */
export type S3Place = { endpoint: string; bucket: string; prefix: string; region: string; keys: S3Keys }

/** Kept anew when older than this, so that cleaning, which looks at the age, leaves alone what was just asked for. */
const freshMs = 12 * 3600_000

/** Sealed files as objects of a bucket, addressed by path, which every compatible store understands. */
export function openBucket(place: S3Place): FileShelf {
  const ask = asking(place)
  const headOf = async (name: string) => {
    const answer = await ask('HEAD', name)
    answer.resume()
    if (answer.statusCode === 404) return null
    await refuseUnless(answer, [200])
    const { 'content-length': size, 'last-modified': day } = answer.headers
    return { size: Number(size), keptAt: new Date(day ?? 0) }
  }
  return {
    take: async (path, name) => {
      const { size } = await stat(path)
      const there = await headOf(name)
      const isFresh = there !== null && there.keptAt.getTime() > Date.now() - freshMs
      if (!isFresh) {
        const body = createReadStream(path, { highWaterMark: 1024 * 1024 })
        await done(await ask('PUT', name, { headers: { 'content-length': String(size) }, body }), [200, 201, 204])
      }
      await rm(path)
    },
    sizeOf: async (name) => (await headOf(name))?.size ?? null,
    read: async (name, from, until) => {
      const answer = await ask('GET', name, { headers: { range: `bytes=${from}-${until - 1}` } })
      await refuseUnless(answer, [200, 206])
      return answer
    },
    remove: async (name, before) => {
      const there = await headOf(name)
      if (!there || there.keptAt >= before) return false
      await done(await ask('DELETE', name), [200, 204])
      return true
    },
    list: () => listed(ask, place.prefix),
  }
}

type Ask = ReturnType<typeof asking>
type Sent = { headers?: Record<string, string>; body?: Readable; query?: Record<string, string> }

const asking =
  ({ endpoint, bucket, prefix, region, keys }: S3Place) =>
  async (
    method: string,
    name: string | null,
    { headers = {}, body, query = {} }: Sent = {},
  ): Promise<http.IncomingMessage> => {
    const url = new URL(`${endpoint}/${bucket}${name === null ? '' : `/${prefix}${name}`}`)
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value)
    const { request } = url.protocol === 'https:' ? https : http
    const sent = request(url, {
      method,
      headers: signedHeaders(keys, { method, url, at: new Date(), region, headers }),
    })
    const answered = new Promise<http.IncomingMessage>((resolve, reject) =>
      sent.once('response', resolve).once('error', reject),
    )
    if (body) await pipeline(body, sent)
    else sent.end()
    return answered
  }

async function* listed(ask: Ask, prefix: string): AsyncGenerator<Shelved> {
  let from: string | null = null
  do {
    const query: Record<string, string> = {
      'list-type': '2',
      prefix,
      ...(from !== null && { 'continuation-token': from }),
    }
    const text: string = await done(await ask('GET', null, { query }), [200])
    for (const [, entry = ''] of text.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
      const name = told(entry, 'Key').slice(prefix.length)
      if (/^[0-9a-f]{64}$/.test(name))
        yield { name, size: Number(told(entry, 'Size')), keptAt: new Date(told(entry, 'LastModified')) }
    }
    from = told(text, 'NextContinuationToken') || null
  } while (from !== null)
}

const told = (text: string, name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? ''

async function refuseUnless(answer: http.IncomingMessage, good: readonly number[]): Promise<void> {
  if (good.includes(answer.statusCode ?? 0)) return
  const words = await wordsOf(answer)
  throw new Error(`the file store answered ${answer.statusCode}: ${told(words, 'Code')} ${told(words, 'Message')}`)
}

/** Reads an answer to its end, so that the line is free again. */
async function done(answer: http.IncomingMessage, good: readonly number[]): Promise<string> {
  await refuseUnless(answer, good)
  return wordsOf(answer)
}
