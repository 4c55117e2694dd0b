/** Writes the JSON Schemas of the files people exchange with the product, and the words a policy pack may use. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Diagnosis } from '#contract/diagnosis.ts'
import { FactsFile } from '#contract/facts-file.ts'
import { Pack } from '#contract/packs.ts'
import { vocabulary } from './vocabulary.ts'

const shapes = { pack: Pack, facts: FactsFile, diagnosis: Diagnosis } as const

/** Every file made from the code, by its path in the folder of documents. */
export function writtenFiles(): { path: string; text: string }[] {
  const schemas = Object.entries(shapes).map(([name, shape]) => ({
    path: `schemas/${name}.schema.json`,
    text: `${JSON.stringify(z.toJSONSchema(shape, { io: 'input', override: sayWhatIsOnlyChecked }), null, 2)}\n`,
  }))
  return [...schemas, { path: 'vocabulary.md', text: vocabulary() }]
}

/** A comparison names its fact and at least one relation: a check Zod makes but does not hand on. */
function sayWhatIsOnlyChecked({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.id === 'Comparison') jsonSchema.minProperties = 2
}

if (import.meta.main) {
  for (const { path, text } of writtenFiles()) writeFileSync(join(import.meta.dirname, '..', path), text)
}
