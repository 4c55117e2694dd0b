import { useContext } from 'react'
import { responsibleUnitsEn } from '#domain/diagnosis/catalogue.ts'
import type { Titled, Unit } from '#domain/registrations/first/papers.ts'
import { LanguageContext } from '../../platform/text.ts'

/** Words of rules, steps, papers and units in the language of the page; a unit a county named itself keeps its name. */
export function useTitles() {
  const { language } = useContext(LanguageContext)
  const english: Readonly<Record<string, string>> = responsibleUnitsEn
  return {
    titleOf: ({ title, titleEn }: Titled) => (language === 'en' ? titleEn : title),
    unitOf: ({ unit, unitName }: Unit) => (language === 'en' ? (english[unit] ?? unitName) : unitName),
    join: (names: readonly string[]) => names.join(language === 'en' ? ', ' : '、'),
  }
}
