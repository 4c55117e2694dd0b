import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'

/** Where papers go, and as whom. */
export type Door = { address: string; cookie: string; county: string; estate: string }

/** A file to be sent: its name, and what lies between two places of it. */
export type Sent = { name: string; bytes: number; read(from: number, until: number): Buffer }

type Answer = { status: number; body: Record<string, unknown> }

/** Speaks the upload protocol over HTTP, as the page does; what breaks off is asked for again by calling it again. */
export function uploadClient({ address, cookie, county, estate }: Door) {
  const base = `${address}/api/counties/${county}/archive-uploads`

  function ask(method: string, url: string, body?: Buffer | object): Promise<Answer> {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body ? JSON.stringify(body) : '')
    const type = Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json'
    const headers = { cookie, ...(body && { 'content-type': type, 'content-length': bytes.length }) }
    return new Promise((resolve, reject) => {
      const sent = request(url, { method, headers }, (response) => {
        text(response).then((words) => resolve({ status: response.statusCode ?? 0, body: JSON.parse(words) }), reject)
      })
      sent.once('error', reject)
      sent.end(bytes)
    })
  }

  async function begin({ name, bytes }: Sent): Promise<string> {
    const subject = { kind: 'estate', id: estate }
    const { body } = await ask('POST', base, { subject, files: [{ paper: 'planning', name, bytes }] })
    const { results } = body as { results: { upload: { id: string } }[] } // the answer of the contract
    return results[0]?.upload.id ?? ''
  }

  const put = (id: string, at: number, sha256: string, part: Buffer) =>
    good(ask('PUT', `${base}/${id}/part?offset=${at}&sha256=${sha256}`, part))

  async function finish(id: string, sha256: string): Promise<string> {
    const { body } = await good(ask('POST', `${base}/${id}/finish`, { sha256 }))
    return String(body.fileId)
  }

  /** Sends what the server has not yet, and has it filed. `onPart` is told of each part that counted. */
  async function goOn(
    id: string,
    file: Sent,
    partBytes: number,
    onPart: (received: number) => void = () => {},
  ): Promise<string> {
    const { body } = await good(ask('GET', `${base}/${id}`))
    let at = Number(body.received)
    const hash = createHash('sha256')
    for (let from = 0; from < at; from += partBytes) hash.update(file.read(from, Math.min(from + partBytes, at)))
    while (at < file.bytes) {
      const part = file.read(at, Math.min(at + partBytes, file.bytes))
      hash.update(part)
      await put(id, at, hash.copy().digest('hex'), part)
      at += part.length
      onPart(at)
    }
    return finish(id, hash.digest('hex'))
  }

  return { ask, begin, put, finish, goOn }
}

async function good(asked: Promise<Answer>): Promise<Answer> {
  const answer = await asked
  if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer
}
