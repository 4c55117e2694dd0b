import { describe, expect, test } from 'vitest'
import { type Differences, diagnoseEstate } from '../../../../test/diagnosis/made-estates.ts'
import { shippedPack } from '../../../../test/diagnosis/shipped-packs.ts'
import type { Pack } from '../../diagnosis/packs.ts'
import { createRulebook } from '../../diagnosis/rulebook.ts'
import { firstGates } from './gates.ts'
import { firstPapersOf } from './papers.ts'
import { proposedNote } from './register-note.ts'

const on = '2022-09-30'
const region = '141182'
const shipped = shippedPack('luliang-qingling')
const versions = [{ pack: 'luliang-qingling', title: shipped.title, owner: 'shipped', version: 0 }]

function papersOf(differences: Differences, pack: Pack = shipped) {
  const place = { packs: [pack], region, on }
  const rulebook = createRulebook(place.packs, place)
  const diagnosis = diagnoseEstate(place, { first_registered: 'none', ...differences })
  const { papers, notices } = firstPapersOf(rulebook, diagnosis, versions)
  const paper = (id: string) => {
    const found = papers.find(({ requirement }) => requirement === id)
    if (!found) throw new Error(`${id} is not asked for`)
    return found
  }
  return { diagnosis, papers, notices, paper }
}

describe('papers of a first registration, straight from the diagnosis', () => {
  test('an estate with all its papers has each of them met on the basis of the law', () => {
    const { papers, notices } = papersOf({})

    expect(papers.filter(({ status }) => !['met', 'not_applicable'].includes(status))).toEqual([])
    expect(papers.map(({ requirement }) => requirement)).toContain('fire')
    expect(notices).toEqual([])
  })

  test('fire acceptance is substituted once its opinion is there, by rule, basis and version', () => {
    const { paper } = papersOf({ fire: false, fire_appraisal: true, fire_opinion: true, appraisal_funded: true })

    expect(paper('fire')).toMatchObject({
      status: 'substituted',
      rule: { id: 'llq-05-fire', effect: 'substitute', from: { pack: 'luliang-qingling', version: 0 } },
      ways: [],
    })
  })

  test('what is missing names the way a rule opens and who must act', () => {
    const { paper } = papersOf({ fire: false })

    expect(paper('fire').status).toBe('missing')
    expect(paper('fire').ways[0]).toMatchObject({ rule: 'llq-05-fire' })
    expect(paper('fire').ways[0]?.steps.map(({ unitName }) => unitName)).toContain('行政审批局')
  })

  test('what nobody has established is unknown, with the facts to be asked for', () => {
    const { paper } = papersOf({ planning: null })

    expect(paper('planning').status).toBe('unknown')
    expect(paper('planning').unknownFacts).toContain('planning')
  })

  test('the debts of the developer are separated and keep their basis', () => {
    const { paper } = papersOf({ land_price_settled: false, taxes_settled: false })

    expect([paper('land_price').status, paper('taxes').status]).toEqual(['separated', 'separated'])
    expect(paper('land_price').rule?.id).toBe('llq-06-land-price')
    expect(paper('land_price').basis.document).toBe(
      shipped.rules.find(({ id }) => id === 'llq-06-land-price')?.basis.document,
    )
  })

  test('a rule of which only the notice is left lets it run within the registration', () => {
    const { paper, notices } = papersOf({
      surveyed_land_m2: 1010,
      excess_land_is_small: true,
      boundary_survey_done: true,
      boundary_notice_passed: false,
    })

    expect(paper('land_area')).toMatchObject({ status: 'noticed', rule: { id: 'llq-02' }, ways: [] })
    expect(notices).toEqual([
      expect.objectContaining({ rule: 'llq-02', days: null, dayKind: 'working', fact: 'boundary_notice_passed' }),
    ])
  })

  test('with the survey still to be done the paper is missing, and no notice runs', () => {
    const { paper, notices } = papersOf({
      surveyed_land_m2: 1010,
      excess_land_is_small: true,
      boundary_survey_done: false,
      boundary_notice_passed: false,
    })

    expect(paper('land_area').status).toBe('missing')
    expect(notices).toEqual([])
  })
})

describe('gates a first registration opens', () => {
  test('without a rule that asks for it no notice is needed, and the basis says why', () => {
    expect(firstGates([], false)).toEqual([
      { gate: 'papers', state: 'open', basis: null },
      { gate: 'inspection', state: 'open', basis: null },
      { gate: 'notice', state: 'not_needed', basis: expect.stringContaining('第十七条') },
      { gate: 'review', state: 'open', basis: null },
    ])
  })

  test('a notice the county itself asks for opens the gate', () => {
    expect(firstGates([], true).find(({ gate }) => gate === 'notice')?.state).toBe('open')
  })
})

describe('the 附记 that is proposed', () => {
  const developer = {
    kind: 'developer',
    basis: null,
    facts: { developerStanding: 'existing', successor: null },
  } as const

  test('has one line per rule used, each with its basis', () => {
    const { papers, diagnosis } = papersOf({
      fire: false,
      fire_appraisal: true,
      fire_opinion: true,
      appraisal_funded: true,
    })

    const note = proposedNote({ papers, notes: diagnosis.registerNotes, applicant: developer })

    expect(note).toMatch(/^消防以第三方检测评估合格后的认定意见作为首次登记依据（依据《.+》.*）。$/)
  })

  test('says first who applied in whose place', () => {
    const { papers, diagnosis } = papersOf({ developer_standing: 'extinct', successor: 'designated' })

    const applicant = {
      kind: 'designated',
      basis: '方政函〔2022〕1号',
      facts: { developerStanding: 'extinct', successor: 'designated' },
    } as const
    expect(proposedNote({ papers, notes: diagnosis.registerNotes, applicant })).toBe(
      '开发建设单位灭失，依据方政函〔2022〕1号由县政府指定的单位单方申请。',
    )
  })

  test('an ordinary registration carries none', () => {
    const { papers, diagnosis } = papersOf({})

    expect(proposedNote({ papers, notes: diagnosis.registerNotes, applicant: developer })).toBe('')
  })
})
