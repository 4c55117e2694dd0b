import type { IsoDate } from '../../shared/quantities.ts'
import type { VisitField } from './fields.ts'

/** Fields people may tell differently; whether an owner was met follows from the attempts themselves. */
export type MergedField = Exclude<VisitField, 'contact'>

/** A value as it is compared: words, a day, papers in one order, the digest of a number; null: taken back. */
export type FieldValue = string | readonly string[] | null

/** What one person said of a field, and the revision of the home by which it was taken. */
export type Voice = {
  visit: string
  by: string
  name: string
  at: string
  on: IsoDate
  value: FieldValue
  revision: number
}

/** The first voice is the one that stands. */
export type FieldVoices = Partial<Record<MergedField, readonly Voice[]>>

/** What a visit says of a home; `base`: the revision its teller had before him, null: the home as it stands. */
export type ToldFields = {
  visit: string
  by: string
  name: string
  at: string
  on: IsoDate
  base: number | null
  fields: Partial<Record<MergedField, FieldValue>>
}

export type Merged = { voices: FieldVoices; revision: number; conflicts: MergedField[]; superseded: MergedField[] }

/**
 * Takes what a visit says into what is known of a home, field by field. What its teller had seen gives way to him; what somebody
 * else said unseen stays, and his word waits beside it; of one person the later word counts, in whatever order they arrive.
 * So of any two people nobody's last word is lost.
 */
export function mergeTold(known: FieldVoices, revision: number, told: ToldFields): Merged {
  const merged: Merged = { voices: { ...known }, revision: revision + 1, conflicts: [], superseded: [] }
  // Object.entries tells the keys of ToldFields and nothing else
  for (const [field, value] of Object.entries(told.fields) as [MergedField, FieldValue][]) {
    const voices = known[field] ?? []
    if (voices.some((voice) => isLaterOwn(voice, told))) {
      merged.superseded.push(field)
      continue
    }
    const { visit, by, name, at, on } = told
    const voice = { visit, by, name, at, on, value, revision: revision + 1 }
    const after = withVoice(voices, voice, told.base ?? revision)
    merged.voices[field] = after
    if (waiting(after).length > waiting(voices).length || waiting(after).includes(voice)) merged.conflicts.push(field)
  }
  return merged
}

/** The same person's own word of a later hour; two of one instant stand in the order of their ids. */
const isLaterOwn = (voice: Voice, told: ToldFields) =>
  voice.by === told.by && (voice.at > told.at || (voice.at === told.at && voice.visit > told.visit))

function withVoice(voices: readonly Voice[], voice: Voice, seen: number): readonly Voice[] {
  const standing = voices[0]
  const left = voices.filter(
    (other) =>
      other.by !== voice.by &&
      // what waits to be decided is not settled by having been seen
      !(other.revision <= seen && isSame(other.value, standing?.value ?? null)),
  )
  const stands = standing && left.includes(standing)
  if (stands) return [...left, voice]
  const agreeing = standing && left.find(({ value }) => isSame(value, standing.value))
  // somebody else said unseen what stood: it goes on standing, unless the one who said it first has changed his mind
  const isOwnChange = standing?.by === voice.by
  if (agreeing && !isOwnChange) return [agreeing, ...left.filter((other) => other !== agreeing), voice]
  return [voice, ...left]
}

/** Words of a field that differ from what stands: they wait for a person. */
export function conflictsOf(voices: FieldVoices): { field: MergedField; voice: Voice }[] {
  // Object.entries tells the keys of FieldVoices and nothing else
  return (Object.entries(voices) as [MergedField, readonly Voice[]][]).flatMap(([field, ofField]) =>
    waiting(ofField).map((voice) => ({ field, voice })),
  )
}

const waiting = ([standing, ...others]: readonly Voice[]) =>
  others.filter(({ value }) => !isSame(value, standing?.value ?? null))

/** A person has chosen what holds: all other words of the field are settled by it. */
export function chooseVoice(
  voices: readonly Voice[],
  chosen: string | null,
  by: Pick<Voice, 'by' | 'name' | 'at' | 'revision'>,
): readonly Voice[] | null {
  const voice = chosen === null ? voices[0] : voices.find(({ visit }) => visit === chosen)
  return voice ? [{ ...voice, ...by }] : null
}

const isSame = (one: FieldValue, other: FieldValue): boolean => JSON.stringify(one) === JSON.stringify(other)
