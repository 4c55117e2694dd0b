import { describe, expect, test } from 'vitest'
import { authorisations, transferApplicantKinds } from './applicants.ts'
import {
  missingPapers,
  papersAfterGates,
  type RuledRequirement,
  sourceOfPaper,
  startingGates,
  type TransferCase,
  transferPapers,
} from './papers.ts'

const plain: TransferCase = { applicant: 'both', coOwnership: 'sole', agent: null, isHome: true }
const nothing: ReadonlySet<string> = new Set()
const asked = (of: Partial<TransferCase>) => transferPapers({ ...plain, ...of }, nothing, []).map(({ paper }) => paper)
const invoiceWaived: RuledRequirement = {
  requirement: 'invoice',
  standing: 'waived',
  basis: '汾政办发〔2021〕15号 第六条',
}
const taxSeparated: RuledRequirement = { requirement: 'deed_tax', standing: 'separated', basis: '证缴分离办法 第三条' }

describe('which papers a transfer asks for', () => {
  test('both sides: application, identity of both, contract, invoice, tax and fund', () => {
    expect(asked({})).toEqual([
      'application_form',
      'identity',
      'business_licence',
      'legal_person',
      'contract',
      'invoice',
      'tax_receipt',
      'fund_receipt',
    ])
  })

  test('a buyer alone is not asked for the papers of a developer that is gone', () => {
    expect(asked({ applicant: 'buyer' })).not.toContain('business_licence')
  })

  test('an heir shows the deed instead of contract and invoice', () => {
    expect(asked({ applicant: 'heir' })).toContain('inheritance_deed')
    expect(asked({ applicant: 'heir' })).not.toContain('contract')
  })

  test('joint owners show their marriage, an agent his authorisation, and a photo where he has it by photo', () => {
    expect(asked({ coOwnership: 'joint' })).toContain('marriage')
    expect(asked({ agent: 'notary' })).toContain('authorisation')
    expect(asked({ agent: 'notary' })).not.toContain('authorisation_photo')
    expect(asked({ agent: 'photo' })).toContain('authorisation_photo')
  })

  test('a shop pays into no maintenance fund', () => {
    expect(asked({ isHome: false })).not.toContain('fund_receipt')
  })

  test('each paper of every case names the law that asks for it', () => {
    const agents = [null, ...(Object.keys(authorisations) as (keyof typeof authorisations)[])]
    const cases = transferApplicantKinds.flatMap((applicant) =>
      agents.flatMap((agent) =>
        (['sole', 'joint', 'by_share', 'other', null] as const).flatMap((coOwnership) =>
          [true, false].map((isHome) => ({ applicant, agent, coOwnership, isHome })),
        ),
      ),
    )
    for (const of of cases) {
      const papers = asked(of)
      expect(new Set(papers).size).toBe(papers.length)
      expect(papers.filter((paper) => sourceOfPaper(paper) === null)).toEqual([])
    }
    expect(cases).toHaveLength(160)
  })
})

test('a rule in force stands in for a paper and says on which basis; what is held needs none', () => {
  const papers = transferPapers(plain, new Set(['identity']), [invoiceWaived])

  expect(papers.find(({ paper }) => paper === 'invoice')).toMatchObject({
    standing: 'waived',
    basis: invoiceWaived.basis,
  })
  expect(papers.find(({ paper }) => paper === 'identity')).toMatchObject({ standing: 'held', basis: null })
})

test('everything missing is told at once, and nothing that a rule stands in for', () => {
  const papers = transferPapers(plain, new Set(['application_form', 'identity', 'contract']), [invoiceWaived])

  expect(missingPapers(papers)).toEqual(['business_licence', 'legal_person', 'tax_receipt', 'fund_receipt'])
})

test('a receipt is not asked for again once its desk has decided', () => {
  const papers = transferPapers(plain, new Set(), [])
  const gate = (name: 'tax' | 'fund', state: 'open' | 'passed' | 'not_needed' | 'deferred', basis: string | null) => ({
    gate: name,
    state,
    basis,
  })
  const after = (...gates: ReturnType<typeof gate>[]) =>
    papersAfterGates(papers, gates)
      .filter(({ paper }) => paper === 'tax_receipt' || paper === 'fund_receipt')
      .map(({ standing, basis }) => [standing, basis])

  expect(after(gate('tax', 'open', null), gate('fund', 'open', null))).toEqual([
    ['missing', null],
    ['missing', null],
  ])
  expect(after(gate('tax', 'passed', null), gate('fund', 'deferred', '某办法'))).toEqual([
    ['held', null],
    ['deferred', '某办法'],
  ])
  expect(after(gate('tax', 'not_needed', '某办法'))).toEqual([
    ['waived', '某办法'],
    ['missing', null],
  ])
  expect(missingPapers(papersAfterGates(papers, [gate('tax', 'passed', null)]))).not.toContain('tax_receipt')
})

describe('the gates a transfer begins with', () => {
  test('all four are open in the normal case', () => {
    expect(startingGates(plain, []).map(({ gate, state }) => [gate, state])).toEqual([
      ['papers', 'open'],
      ['tax', 'open'],
      ['fund', 'open'],
      ['review', 'open'],
    ])
  })

  test('tax parted from the certificate 证缴分离 is put off with the rule’s basis', () => {
    const tax = startingGates(plain, [taxSeparated]).find(({ gate }) => gate === 'tax')

    expect(tax).toEqual({ gate: 'tax', state: 'deferred', basis: taxSeparated.basis })
  })

  test('papers and review are never left out, whatever rules say', () => {
    const everything = ['papers', 'review', 'contract', 'deed_tax', 'maintenance_fund'].map((requirement) => ({
      requirement,
      standing: 'waived' as const,
      basis: '某办法',
    }))
    const gates = startingGates(plain, everything)

    expect(gates.filter(({ state }) => state === 'open').map(({ gate }) => gate)).toEqual(['papers', 'review'])
  })
})
