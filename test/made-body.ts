import { z } from 'zod'

type Schema = z.core.JSONSchema.BaseSchema

/** A body that a schema takes, made up from its shape: so that nothing but the rights of the caller stands in the way. */
export const madeBody = (schema: z.ZodType): unknown =>
  made(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))

function made(schema: Schema | boolean | undefined): unknown {
  if (schema === undefined || typeof schema === 'boolean') return null
  if ('default' in schema) return schema.default
  if ('const' in schema) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return made(choice[0])
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(made))
  return byType[String(schema.type)]?.(schema) ?? null
}

const byType: Readonly<Record<string, (schema: Schema) => unknown>> = {
  object: ({ properties = {}, required = [] }) =>
    Object.fromEntries(required.map((name) => [name, made(properties[name])])),
  array: ({ items, minItems = 0 }) =>
    Array.from({ length: minItems }, () => made(Array.isArray(items) ? items[0] : items)),
  string: ({ pattern, minLength = 0, maxLength = 1000, format }) =>
    texts.find(
      (text) =>
        text.length >= minLength &&
        text.length <= maxLength &&
        (!pattern || new RegExp(pattern, 'u').test(text)) &&
        fits(text, format),
    ) ?? '甲'.repeat(Math.max(1, minLength)),
  integer: ({ minimum = 0 }) => Math.max(0, minimum),
  number: ({ minimum = 0 }) => Math.max(0, minimum),
  boolean: () => true,
}

/** Words, numbers, days and times of which one suits almost every pattern. */
const texts = [
  '某某某',
  '19900001234',
  '123456',
  '141182',
  '2060-01-01',
  '08:30',
  '00000000-0000-4000-8000-000000000000',
  'a',
  '0'.repeat(64),
]

const fits = (text: string, format: string | undefined) =>
  (format === 'uuid') === text.includes('-4000-') && (format === 'date') === (text === '2060-01-01')
