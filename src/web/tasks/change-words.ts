/** Words for what a change of a record says; `values` are the words of fields that hold codes. */
export type ChangeWords = {
  fields: Readonly<Record<string, string>>
  values: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** What a change says, in the order of the words: `状态 已提交；到期日 2026-12-04`. What has no words stays unsaid. */
export function changeWords(change: Readonly<Record<string, unknown>>, { fields, values }: ChangeWords): string {
  const flat = { ...change, ...partsOf(change.extension, 'extension') }
  return Object.keys(fields)
    .filter((field) => flat[field] !== undefined && flat[field] !== null)
    .map((field) => `${fields[field]} ${shown(flat[field], values[field])}`)
    .join('；')
}

/** An inner record's entries under the outer name: `{ extension: { decision } }` → `extension.decision`. */
function partsOf(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [`${name}.${key}`, inner]))
}

function shown(value: unknown, words: Readonly<Record<string, string>> | undefined): string {
  if (Array.isArray(value)) return value.map((one) => shown(nameOf(one), words)).join('、')
  return words?.[String(value)] ?? String(value)
}

const nameOf = (value: unknown) => (typeof value === 'object' && value !== null && 'name' in value ? value.name : value)
