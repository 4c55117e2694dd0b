import type { Diagnosis, PathStep, Remedy, RequirementOutcome } from '../../diagnosis/diagnosis.ts'
import type { Basis, Requirement } from '../../diagnosis/packs.ts'
import type { ReadyRule, Rulebook } from '../../diagnosis/rulebook.ts'

/** Which version of which policy pack a rule was taken from; `owner`: whose it is, `shipped` or a region. */
export type RuleVersion = { pack: string; title: string; owner: string; version: number }

/** Words of a rule, a step or a paper, in both languages. */
export type Titled = { title: string; titleEn: string }

/** Who has to act: its code, and its name in the county. */
export type Unit = { unit: string; unitName: string }

/** The rule by which a paper is not asked for as the law's list has it. */
type RuleUsed = Titled & { id: string; effect: string; basis: Basis; from: RuleVersion | null }

/** A way that is open for a missing paper, and who has to act. */
type OpenWay = Titled & { rule: string; basis: Basis; steps: readonly (Titled & Unit)[] }

/** How a paper of a first registration stands: `noticed` once the public notice that is left of its rule has passed. */
export type FirstStatus = RequirementOutcome['status'] | 'noticed'

/** One paper of the requirement list as the diagnosis leaves it. */
export type FirstPaper = Titled &
  Unit & {
    requirement: string
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
export type NoticeAsked = Titled & {
  rule: string
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
    ...titled(requirement),
    ...unitOf(rulebook, requirement),
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
  ...titled(rule),
  effect: rule.effect.kind,
  basis: rule.basis,
  from: versions.find((version) => version.pack === pack.id) ?? null,
})

/** The best way's steps stand on the path with who does them; of another the rule itself tells. */
function wayOf(rulebook: Rulebook, remedy: Remedy, path: readonly PathStep[]): OpenWay {
  const { rule, basis, steps } = remedy
  const all = rulebook.byRule.get(rule)?.rule.steps ?? []
  return {
    rule,
    ...titled(remedy),
    basis,
    steps: steps.flatMap((id) => {
      const step = path.find((one) => one.id === id) ?? all.find((one) => `${rule}/${one.id}` === id)
      return step ? [{ ...titled(step), ...unitOf(rulebook, step) }] : []
    }),
  }
}

const titled = ({ title, titleEn }: { title: string; titleEn?: string | undefined }): Titled => ({
  title,
  titleEn: titleEn ?? title,
})

const unitOf = ({ unitNames }: Rulebook, { unit }: { unit: string }): Unit => ({
  unit,
  unitName: unitNames[unit] ?? unit,
})

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
    ...titled(best),
    basis: best.basis,
    days: step.notice.days,
    dayKind: step.notice.kind,
    fact: produces && 'fact' in produces && 'is' in produces && produces.is === true ? produces.fact : null,
  }
}
