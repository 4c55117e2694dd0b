import { createHash, createHmac, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { bytesOfKept, type Files, keepBytes, openFiles } from './files.ts'
import { segmentBytes } from './sealed-bytes.ts'

const keys = { id: 'made-key', secret: 'made-secret' }
const objects = new Map<string, { bytes: Buffer; at: Date }>()
const folder = mkdtempSync(join(tmpdir(), 'qingling-s3-'))

/** A store in one function: it knows four verbs, and answers nobody whose signature is wrong. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
  const bytes = await buffer(request)
  if (!isSigned(request, url))
    return void response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>')
  if (request.method === 'GET' && url.searchParams.has('list-type')) return list(url, response)
  const name = url.pathname.replace('/papers/', '')
  const object = objects.get(name)
  if (request.method === 'PUT') {
    if (bytes.length !== Number(request.headers['content-length'])) return void response.writeHead(411).end()
    objects.set(name, { bytes, at: new Date() })
    return void response.writeHead(200).end()
  }
  if (!object) return void response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
  if (request.method === 'DELETE') {
    objects.delete(name)
    return void response.writeHead(204).end()
  }
  const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? []
  const part = from === undefined ? object.bytes : object.bytes.subarray(Number(from), Number(to) + 1)
  response.writeHead(from === undefined ? 200 : 206, {
    'content-length': part.length,
    'last-modified': object.at.toUTCString(),
  })
  response.end(request.method === 'HEAD' ? undefined : part)
}

/** Two names a page, so that a list has several pages. */
function list(url: URL, response: ServerResponse): void {
  const names = [...objects.keys()]
    .toSorted()
    .filter((name) => name > (url.searchParams.get('continuation-token') ?? ''))
  const rows = names.slice(0, 2).map((name) => {
    const { bytes, at } = objects.get(name) ?? { bytes: Buffer.alloc(0), at: new Date(0) }
    return `<Contents><Key>${name}</Key><LastModified>${at.toISOString()}</LastModified><Size>${bytes.length}</Size></Contents>`
  })
  const next = names.length > 2 ? `<NextContinuationToken>${names[1]}</NextContinuationToken>` : ''
  response.end(`<ListBucketResult>${rows.join('')}${next}</ListBucketResult>`)
}

/** AWS Signature Version 4, told a second time from its description. */
function isSigned({ method, headers }: IncomingMessage, url: URL): boolean {
  const [, scope = '', names = '', signature] =
    /Credential=made-key\/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)/.exec(headers.authorization ?? '') ?? []
  const lines = names.split(';').map((name) => `${name}:${headers[name]}`)
  const query = url.search.slice(1).split('&').filter(Boolean).toSorted().join('&')
  const asked = [method, url.pathname, query, ...lines, '', names, headers['x-amz-content-sha256']].join('\n')
  const sign = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const [day = '', region = '', service = '', end = ''] = scope.split('/')
  const key = sign(sign(sign(sign('AWS4made-secret', day), region), service), end)
  const text = `AWS4-HMAC-SHA256\n${headers['x-amz-date']}\n${scope}\n${createHash('sha256').update(asked).digest('hex')}`
  return sign(key, text).toString('hex') === signature
}

const server = createServer((request, response) => void answer(request, response))
let files: Files
let setting: Record<string, string>
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  setting = {
    QINGLING_FILES: `s3://papers/county?endpoint=${endpoint}&region=cn-north`,
    QINGLING_FILES_KEY_ID: keys.id,
    QINGLING_FILES_SECRET: keys.secret,
  }
  files = openFiles(folder, randomBytes(32), readConfig(setting).filesAt)
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

test.each([0, 5, 2 * segmentBytes + 9])(
  'a file of %i bytes goes to the store sealed and comes back as it was',
  async (size) => {
    const bytes = Buffer.alloc(size, 'qingling ')

    const { sha256 } = await keepBytes(files, bytes)

    expect((await bytesOfKept(files, sha256)).equals(bytes)).toBe(true)
    expect(objects.get(`county/${sha256.toString('hex')}`)?.bytes.includes('qingling qingling')).toBe(false)
    expect([await files.has(sha256), await files.has(randomBytes(32))]).toEqual([true, false])
  },
)

test('a part of a file is read without the rest', async () => {
  const bytes = randomBytes(2 * segmentBytes + 9)
  const { sha256 } = await keepBytes(files, bytes)

  const part = await buffer(await files.open(sha256, { from: segmentBytes - 4, until: segmentBytes + 4 }))

  expect(part.equals(bytes.subarray(segmentBytes - 4, segmentBytes + 4))).toBe(true)
})

test('all of them are listed, page by page, and removed when they are old', async () => {
  const names: string[] = []
  for await (const { sha256 } of files.list()) names.push(`county/${sha256.toString('hex')}`)
  expect(names.toSorted()).toEqual([...objects.keys()].toSorted())

  const { sha256 } = await keepBytes(files, Buffer.from('旧的'))
  expect(await files.remove(sha256, new Date(Date.now() - 60_000))).toBe(false)
  expect(await files.remove(sha256, new Date(Date.now() + 60_000))).toBe(true)
  expect(await files.has(sha256)).toBe(false)
})

test('what is kept again after long is as new as what is kept now', async () => {
  const bytes = Buffer.from('又来一次')
  const { sha256 } = await keepBytes(files, bytes)
  const object = objects.get(`county/${sha256.toString('hex')}`)
  if (object) object.at = new Date(0)

  await keepBytes(files, bytes)

  expect(await files.remove(sha256, new Date(Date.now() - 60_000))).toBe(false)
})

test('keys that are wrong are told as what they are', async () => {
  const wrong = openFiles(folder, randomBytes(32), readConfig({ ...setting, QINGLING_FILES_SECRET: 'other' }).filesAt)

  await expect(keepBytes(wrong, Buffer.from('甲'))).rejects.toThrow('403')
})

test.each(['papers', 's3://p', 's3://papers', 's3://papers?endpoint=ftp://x', 's3://papers?endpoint=http://x/y'])(
  'the setting %s is refused in words',
  (text) => {
    expect(() => readConfig({ ...setting, QINGLING_FILES: text })).toThrow('QINGLING_FILES')
  },
)
