import type { Diagnosis, PathStep, Remedy, RequirementOutcome } from '../../diagnosis/diagnosis.ts'
import type { Basis, Requirement } from '../../diagnosis/packs.ts'
import type { ReadyRule, Rulebook } from '../../diagnosis/rulebook.ts'

/** Which version of which policy pack a rule was taken from; `owner`: whose it is, `shipped` or a region. */
export type RuleVersion = { pack: string; title: string; owner: string; version: number }

/** The rule by which a paper is not asked for as the law's list has it. */
export type RuleUsed = { id: string; title: string; effect: string; basis: Basis; from: RuleVersion | null }

/** A way that is open for a missing paper, and who has to act. */
export type OpenWay = {
  rule: string
  title: string
  basis: Basis
  steps: readonly { title: string; unit: string }[]
}

/** How a paper of a first registration stands: `noticed` once the public notice that is left of its rule has passed. */
export type FirstStatus = RequirementOutcome['status'] | 'noticed'

/** One paper of the requirement list as the diagnosis leaves it. */
export type FirstPaper = {
  requirement: string
  title: string
  titleEn: string
  /** Who answers for it. */
  unit: string
  status: FirstStatus
  /** Of the requirement where it is met, of the rule where one is used. */
  basis: Basis
  rule: RuleUsed | null
  /** Until when it is put off, in the words of the rule. */
  until: string | null
  ways: readonly OpenWay[]
  unknownFacts: readonly string[]
}

/** A public notice a rule asks for and that has not passed yet; `days` null: the rule leaves them open. */
export type NoticeAsked = {
  rule: string
  title: string
  basis: Basis
  days: number | null
  dayKind: 'working' | 'calendar'
  /** What its passing shows, as a fact of the estate. */
  fact: string | null
}

export type FirstPapers = { papers: readonly FirstPaper[]; notices: readonly NoticeAsked[] }

/** The papers of a first registration, one for each requirement of the list, straight from a diagnosis. */
export function firstPapersOf(
  rulebook: Rulebook,
  diagnosis: Pick<Diagnosis, 'requirements' | 'path'>,
  versions: readonly RuleVersion[],
): FirstPapers {
  const asked = new Map(rulebook.requirements.map((requirement) => [requirement.id, requirement]))
  const notices: NoticeAsked[] = []
  const papers = diagnosis.requirements.flatMap((outcome): FirstPaper[] => {
    const requirement = asked.get(outcome.requirement)
    if (!requirement) return []
    const open = noticeLeft(rulebook, outcome, diagnosis.path)
    if (open) notices.push(open)
    return [paperFrom(rulebook, requirement, outcome, { versions, path: diagnosis.path, open })]
  })
  return { papers, notices }
}

type Beside = { versions: readonly RuleVersion[]; path: readonly PathStep[]; open: NoticeAsked | null }

function paperFrom(
  rulebook: Rulebook,
  requirement: Requirement,
  outcome: RequirementOutcome,
  { versions, path, open }: Beside,
): FirstPaper {
  const ready = rulebook.byRule.get(open?.rule ?? outcome.by ?? '')
  return {
    requirement: requirement.id,
    title: requirement.title,
    titleEn: requirement.titleEn ?? requirement.title,
    unit: rulebook.unitNames[requirement.unit] ?? requirement.unit,
    status: open ? 'noticed' : outcome.status,
    basis: ready?.rule.basis ?? requirement.basis,
    rule: ready ? ruleUsed(ready, versions) : null,
    until: outcome.until,
    ways: open ? [] : outcome.remedies.map((remedy) => wayOf(rulebook, remedy, path)),
    unknownFacts: outcome.unknownFacts,
  }
}

const ruleUsed = ({ rule, pack }: ReadyRule, versions: readonly RuleVersion[]): RuleUsed => ({
  id: rule.id,
  title: rule.title,
  effect: rule.effect.kind,
  basis: rule.basis,
  from: versions.find((version) => version.pack === pack.id) ?? null,
})

/** The best way's steps stand on the path with who does them; of another the rule itself tells. */
function wayOf(rulebook: Rulebook, { rule, title, basis, steps }: Remedy, path: readonly PathStep[]): OpenWay {
  const named = (unit: string) => rulebook.unitNames[unit] ?? unit
  const all = rulebook.byRule.get(rule)?.rule.steps ?? []
  return {
    rule,
    title,
    basis,
    steps: steps.flatMap((id) => {
      const step = path.find((one) => one.id === id) ?? all.find((one) => `${rule}/${one.id}` === id)
      return step ? [{ title: step.title, unit: named(step.unit) }] : []
    }),
  }
}

const closing: readonly string[] = ['substitute', 'defer', 'separate', 'waive']

/**
 * The notice that is all a missing paper still waits for: the best way closes the requirement, and of its owners' steps
 * only a notice is left. It then runs within the registration, which waits for it.
 */
function noticeLeft(
  rulebook: Rulebook,
  { status, remedies: [best] }: RequirementOutcome,
  path: readonly PathStep[],
): NoticeAsked | null {
  if (status !== 'missing' || !best || !closing.includes(best.effect)) return null
  const left = path.filter(({ rule, track }) => rule === best.rule && track === 'owner')
  const [step, ...others] = left
  if (!step?.notice || others.length > 0) return null
  const produces = rulebook.byRule.get(best.rule)?.rule.steps?.find(({ id }) => id === step.step)?.produces
  return {
    rule: best.rule,
    title: best.title,
    basis: best.basis,
    days: step.notice.days,
    dayKind: step.notice.kind,
    fact: produces && 'fact' in produces && 'is' in produces && produces.is === true ? produces.fact : null,
  }
}
