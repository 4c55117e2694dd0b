import type { CountyRulebook } from './policies/in-force.ts'

type Title = { title: string; titleEn?: string }

/** What requirements, facts and responsible units are called; what no rulebook of today knows is called by its id. */
export type PolicyWords = {
  requirement: (id: string) => Title & { unit: string }
  fact: (id: string) => Title
  unit: (id: string) => string
}

const titleOf = ({ title, titleEn }: { title: string; titleEn?: string | undefined }): Title => ({
  title,
  ...(titleEn && { titleEn }),
})

/** The words of some counties' rulebooks; where two counties call a thing differently, the first does. */
export function wordsOf(books: readonly CountyRulebook[]): PolicyWords {
  const rulebooks = books.map(({ rulebook }) => rulebook).toReversed()
  const requirements = new Map(rulebooks.flatMap((book) => book.requirements.map((one) => [one.id, one])))
  const facts = new Map(rulebooks.flatMap((book) => book.definitions.map((one) => [one.id, one])))
  const units = new Map(rulebooks.flatMap((book) => Object.entries(book.unitNames)))
  return {
    requirement: (id) => {
      const known = requirements.get(id)
      return known ? { ...titleOf(known), unit: known.unit } : { title: id, unit: '' }
    },
    fact: (id) => titleOf(facts.get(id) ?? { title: id }),
    unit: (id) => units.get(id) ?? id,
  }
}
