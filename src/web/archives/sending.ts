import { sha256 } from '@noble/hashes/sha2.js'
import type { ArchiveUpload } from '#contract/archive-shapes.ts'
import { archivesEndpoints } from '#contract/archives.ts'
import { addressOf, call, ProblemError, problemOf } from '../platform/api.ts'

type Hash = ReturnType<typeof sha256.create>
type Sending = {
  county: string
  file: File
  upload: ArchiveUpload
  partBytes: number
  signal: AbortSignal
  onSent: (bytes: number) => void
}

/** The file chosen is not the one whose beginning was sent before. */
export class OtherFile extends Error {}

const hashedAtOnce = 1024 * 1024
const mostPerPart = 16 * 1024 * 1024
/** A part that took less is followed by a larger one: a phone sends small parts, a line in the office large ones. */
const quickMs = 700

/**
 * Sends what the server has not yet of a file, part by part, and has it filed. Each part carries the hash of all bytes up
 * to its end. Throws ProblemError when the server says no, TypeError when the line breaks.
 */
export async function sendFile({ county, file, upload, partBytes, signal, onSent }: Sending): Promise<string> {
  const params = { county, upload: upload.id }
  let [at, size] = [upload.received, partBytes]
  let hash = await hashedUntil(file, at)
  while (at < file.size) {
    signal.throwIfAborted()
    const until = Math.min(at + size, file.size)
    const next = await taken(hash.clone(), file.slice(at, until))
    const began = performance.now()
    const received = await putPart({
      params,
      file,
      at,
      until,
      told: hexOf(next.clone()),
      signal,
      isFirst: at === upload.received,
    })
    if (received !== until) throw new OtherFile()
    if (performance.now() - began < quickMs) size = Math.min(size * 2, mostPerPart)
    ;[at, hash] = [until, next]
    onSent(at)
  }
  const { fileId } = await call(archivesEndpoints.finishUpload, { params, body: { sha256: hexOf(hash) } })
  return fileId
}

type Part = {
  params: { county: string; upload: string }
  file: File
  at: number
  until: number
  told: string
  signal: AbortSignal
  isFirst: boolean
}

async function putPart({ params, file, at, until, told, signal, isFirst }: Part): Promise<number> {
  const address = addressOf(archivesEndpoints.putPart.path, { params, query: { offset: at, sha256: told } })
  const response = await fetch(address, {
    method: 'PUT',
    body: file.slice(at, until),
    headers: { 'content-type': 'application/octet-stream' },
    signal,
  })
  if (response.ok) return ((await response.json()) as ArchiveUpload).received // serialised by the same schema
  const problem = await problemOf(response)
  const goesOn = isFirst && at > 0
  throw goesOn && problem.problem.code === 'part_damaged' ? new OtherFile() : problem
}

const hexOf = (hash: Hash) => [...hash.digest()].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const hashedUntil = (file: File, until: number): Promise<Hash> => taken(sha256.create(), file.slice(0, until))

/** In small pieces, so that the page stays alive meanwhile. */
async function taken(hash: Hash, blob: Blob): Promise<Hash> {
  for (let at = 0; at < blob.size; at += hashedAtOnce)
    hash.update(new Uint8Array(await blob.slice(at, at + hashedAtOnce).arrayBuffer()))
  return hash
}

/** Whether it helps to try again without asking anybody: the line broke, or the server is just starting. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ProblemError
    ? error.status >= 500 ||
      ['wrong_offset', 'upload_busy', 'part_cut_off', 'part_damaged'].includes(error.problem.code)
    : error instanceof TypeError
