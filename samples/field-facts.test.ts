import { expect, test } from 'vitest'
import { catalogue } from '#domain/diagnosis/catalogue.ts'
import { fits } from '#domain/diagnosis/values.ts'
import { sampleCounties } from './campaign.ts'
import { lacks } from './papers.ts'

const city = sampleCounties('city')
const facts = city.flatMap(({ code, fieldRounds }) =>
  fieldRounds.flatMap(({ source, facts: own }) => own.map((fact) => ({ ...fact, code, source }))),
)
const estates = city.flatMap(({ code, estates: rows }) => rows.map((row) => ({ code, row })))
const keyOf = (code: string, estate: string | null) => `${code} ${estate}`
const byEstate = Map.groupBy(facts, ({ code, estate }) => keyOf(code, estate))
const found = (code: string, estate: string | null, fact: string) =>
  byEstate.get(keyOf(code, estate))?.find((one) => one.fact === fact)?.value

test('each is a fact of the catalogue with a value it can have, of a day before the last reporting day', () => {
  const wrong = facts.filter(({ fact, value, asOf }) => {
    const definition = catalogue.find(({ id }) => id === fact)
    return !definition || !fits(definition, value) || asOf < '2021-06-01' || asOf > '2022-11-30'
  })
  expect(wrong).toEqual([])
  expect(facts.length).toBeGreaterThan(20_000)
})

test('an estate is named by its ledger, and no source states a fact of it twice', () => {
  const known = new Set(estates.map(({ code, row }) => keyOf(code, row.name)))
  expect([...byEstate.keys()].filter((key) => !known.has(key))).toEqual([])
  const twice = [...byEstate.values()].filter(
    (own) => new Set(own.map(({ fact, source }) => fact + source)).size < own.length,
  )
  expect(twice).toEqual([])
})

test('some estates nobody has looked at, some only at a clinic, most all the way', () => {
  const sources = estates.map(({ code, row }) => {
    const own = byEstate.get(keyOf(code, row.name)) ?? []
    return new Set(own.map(({ source }) => source)).size
  })
  const share = (count: number) => sources.filter((one) => one === count).length / sources.length
  expect(share(0)).toBeGreaterThan(0.03)
  expect(share(0)).toBeLessThan(0.1)
  expect(share(1)).toBeGreaterThan(0.04)
  expect(share(3)).toBeGreaterThan(0.75)
})

test('what is found agrees with the problems of the ledger', () => {
  const disagree = estates.filter(({ code, row }) => {
    const said = (lack: { problem: string }) => row.problems?.includes(lack.problem) ?? false
    const of = (fact: string) => found(code, row.name, fact)
    return (
      (said(lacks.developer) && of('developer_standing') === 'existing') ||
      (said(lacks.land) && of('land_source_papers') === 'complete') ||
      (!said(lacks.contract) && of('contracts_in_order') === false) ||
      (said(lacks.contract) && of('invoices_issued') === true) ||
      (said(lacks.excess) && of('excess_land_is_small') === false)
    )
  })
  expect(disagree).toEqual([])
})

test('a handful are for the law, for a consultation, or contradict their ledger of the same day', () => {
  const count = (fact: string, value: unknown) => facts.filter((one) => one.fact === fact && one.value === value).length
  for (const [fact, value] of [
    ['land_ownership', 'collective'],
    ['land_is_protected', true],
    ['disputed', true],
    ['land_source_papers', 'none'],
  ] as const) {
    expect(count(fact, value)).toBeGreaterThan(0)
    expect(count(fact, value)).toBeLessThan(20)
  }
  const contradicting = facts.filter(({ code, estate, fact, value, asOf }) => {
    const row = estates.find((one) => one.code === code && one.row.name === estate)?.row
    return asOf === '2022-11-30' && (fact === 'fire' || fact === 'planning') && row?.[fact] === !value
  })
  expect(contradicting.length).toBeGreaterThan(3)
})

test('are the same on every run, and in 交口县 alone', () => {
  const [alone] = sampleCounties('county')
  expect(alone?.fieldRounds).toEqual(city.find(({ code }) => code === '141130')?.fieldRounds)
})
