import { catalogue, responsibleUnits, responsibleUnitsEn } from '#domain/diagnosis/catalogue.ts'
import { conditionWords } from '#domain/diagnosis/condition-words.ts'
import type { Derivation, FactDefinition } from '#domain/diagnosis/packs.ts'
import { baseRequirements } from '#domain/diagnosis/requirements.ts'

/** The facts, requirements and units the product brings, as a page for whoever writes a policy pack. */
export function vocabulary(): string {
  return `# Words of the rules · 规则用词

Made from the code (\`npm run schemas\`). A policy pack may use every word here and bring more of its own; how is told in
[policy-packs.md](policy-packs.md). 本页由代码生成，政策包可用这些词，也可自带，写法见 [policy-packs.zh-CN.md](policy-packs.zh-CN.md)。

## Facts · 事实

${table(['id', '事实', 'fact', 'value 取值'], catalogue.map(factRow))}

## Requirements · 要件

${table(['id', '要件', 'requirement', 'for 用于', 'unit 责任单位', 'met when 具备的条件'], baseRequirements.map(requirementRow))}

## Responsible units · 责任单位

${table(['id', '单位', 'unit'], unitRows())}
`
}

const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

const code = (word: string) => `\`${word}\``

const factRow = (fact: FactDefinition) => [code(fact.id), fact.title, fact.titleEn ?? '', valueWords(fact)]

function valueWords(fact: FactDefinition): string {
  const computed = fact.derived ? `; ${derivationWords(fact.derived)}` : ''
  if (fact.type === 'number') return `number, ${fact.unit}${computed}`
  if (fact.type !== 'choice') return fact.type
  return Object.entries(fact.choices)
    .map(([id, title]) => `${code(id)} ${title}`)
    .join(', ')
}

function derivationWords(derivation: Derivation): string {
  if ('difference' in derivation) return `= ${derivation.difference.map(code).join(' − ')}`
  if ('percentOf' in derivation) return `= ${derivation.percentOf.map(code).join(' ÷ ')} × 100`
  return `= ${derivation.sum.map(code).join(' + ')}`
}

const titles = {
  fact: (id: string) => catalogue.find((fact) => fact.id === id),
  parameter: () => undefined,
  requirement: (id: string) => baseRequirements.find((requirement) => requirement.id === id),
}

const requirementRow = (requirement: (typeof baseRequirements)[number]) => [
  code(requirement.id),
  requirement.title,
  requirement.titleEn ?? '',
  requirement.registration,
  code(requirement.unit),
  conditionWords(requirement.metWhen, titles, 'en'),
]

const unitRows = () =>
  Object.entries(responsibleUnits).map(([id, name]) => [
    code(id),
    name,
    responsibleUnitsEn[id as keyof typeof responsibleUnits], // the keys of the same table
  ])
