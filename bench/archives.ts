import { fork } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { open, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { uploadClient } from '../test/archives/upload-client.ts'
import { signIn } from './desk.ts'
import { startProduct } from './start.ts'

const fileBytes = 256 * 1024 * 1024
const partBytes = 16 * 1024 * 1024
const rounds = 5
const county = '141130' // the one of the small sample

/**
 * Papers of 256 MB into the archive over HTTP – hashed, sealed, durable, filed – against the plain writing of the same
 * bytes to the same disk, durable too, turn by turn; and against a bare server that writes what it is sent and does nothing
 * else. MB/s, the middle of five.
 */
export async function benchArchives(folder: string, say: (line: string) => void) {
  say('uploads of 256 MB')
  process.env.QINGLING_SAMPLE = 'county'
  const running = await startProduct(join(folder, 'archives'), 20_000 + (process.pid % 20_000))
  const bare = await bareServer(join(folder, 'bare.bin'))
  try {
    const cookie = await signIn(running.address, 'jiaokou-clerk', running.passwords.get('jiaokou-clerk'))
    const estates = await fetch(`${running.address}/api/regions/${county}/estates?limit=1`, { headers: { cookie } })
    const { rows } = (await estates.json()) as { rows: { id: string }[] } // the answer of the contract
    const client = uploadClient({ address: running.address, cookie, county, estate: rows[0]?.id ?? '' })
    const speeds: { plain: number; bare: number; ours: number }[] = []
    for (let round = 0; round < rounds; round += 1) {
      const bytes = randomBytes(fileBytes)
      bytes.write('%PDF-1.7\n')
      const hashes = hashesOf(bytes)
      speeds.push({
        plain: await speedOf(() => writePlain(join(folder, 'plain.bin'), bytes)),
        bare: await speedOf(() => bare.send(bytes)),
        ours: await speedOf(() => upload(client, `扫描件${round}.pdf`, bytes, hashes)),
      })
    }
    return figures(speeds)
  } finally {
    bare.close()
    await running.stop()
  }
}

function figures(speeds: readonly { plain: number; bare: number; ours: number }[]) {
  const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return {
    plainMbPerSecond: middle(speeds.map(({ plain }) => plain)),
    bareHttpMbPerSecond: middle(speeds.map(({ bare }) => bare)),
    uploadMbPerSecond: middle(speeds.map(({ ours }) => ours)),
    ofPlain: middle(speeds.map(({ ours, plain }) => ours / plain)),
    ofBareHttp: middle(speeds.map(({ ours, bare }) => ours / bare)),
    limit: 0.8,
  }
}

/** The hash up to the end of each part, worked out before: what a browser's machine does is not the server's cost. */
function hashesOf(bytes: Buffer): string[] {
  const hash = createHash('sha256')
  return Array.from({ length: fileBytes / partBytes }, (_, no) =>
    hash
      .update(bytes.subarray(no * partBytes, (no + 1) * partBytes))
      .copy()
      .digest('hex'),
  )
}

async function upload(
  client: ReturnType<typeof uploadClient>,
  name: string,
  bytes: Buffer,
  hashes: readonly string[],
): Promise<void> {
  const id = await client.begin({ name, bytes: bytes.length, read: (from, until) => bytes.subarray(from, until) })
  for (const [no, sha256] of hashes.entries())
    await client.put(id, no * partBytes, sha256, bytes.subarray(no * partBytes, (no + 1) * partBytes))
  await client.finish(id, hashes.at(-1) ?? '')
}

async function speedOf(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return fileBytes / 1024 / 1024 / ((performance.now() - began) / 1000)
}

async function writePlain(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'w')
  for (let at = 0; at < bytes.length; at += 1024 * 1024) await file.write(bytes.subarray(at, at + 1024 * 1024))
  await file.datasync()
  await file.close()
  await rm(path)
}

async function bareServer(path: string) {
  const child = fork(join(import.meta.dirname, 'bare-upload.ts'))
  child.send(path)
  const [port] = await once(child, 'message')
  const send = async (bytes: Buffer) => {
    for (let at = 0; at < bytes.length; at += partBytes) await put(Number(port), bytes.subarray(at, at + partBytes))
  }
  return { send, close: () => child.kill() }
}

const put = (port: number, body: Buffer) =>
  new Promise<void>((resolve, reject) => {
    const sent = request(
      { port, host: '127.0.0.1', method: 'PUT', headers: { 'content-length': body.length } },
      (response) => {
        response.resume().once('end', resolve)
      },
    )
    sent.once('error', reject)
    sent.end(body)
  })
