import type { Ask } from '#domain/diagnosis/asks.ts'
import type { Diagnosis, PathStep, RequirementOutcome } from '#domain/diagnosis/diagnosis.ts'
import { statusWords, verdictWords } from '#domain/diagnosis/explain-words.ts'
import type { Rulebook } from '#domain/diagnosis/rulebook.ts'

type Told = { name: string | null; region: string; homes: number | null; diagnosis: Diagnosis; asks: readonly Ask[] }

/** A diagnosis for a reader at the terminal: verdict, requirements, way, and what to ask. */
export function diagnosisLines({ name, region, homes, diagnosis, asks }: Told, rulebook: Rulebook): string {
  const titles = titlesOf(rulebook)
  const lines = [
    `【${name ?? '未命名'}】 ${region}${homes === null ? '' : ` · ${homes}套`} · ${diagnosis.on}`,
    `结论：${verdictLine(diagnosis)}`,
    ...diagnosis.enforcement.map(
      ({ rule, state, blocks }) =>
        `依法处理：${titles.rule(rule)}${state === 'unknown' ? '（待查明）' : ''}${blocks ? '' : '（不影响登记）'}`,
    ),
    '要件：',
    ...diagnosis.requirements.map((outcome) => `  ${requirementLine(outcome, titles)}`),
    ...(diagnosis.path.length > 0 ? [`路径：${daysLine(diagnosis)}`] : []),
    ...diagnosis.path.map((step) => `  ${stepLine(step, titles)}`),
    ...diagnosis.registerNotes.map(({ note }) => `附记：${note}`),
    ...(diagnosis.contradictions.length > 0
      ? [`互相矛盾：${diagnosis.contradictions.map(titles.fact).join('、')}`]
      : []),
    ...(asks.length > 0 ? ['下次要问：'] : []),
    ...asks.map(({ fact, movesVerdict, requirements }) => {
      const moved = requirements.map(titles.requirement).join('、')
      return `  ${titles.fact(fact)}${moved ? ` → ${moved}` : ''}${movesVerdict ? '（会改变结论）' : ''}`
    }),
  ]
  return `${lines.join('\n')}\n`
}

type Titles = ReturnType<typeof titlesOf>

function titlesOf({ requirements, definitions, rules, unitNames }: Rulebook) {
  const requirementTitles = new Map(requirements.map(({ id, title }) => [id, title]))
  const factTitles = new Map(definitions.map(({ id, title }) => [id, title]))
  const ruleTitles = new Map(rules.map(({ rule }) => [rule.id, rule.title]))
  return {
    requirement: (id: string) => requirementTitles.get(id) ?? id,
    fact: (id: string) => factTitles.get(id) ?? id,
    rule: (id: string) => ruleTitles.get(id) ?? id,
    unit: (id: string) => unitNames[id] ?? id,
  }
}

function verdictLine({ verdict, settled, couldBe }: Diagnosis): string {
  const words = verdictWords.zh
  if (settled) return words[verdict]
  const others = couldBe.filter((other) => other !== verdict).map((other) => words[other])
  return `${words[verdict]}${others.length > 0 ? `（未查明的事实可能使其变为：${others.join('、')}）` : ''}`
}

function requirementLine(outcome: RequirementOutcome, titles: Titles): string {
  const { requirement, status, by, until, remedies, unknownFacts, contradictions } = outcome
  const ways = remedies.map(({ title, workingDays }) => `${title}（${workingDays}个工作日）`)
  const notes = [
    by && `依据“${titles.rule(by)}”`,
    until && `至${until}`,
    ways.length > 0 && `可走：${ways.join('；')}`,
    status === 'missing' && ways.length === 0 && !by && '没有适用的规则',
    unknownFacts.length > 0 && `待查：${unknownFacts.map(titles.fact).join('、')}`,
    contradictions.length > 0 && `矛盾：${contradictions.map(titles.fact).join('、')}`,
  ].filter((note) => typeof note === 'string' && note !== '')
  return `${titles.requirement(requirement)}：${statusWords.zh[status]}${notes.length > 0 ? ` — ${notes.join('，')}` : ''}`
}

function daysLine({ workingDays, noticeDays, daysUnset }: Diagnosis): string {
  const unset = daysUnset.length > 0 ? `（${daysUnset.length}步天数未定，至少）` : ''
  return `${workingDays}个工作日${unset}${noticeDays > 0 ? `，其中公示${noticeDays}日` : ''}`
}

function stepLine(step: PathStep, titles: Titles): string {
  const { title, unit, start, finish, track, notice, commitment, daysUnset } = step
  const notes = [
    daysUnset && '天数未定',
    notice &&
      (notice.days === null ? '公示天数未定' : `公示${notice.days}${notice.kind === 'working' ? '个工作日' : '日'}`),
    commitment && `承诺：${titles.unit(commitment.by)}${commitment.days === null ? '' : `，${commitment.days}日`}`,
    track === 'developer' && '开发企业另案',
  ].filter((note) => typeof note === 'string')
  return `第${start}–${finish}日 ${titles.unit(unit)}：${title}${notes.length > 0 ? `（${notes.join('，')}）` : ''}`
}
