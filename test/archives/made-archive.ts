import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ArchiveFile, ArchiveUpload } from '#contract/archive-shapes.ts'
import { ownerDb } from '#server/platform/database.ts'
import { callerOf } from '../caller.ts'
import { fenyang } from '../made-house.ts'
import { makeOffice, openOffice } from '../tasks/made-office.ts'

export const segment = 1024 * 1024
export const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** A PDF of so many bytes, by its beginning; the rest is what a scanner might leave. */
export const madePdf = (size: number, word = '') => {
  const bytes = Buffer.alloc(size, `扫描件${word} `)
  bytes.write('%PDF-1.7\n')
  return bytes
}

export type MadeArchive = Awaited<ReturnType<typeof makeArchive>>

/** An office whose people file papers, with the protocol of uploads spoken by hand. */
export async function makeArchive() {
  const office = await makeOffice()
  const opened = await openOffice(office)
  const { tokenOf } = callerOf(opened)
  const { app, send } = opened
  const { house, ids } = office
  const base = `/api/counties/${fenyang}`
  const estate = { kind: 'estate', id: ids.晨光小区 ?? '' }

  async function begin(login: string, files: readonly object[], subject: object = estate, county = fenyang) {
    return send(login, 'POST', `/api/counties/${county}/archive-uploads`, { subject, files })
  }
  const beginOne = async (login: string, name: string, bytes: number, more: object = {}, subject: object = estate) => {
    const answer = await begin(login, [{ paper: 'planning', name, bytes, ...more }], subject)
    return (answer.json().results?.[0]?.upload ?? null) as ArchiveUpload
  }
  async function putPart(login: string, id: string, whole: Buffer, from: number, until: number, told?: string) {
    const sha256 = told ?? hashOf(whole.subarray(0, until))
    return app.inject({
      method: 'PUT',
      url: `${base}/archive-uploads/${id}/part?offset=${from}&sha256=${sha256}`,
      payload: whole.subarray(from, until),
      headers: { 'content-type': 'application/octet-stream' },
      cookies: { qingling_session: await tokenOf(login) },
    })
  }
  const finish = (login: string, id: string, whole: Buffer) =>
    send(login, 'POST', `${base}/archive-uploads/${id}/finish`, { sha256: hashOf(whole) })

  /** Begins, sends in parts of one segment, finishes; gives the answer of whatever refused first, or of the end. */
  async function upload(login: string, name: string, whole: Buffer, more: object = {}, subject: object = estate) {
    const begun = await begin(login, [{ paper: 'planning', name, bytes: whole.length, ...more }], subject)
    const id = begun.json().results?.[0]?.upload?.id
    if (!id) return begun
    for (let from = 0; from < whole.length; from += segment) {
      const part = await putPart(login, id, whole, from, Math.min(from + segment, whole.length))
      if (part.statusCode !== 200) return part
    }
    return finish(login, id, whole)
  }
  const filed = async (login: string, name: string, whole: Buffer, more: object = {}, subject: object = estate) =>
    (await upload(login, name, whole, more, subject)).json().fileId as string
  const content = (login: string, file: string, how = 'saved', headers: Record<string, string> = {}) =>
    tokenOf(login).then((token) =>
      app.inject({
        method: 'GET',
        url: `${base}/archive-files/${file}/content?how=${how}`,
        headers,
        cookies: { qingling_session: token },
      }),
    )
  const listed = async (login: string, subject: { kind: string; id: string } = estate) =>
    (await send(login, 'GET', `${base}/archive/${subject.kind}/${subject.id}`)).json() as {
      rows: ArchiveFile[]
      asked: { paper: string; standing: string }[]
    }
  const keptNames = () => readdirSync(join(house.folder, 'files')).toSorted()
  const passingNames = () => readdirSync(join(house.folder, 'passing')).toSorted()
  const owner = ownerDb(house.owner)

  return {
    ...office,
    ...opened,
    base,
    estate,
    owner,
    begin,
    beginOne,
    putPart,
    finish,
    upload,
    filed,
    content,
    listed,
    keptNames,
    passingNames,
  }
}
