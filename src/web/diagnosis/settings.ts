import type { ParameterSetting } from '#domain/diagnosis/set-parameters.ts'

/** `rule.parameter=n5` a number, `=t2013-06` a day or choice, `=` not set; no rule before the dot for the pack's own. */
const pattern = /^([a-z0-9_-]*)\.([a-z0-9_-]+)=(n-?\d+(?:\.\d+)?|t[\w-]+|)$/

/** The parameters of a pack that a what-if sets otherwise, as they travel in the address. Anything else sets none. */
export function settingsIn(text: string | undefined, pack: string): ParameterSetting[] {
  return (text ?? '').split(';').flatMap((part): ParameterSetting[] => {
    const [, rule, parameter, value] = pattern.exec(part) ?? []
    if (parameter === undefined || value === undefined) return []
    return [{ pack, rule: rule || null, parameter, value: valueIn(value) }]
  })
}

const valueIn = (text: string) => (text === '' ? null : text.startsWith('n') ? Number(text.slice(1)) : text.slice(1))

/** The same as text; nothing where nothing is set. */
export function settingsText(settings: readonly ParameterSetting[]): string | undefined {
  const parts = settings.map(({ rule, parameter, value }) => {
    const said = value === null ? '' : typeof value === 'number' ? `n${value}` : `t${value}`
    return `${rule ?? ''}.${parameter}=${said}`
  })
  return parts.length > 0 ? parts.join(';') : undefined
}
