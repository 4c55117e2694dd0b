import type { ArchiveUpload } from '#contract/archive-shapes.ts'
import { archivesEndpoints } from '#contract/archives.ts'
import type { PaperKind } from '#domain/archives/paper-kinds.ts'
import type { ArchiveSubject } from '#domain/archives/papers.ts'
import { call, ProblemError } from '../platform/api.ts'
import { isPassing, OtherFile, sendFile } from './sending.ts'

export type QueuedFile = {
  key: number
  file: File
  paper: PaperKind
  state: 'waiting' | 'sending' | 'checking' | 'paused' | 'broken' | 'filed' | 'refused'
  sent: number
  words: string | null
  isOther: boolean
}

type Brought = { file: File; paper: PaperKind; keepsPlace: boolean }
type Entry = QueuedFile & { keepsPlace: boolean; upload: ArchiveUpload | null; abort: AbortController | null }

const atOnce = 3
const againAfterMs = 3000

export type UploadQueue = ReturnType<typeof createQueue>

/** One queue per subject, outlasting the page that shows it: whoever leaves a page has not stopped its uploads. */
const queues = new Map<string, UploadQueue>()

export function queueOf(county: string, subject: ArchiveSubject): UploadQueue {
  const key = `${county} ${subject.kind} ${subject.id}`
  const queue = queues.get(key) ?? createQueue(county, subject)
  queues.set(key, queue)
  return queue
}

/** The files on their way to one subject, a few at a time. */
function createQueue(county: string, subject: ArchiveSubject) {
  let entries: readonly Entry[] = []
  let lastKey = 0
  let partBytes = 1024 * 1024
  const listeners = new Set<() => void>()
  const filedListeners = new Set<() => void>()

  const change = (key: number, what: Partial<Entry>) => {
    entries = entries.map((entry) => (entry.key === key ? { ...entry, ...what } : entry))
    for (const listener of listeners) listener()
    if (what.state === 'filed') for (const listener of filedListeners) listener()
  }
  const entryOf = (key: number) => entries.find((entry) => entry.key === key)

  function next(): void {
    const free = atOnce - entries.filter(({ state }) => state === 'sending' || state === 'checking').length
    for (const { key } of entries.filter(({ state }) => state === 'waiting').slice(0, Math.max(0, free))) void run(key)
  }

  async function run(key: number): Promise<void> {
    const abort = new AbortController()
    change(key, { state: 'sending', abort, words: null })
    try {
      await send(key, abort.signal)
    } catch (error) {
      stopped(key, error)
    }
    next()
  }

  async function send(key: number, signal: AbortSignal): Promise<void> {
    const entry = entryOf(key)
    if (!entry) return
    const known =
      entry.upload && (await call(archivesEndpoints.getUpload, { params: { county, upload: entry.upload.id } }))
    const upload = known ?? (await begin(entry))
    if (!upload) return
    change(key, { upload, sent: upload.received })
    const onSent = (sent: number) => change(key, { sent, state: sent === entry.file.size ? 'checking' : 'sending' })
    await sendFile({ county, file: entry.file, upload, partBytes, signal, onSent })
    change(key, { state: 'filed', sent: entry.file.size })
  }

  /** Goes on with an upload of the same file that was not finished, else begins one; `null`: refused with words. */
  async function begin({ key, file, paper, keepsPlace }: Entry): Promise<ArchiveUpload | null> {
    const { rows } = await call(archivesEndpoints.listUploads, { params: { county }, query: { limit: 200 } })
    const taken = new Set(entries.flatMap((entry) => (entry.upload ? [entry.upload.id] : [])))
    const unfinished = rows.find(
      (row) =>
        row.subject.id === subject.id &&
        row.paper === paper &&
        row.name === file.name &&
        row.bytes === file.size &&
        !taken.has(row.id),
    )
    if (unfinished) return unfinished
    const body = { subject, files: [{ paper, name: file.name, bytes: file.size, keepsPlace }] }
    const { partBytes: least, results } = await call(archivesEndpoints.beginUploads, { params: { county }, body })
    partBytes = least
    const refusal = results[0]?.refusal
    if (refusal) change(key, { state: 'refused', words: refusal.words })
    return results[0]?.upload ?? null
  }

  function stopped(key: number, error: unknown): void {
    const entry = entryOf(key)
    if (!entry || entry.state === 'paused') return
    if (error instanceof OtherFile) {
      if (entry.upload) void giveUp(entry.upload.id)
      change(key, { state: 'refused', isOther: true, upload: null })
      return
    }
    if (isPassing(error)) {
      change(key, { state: 'broken', words: null })
      setTimeout(() => entryOf(key)?.state === 'broken' && goOn(key), againAfterMs)
      return
    }
    const words = error instanceof ProblemError ? error.message : String(error)
    change(key, { state: 'refused', words })
  }

  const giveUp = (upload: string) =>
    call(archivesEndpoints.giveUpUpload, { params: { county, upload } }).catch(() => {}) // over already

  function goOn(key: number): void {
    change(key, { state: 'waiting' })
    next()
  }

  return {
    add: (brought: readonly Brought[]) => {
      entries = [
        ...entries,
        ...brought.map((one) => {
          lastKey += 1
          return {
            ...one,
            key: lastKey,
            state: 'waiting' as const,
            sent: 0,
            words: null,
            isOther: false,
            upload: null,
            abort: null,
          }
        }),
      ]
      for (const listener of listeners) listener()
      next()
    },
    pause: (key: number) => {
      const abort = entryOf(key)?.abort
      change(key, { state: 'paused' })
      abort?.abort()
      next()
    },
    goOn,
    drop: (key: number) => {
      const entry = entryOf(key)
      change(key, { state: 'paused' })
      entry?.abort?.abort()
      if (entry?.upload && entry.state !== 'filed') void giveUp(entry.upload.id)
      entries = entries.filter((candidate) => candidate.key !== key)
      for (const listener of listeners) listener()
      next()
    },
    clear: () => {
      entries = entries.filter(({ state }) => state !== 'filed' && state !== 'refused')
      for (const listener of listeners) listener()
    },
    entries: (): readonly QueuedFile[] => entries,
    onChange: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onFiled: (listener: () => void) => {
      filedListeners.add(listener)
      return () => filedListeners.delete(listener)
    },
  }
}
