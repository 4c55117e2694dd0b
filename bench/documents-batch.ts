import { setTimeout as pause } from 'node:timers/promises'
import { signIn } from './desk.ts'
import type { Running } from './start.ts'

const county = '141182'
const letters = 200

/**
 * 200 letters signed in one act: how long the act itself takes, and how long until each has its Word file, the archive of
 * them and the one file to print can be fetched. Milliseconds; the whole is allowed 10 seconds.
 */
export async function benchDocumentsBatch({ address, passwords }: Running) {
  const clerk = await signIn(address, 'fenyang-clerk', passwords.get('fenyang-clerk'))
  const head = await signIn(address, 'leader', passwords.get('leader'))
  const call = async (cookie: string, path: string, body?: object) => {
    const headers = { cookie, ...(body && { 'content-type': 'application/json' }) }
    const method = body ? 'POST' : 'GET'
    const answer = await fetch(`${address}/api/counties/${county}/${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  type Told = { batchId: string; done: number; isFinished: boolean }
  const told = async (answer: Response) => (await answer.json()) as Told // the contract's shapes, of which these parts are looked at
  const documents = Array.from({ length: letters }, (_, at) => letterOf(at + 1))
  const ids = (await (await call(clerk, 'documents', { reason: '测速', documents })).json()) as string[] // as the contract says
  const chosen = (revision: number) => ids.map((id) => ({ id, revision }))
  await call(clerk, 'documents/drafts', { reason: '送审', move: 'submit', documents: chosen(1) })

  const begun = performance.now()
  const sign = { reason: '同意签发', move: 'sign', documents: chosen(2) }
  const { batchId, done } = await told(await call(head, 'documents/signatures', sign))
  const signMs = performance.now() - begun
  const batch = `document-batches/${batchId}`
  while (!(await told(await call(head, batch))).isFinished) await pause(50)
  const laidOutMs = performance.now() - begun
  const zip = await (await call(head, `${batch}/documents.zip`)).bytes()
  const pdf = await (await call(head, `${batch}/documents.pdf`)).bytes()
  const wholeMs = performance.now() - begun
  return { letters: done, signMs, laidOutMs, wholeMs, limitMs: 10_000, zipBytes: zip.length, pdfBytes: pdf.length }
}

/** A letter of a page and a half, with a table. */
function letterOf(no: number) {
  const paragraph = { kind: 'paragraph', text: '请于期限内办结下列事项，逾期未办结的，按规定约谈并通报。'.repeat(6) }
  const columns = ['小区', '事项', '期限'].map((title) => ({ title, width: 1 }))
  const rows = Array.from({ length: 8 }, (_, at) => [`示例小区${no}-${at + 1}`, '消防验收', '五个工作日'])
  const blocks = [paragraph, { kind: 'table', columns, rows }, paragraph, paragraph]
  const content = {
    title: `关于限时办结有关事项的通知（${no}）`,
    addressee: '各责任单位：',
    blocks,
    attachments: [],
    copiesTo: ['市人民政府'],
    contact: '',
  }
  return { kind: 'notice', content }
}
