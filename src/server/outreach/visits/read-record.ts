import type { z } from 'zod'
import { ApplicationRecord, FactRecord, VisitRecord } from '#contract/visits.ts'

const shapes = { visit: VisitRecord, fact: FactRecord, application: ApplicationRecord } as const

/** A record as it came. */
export type RawRecord = { id: string; [part: string]: unknown }

export type ReadRecord =
  | { isRead: true; record: VisitRecord | FactRecord | ApplicationRecord; rest: Record<string, unknown> | null }
  | { isRead: false; kind: string; message: string }

/**
 * Reads a record of whatever version of the form: what is known is taken, the rest is kept as told. Without what makes it a record
 * of its kind it cannot be read.
 */
export function readRecord(raw: RawRecord): ReadRecord {
  const kind = typeof raw.kind === 'string' ? raw.kind : ''
  if (!isKind(kind)) return { isRead: false, kind: kind || '?', message: '看不懂的记录种类' }
  const shape = shapes[kind]
  const beside = partsBeside(raw, Object.keys(shape.shape))
  const first = shape.safeParse(raw)
  if (first.success) return { isRead: true, record: first.data, rest: restOf({ ...beside, ...unknownFields(raw) }) }
  const { left, taken } = withoutWrongFields(raw, first.error.issues)
  const second = shape.safeParse(left)
  if (second.success)
    return { isRead: true, record: second.data, rest: restOf({ ...beside, ...unknownFields(raw), ...taken }) }
  return { isRead: false, kind, message: wordsOf(second.error.issues) }
}

const isKind = (kind: string): kind is keyof typeof shapes => Object.hasOwn(shapes, kind)

const restOf = (rest: Record<string, unknown>) => (Object.keys(rest).length === 0 ? null : rest)

const partsBeside = (raw: object, known: readonly string[]) =>
  Object.fromEntries(Object.entries(raw).filter(([part]) => !known.includes(part)))

const knownFields = Object.keys(VisitRecord.shape.fields.unwrap().shape)

function unknownFields({ fields }: RawRecord): Record<string, unknown> {
  if (typeof fields !== 'object' || fields === null) return {}
  const unknown = partsBeside(fields, knownFields)
  return Object.keys(unknown).length === 0 ? {} : { fields: unknown }
}

/** A single field that cannot be read does not keep the others from being taken. */
function withoutWrongFields(raw: RawRecord, issues: readonly z.core.$ZodIssue[]) {
  const wrong = new Set(
    issues.flatMap(({ path }) => (path[0] === 'fields' && path[1] !== undefined ? [String(path[1])] : [])),
  )
  const fields = typeof raw.fields === 'object' && raw.fields !== null ? Object.entries(raw.fields) : []
  const isNoteWrong = issues.some(({ path }) => path[0] === 'note')
  const left = { ...raw, fields: Object.fromEntries(fields.filter(([field]) => !wrong.has(field))) }
  const kept = Object.fromEntries(fields.filter(([field]) => wrong.has(field) || !knownFields.includes(field)))
  return {
    left: isNoteWrong ? { ...left, note: null } : left,
    taken: { ...(wrong.size > 0 && { fields: kept }), ...(isNoteWrong && { note: raw.note }) },
  }
}

const wordsOf = (issues: readonly z.core.$ZodIssue[]) =>
  `有内容缺失或填写不对：${[...new Set(issues.map(({ path }) => path.join('.')))].slice(0, 5).join('、')}`
