import type { Pack, Parameter } from './packs.ts'

/** A parameter of a pack, or of one of its rules, set to another value. */
export type ParameterSetting = { pack: string; rule: string | null; parameter: string; value: number | string | null }

/** The packs with some parameters set otherwise. A setting that names no parameter there is leaves all as it was. */
export function setParameters(packs: readonly Pack[], settings: readonly ParameterSetting[]): Pack[] {
  return packs.map((pack) => {
    const own = settings.filter((setting) => setting.pack === pack.id)
    if (own.length === 0) return pack
    return {
      ...pack,
      parameters: withValues(
        pack.parameters,
        own.filter(({ rule }) => rule === null),
      ),
      rules: pack.rules.map((rule) => {
        const forRule = own.filter((setting) => setting.rule === rule.id)
        return forRule.length === 0 ? rule : { ...rule, parameters: withValues(rule.parameters, forRule) }
      }),
    }
  })
}

function withValues(parameters: Pack['parameters'], settings: readonly ParameterSetting[]): Pack['parameters'] {
  if (!parameters) return parameters
  const changed = settings.flatMap(({ parameter, value }): [string, Parameter][] => {
    const known = parameters[parameter]
    return known ? [[parameter, { ...known, value }]] : []
  })
  return { ...parameters, ...Object.fromEntries(changed) }
}
