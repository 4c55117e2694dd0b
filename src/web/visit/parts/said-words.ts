import { paperKinds } from '#domain/archives/paper-kinds.ts'
import type { Language } from '../../platform/text.ts'
import type { visitWords } from '../messages.ts'

/** A value of a field of a visit in words. */
export function saidOf(field: string, value: unknown, text: (typeof visitWords)['zh'], language: Language): string {
  if (value === null || value === undefined || value === '') return text.empty
  const papers: Readonly<Record<string, { zh: string; en: string }>> = paperKinds
  if (Array.isArray(value)) return value.map((paper) => papers[paper]?.[language] ?? paper).join('、') || text.empty
  const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    contact: text.contacts,
    willingness: text.willingnesses,
  }
  return tables[field]?.[String(value)] ?? String(value)
}
