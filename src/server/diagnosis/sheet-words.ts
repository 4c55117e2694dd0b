import type { z } from 'zod'
import type { EstateDiagnosis, FactSource } from '#contract/diagnosis.ts'
import type { Basis } from '#contract/packs.ts'
import { closedStatuses, type Diagnosis } from '#domain/diagnosis/diagnosis.ts'
import type { ExplanationNode } from '#domain/diagnosis/explain.ts'
import { statusWords, verdictWords } from '#domain/diagnosis/explain-words.ts'

/** A line of text and how far it is indented under the one it belongs to. */
export type Line = { text: string; depth: number }

/** How deep the reasons go on paper; the screen shows the rest. */
const deepest = 2

const titleOf = ({ requirements }: EstateDiagnosis, id: string) =>
  requirements.find((requirement) => requirement.id === id)?.title ?? id

const factTitle = ({ definitions }: EstateDiagnosis, id: string) =>
  definitions.find((fact) => fact.id === id)?.title ?? id

const unitName = ({ unitNames }: EstateDiagnosis, unit: string) => unitNames[unit] ?? unit

/** 《文件》（文号）第几条; what nobody has yet held against the document says so. */
function basisWords({ document, number, article, verified }: z.infer<typeof Basis>): string {
  return `《${document}》${number ? `（${number}）` : ''}${article ?? ''}${verified ? '' : '（待核对原文）'}`
}

/** Every basis the sheet names, once, in the order of its naming; tables refer to it by number. */
function basesOf({ diagnosis, requirements }: EstateDiagnosis): string[] {
  const named = diagnosis.requirements.flatMap(({ requirement, remedies }) => [
    ...requirements.filter(({ id }) => id === requirement).map(({ basis }) => basisWords(basis)),
    ...remedies.map(({ basis }) => basisWords(basis)),
  ])
  return [...new Set(named)]
}

const reference = (diagnosis: EstateDiagnosis, basis: z.infer<typeof Basis>) =>
  `〔${basesOf(diagnosis).indexOf(basisWords(basis)) + 1}〕`

export const basisLines = (diagnosis: EstateDiagnosis): Line[] =>
  basesOf(diagnosis).map((text, at) => ({ text: `〔${at + 1}〕${text}`, depth: 1 }))

export function conclusionLines(diagnosis: EstateDiagnosis): Line[] {
  const { verdict, settled, couldBe, workingDays, noticeDays, daysUnset, contradictions } = diagnosis.diagnosis
  const others = couldBe.filter((other) => other !== verdict).map((other) => verdictWords.zh[other])
  const contradicted = contradictions.map((fact) => factTitle(diagnosis, fact)).join('、')
  return [
    `${verdictWords.zh[verdict]}。${settled ? '未查明的事实不会改变结论。' : `尚有事实未查明，结论还可能是${others.join('、')}。`}`,
    workingDays > 0 &&
      `办结约需${workingDays}个工作日，其中公示${noticeDays}日${daysUnset.length > 0 ? '；另有步骤天数未定' : ''}。`,
    contradicted && `来源互相矛盾的事实：${contradicted}。`,
    ...diagnosis.diagnosis.registerNotes.map(({ note }) => `登记簿附记：${note}`),
  ]
    .filter((text) => typeof text === 'string' && text !== '')
    .map((text) => ({ text: String(text), depth: 0 }))
}

export function requirementRows(diagnosis: EstateDiagnosis): string[][] {
  return diagnosis.diagnosis.requirements.map(({ requirement, status, until, remedies }) => {
    const known = diagnosis.requirements.find(({ id }) => id === requirement)
    const [best] = remedies
    const basis = best?.basis ?? known?.basis
    return [
      titleOf(diagnosis, requirement),
      `${statusWords.zh[status]}${until ? `，${until}` : ''}`,
      known ? unitName(diagnosis, known.unit) : '',
      basis ? reference(diagnosis, basis) : '',
    ]
  })
}

/** Steps in the order of their start; days that nobody has fixed are a blank to fill in. */
export function pathRows(diagnosis: EstateDiagnosis): (string | number)[][] {
  return diagnosis.diagnosis.path.map(({ title, unit, workingDays, daysUnset, start, finish, track, notice }, at) => [
    at + 1,
    `${title}${notice ? `（公示${notice.days ?? '＿'}${notice.kind === 'working' ? '个工作日' : '日'}）` : ''}${track === 'developer' ? '（另案）' : ''}`,
    unitName(diagnosis, unit),
    daysUnset ? '未定' : workingDays,
    daysUnset ? '—' : `第${start}—${finish}日`,
  ])
}

export function alternativeRows(diagnosis: EstateDiagnosis): (string | number)[][] {
  return diagnosis.diagnosis.requirements.flatMap(({ requirement, remedies }) =>
    remedies
      .slice(1)
      .map(({ title, basis, workingDays }) => [
        titleOf(diagnosis, requirement),
        title,
        reference(diagnosis, basis),
        workingDays,
      ]),
  )
}

/** Why each thing that is missing or unlawful stands as it does, down to its cell; what is not established is asked below. */
export function explanationLines({ explanation, diagnosis }: EstateDiagnosis): Line[] {
  const open = explanation.children.filter(({ tone }) => tone === 'todo' || tone === 'stop')
  if (open.length > 0) return open.flatMap((node) => reasonLines(node, 1))
  return [{ text: `${closedCount(diagnosis)}项要件已具备或按规则不影响登记；没有查明缺失的要件。`, depth: 1 }]
}

const closedCount = ({ requirements }: Diagnosis) =>
  requirements.filter(({ status }) => closedStatuses.includes(status)).length

function reasonLines({ sentence, source, children }: ExplanationNode, depth: number): Line[] {
  const line = { text: source ? `${sentence}【${sourceWords(source)}】` : sentence, depth }
  return [line, ...(depth <= deepest ? children.flatMap((child) => reasonLines(child, depth + 1)) : [])]
}

const kindWords = {
  ledger: '台账',
  document: '文件',
  visit: '走访',
  officer: '经办人',
  record: '台账记录',
  derived: '计算',
} as const

function sourceWords({ kind, file, sheet, cell, by }: z.infer<typeof FactSource>): string {
  if (kind === 'ledger') return [file, sheet, cell].filter(Boolean).join(' ')
  return by ? `${kindWords[kind]} ${by}` : kindWords[kind]
}

/** What to find out on the next visit, what decides the verdict first. */
export function askLines(diagnosis: EstateDiagnosis): Line[] {
  if (diagnosis.asks.length === 0) return [{ text: '没有会改变诊断的未知事实。', depth: 1 }]
  return diagnosis.asks.map(({ fact, movesVerdict, requirements }, at) => ({
    text: `${at + 1}. ${factTitle(diagnosis, fact)}${movesVerdict ? '（决定结论）' : ''}：关系${requirements.map((id) => titleOf(diagnosis, id)).join('、') || '结论'}。核实结果：＿＿＿＿＿＿`,
    depth: 1,
  }))
}

export const policyLine = ({ policy }: EstateDiagnosis): Line => ({
  text: `${policy.packs.map(({ title, version, owner }) => `${title}${owner === 'shipped' ? '' : `（第${version}版）`}`).join('、') || '仅产品自带要件'}。规则校验值${policy.digest.slice(0, 12)}。`,
  depth: 1,
})

/** Who signs: the clearance office, and every unit that has a step or a requirement still open. */
export function signingUnits(diagnosis: EstateDiagnosis): string[] {
  const { path, requirements } = diagnosis.diagnosis
  const open = requirements.filter(({ status }) => !closedStatuses.includes(status))
  const responsible = open.flatMap(
    ({ requirement }) => diagnosis.requirements.find(({ id }) => id === requirement)?.unit ?? [],
  )
  const units = [...new Set(['clearance_office', ...path.map(({ unit }) => unit), ...responsible])]
  return units.filter((unit) => unit !== 'owner').map((unit) => unitName(diagnosis, unit))
}
