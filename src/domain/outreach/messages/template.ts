/** What a template may name of the home and the owner it goes to, in the order in which it is filled in. */
export const templateFields = ['{县区}', '{小区}', '{房屋}', '{姓名}'] as const
type TemplateField = (typeof templateFields)[number]

/** An operator splits longer texts and charges each part; none carries more than ten. */
export const longestText = 500

export type TemplateFault =
  | { code: 'template_empty' }
  | { code: 'template_too_long'; most: number }
  | { code: 'template_names_unknown_field'; field: string }
  | { code: 'template_brace_alone' }

/** What is wrong with a template; null where nothing is. */
export function templateFault(template: string): TemplateFault | null {
  const text = template.trim()
  if (text === '') return { code: 'template_empty' }
  if (text.length > longestText) return { code: 'template_too_long', most: longestText }
  const known: readonly string[] = templateFields
  const unknown = [...text.matchAll(/\{[^{}]*\}/g)].map(([field]) => field).find((field) => !known.includes(field))
  if (unknown !== undefined) return { code: 'template_names_unknown_field', field: unknown }
  return /[{}]/.test(text.replaceAll(/\{[^{}]*\}/g, '')) ? { code: 'template_brace_alone' } : null
}

/** How many short messages a text is charged as: 70 characters alone, else parts of 67. */
export const partsOf = (text: string): number => (text.length <= 70 ? 1 : Math.ceil(text.length / 67))

/** The fields a template names. */
export const fieldsOf = (template: string): TemplateField[] =>
  templateFields.filter((field) => template.includes(field))
