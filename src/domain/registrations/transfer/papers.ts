import type { PaperKind } from '../../archives/paper-kinds.ts'
import type { Paper } from '../../archives/papers.ts'
import type { Gate, GateState } from '../gates.ts'
import type { Authorisation, TransferApplicant } from './applicants.ts'
import type { CoOwnership } from './shares.ts'

/** What the list of papers of one transfer depends on. */
export type TransferCase = {
  applicant: TransferApplicant
  coOwnership: CoOwnership | null
  /** How the buyers' agent was authorised; null: they come themselves. */
  agent: Authorisation | null
  /** A home as against a garage or shop: only homes pay into the maintenance fund. */
  isHome: boolean
}

const rules38 = '不动产登记暂行条例实施细则 第三十八条（待核对）'
const rules12 = '不动产登记暂行条例实施细则 第十二条（待核对）'
const always = () => true
const hasSeller = ({ applicant }: TransferCase) => applicant === 'both' || applicant === 'developer'

/** The papers of a transfer, when each is asked for, and by which law. `requirement`: what a rule must close for it to be left out. */
const paperRules = [
  { paper: 'application_form', asked: always, requirement: null, source: rules38 },
  { paper: 'identity', asked: always, requirement: null, source: rules38 },
  { paper: 'business_licence', asked: hasSeller, requirement: null, source: rules38 },
  { paper: 'legal_person', asked: hasSeller, requirement: null, source: rules38 },
  {
    paper: 'contract',
    asked: ({ applicant }) => applicant !== 'heir',
    requirement: 'contract',
    source: rules38,
  },
  {
    paper: 'invoice',
    asked: ({ applicant }) => applicant !== 'heir',
    requirement: 'invoice',
    source: rules38,
  },
  { paper: 'tax_receipt', asked: always, requirement: 'deed_tax', source: '中华人民共和国契税法 第十一条（待核对）' },
  {
    paper: 'fund_receipt',
    asked: ({ isHome }) => isHome,
    requirement: 'maintenance_fund',
    source: '住宅专项维修资金管理办法 第七条（待核对）',
  },
  {
    paper: 'marriage',
    asked: ({ coOwnership }) => coOwnership === 'joint',
    requirement: null,
    source: rules38,
  },
  { paper: 'authorisation', asked: ({ agent }) => agent !== null, requirement: null, source: rules12 },
  { paper: 'authorisation_photo', asked: ({ agent }) => agent === 'photo', requirement: null, source: rules12 },
  {
    paper: 'inheritance_deed',
    asked: ({ applicant }) => applicant === 'heir',
    requirement: null,
    source: '不动产登记暂行条例 第十四条（待核对）',
  },
] as const satisfies readonly {
  paper: PaperKind
  asked: (of: TransferCase) => boolean
  requirement: string | null
  source: string
}[]

/** A requirement that a rule in force closed otherwise than by its paper, and the rule's basis. */
export type RuledRequirement = {
  requirement: string
  standing: 'substituted' | 'deferred' | 'separated' | 'waived'
  basis: string
}

/** The papers of a transfer with what is held and what a rule in force stands in for; everything else is missing. */
export function transferPapers(
  of: TransferCase,
  held: ReadonlySet<string>,
  ruled: readonly RuledRequirement[],
): readonly Paper[] {
  return paperRules
    .filter(({ asked }) => asked(of))
    .map(({ paper, requirement }) => {
      const rule = ruled.find((candidate) => candidate.requirement === requirement)
      if (held.has(paper)) return { paper, standing: 'held', basis: null, fileIds: [] }
      if (rule) return { paper, standing: rule.standing, basis: rule.basis, fileIds: [] }
      return { paper, standing: 'missing', basis: null, fileIds: [] }
    })
}

/** By which law a paper of a transfer is asked for. */
export function sourceOfPaper(paper: string): string | null {
  return paperRules.find((rule) => rule.paper === paper)?.source ?? null
}

/** The one list of everything that is missing 一次性告知; what is not on it may not be asked for later. */
export function missingPapers(papers: readonly Pick<Paper, 'paper' | 'standing'>[]): readonly PaperKind[] {
  return papers.filter(({ standing }) => standing === 'missing').map(({ paper }) => paper)
}

/** Gates of a transfer that stand for a requirement. */
const gateRequirements = { tax: 'deed_tax', fund: 'maintenance_fund' } as const
const gateOfPaper: Readonly<Record<string, Gate>> = { tax_receipt: 'tax', fund_receipt: 'fund' }
const standingAfter = { passed: 'held', not_needed: 'waived', deferred: 'deferred' } as const

/**
 * Papers as they stand once gates are decided: a receipt whose desk has passed its gate is not asked of the owner again, as
 * what offices share is not (不动产登记暂行条例 第二十四条, to be verified).
 */
export function papersAfterGates<P extends StandingPaper>(
  papers: readonly P[],
  gates: readonly { gate: Gate; state: GateState; basis: string | null }[],
): (Omit<P, 'standing' | 'basis'> & AfterGate<P>)[] {
  return papers.map((paper) => {
    const gate = gates.find((standing) => standing.gate === gateOfPaper[paper.paper])
    if (paper.standing !== 'missing' || !gate || gate.state === 'open') return paper
    return { ...paper, standing: standingAfter[gate.state], basis: gate.basis }
  })
}

type StandingPaper = { paper: string; standing: string; basis: string | null }
type AfterGate<P extends StandingPaper> = {
  standing: P['standing'] | (typeof standingAfter)[keyof typeof standingAfter]
  basis: string | null
}

export type StartingGate = {
  gate: 'papers' | 'tax' | 'fund' | 'review'
  state: 'open' | 'not_needed' | 'deferred'
  basis: string | null
}

/**
 * The gates 并联环节 a transfer begins with: tax and fund are left out or put off only where a rule in force says so, papers
 * and review never.
 */
export function startingGates(of: TransferCase, ruled: readonly RuledRequirement[]): readonly StartingGate[] {
  const ofRule = (gate: 'tax' | 'fund'): StartingGate => {
    const rule = ruled.find(({ requirement }) => requirement === gateRequirements[gate])
    if (!rule) return { gate, state: 'open', basis: null }
    return { gate, state: rule.standing === 'waived' ? 'not_needed' : 'deferred', basis: rule.basis }
  }
  const fund: StartingGate = of.isHome
    ? ofRule('fund')
    : {
        gate: 'fund',
        state: 'not_needed',
        basis: '非住宅不交存住宅专项维修资金：住宅专项维修资金管理办法 第七条（待核对）',
      }
  return [
    { gate: 'papers', state: 'open', basis: null },
    ofRule('tax'),
    fund,
    { gate: 'review', state: 'open', basis: null },
  ]
}
