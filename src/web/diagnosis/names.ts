import { useContext, useMemo } from 'react'
import { responsibleUnitsEn } from '#domain/diagnosis/catalogue.ts'
import { type Language, titleIn, valueWords } from '#domain/diagnosis/condition-words.ts'
import type { FactSource } from '#domain/diagnosis/diagnosis.ts'
import type { FactDefinition, Parameter, Requirement } from '#domain/diagnosis/packs.ts'
import type { FactValue } from '#domain/diagnosis/values.ts'
import { LanguageContext, useText } from '../platform/text.ts'
import { diagnosisWords } from './messages.ts'

/** The words of facts, requirements and responsible units on a page, in its language. */
export type Names = {
  language: Language
  factOf: (id: string) => FactDefinition | undefined
  requirementOf: (id: string) => Requirement | undefined
  fact: (id: string) => string
  requirement: (id: string) => string
  unit: (id: string) => string
  value: (value: FactValue | null, fact: string) => string
  /** The unit of a number, as its words end in it. */
  unitOf: (definition: FactDefinition) => string | undefined
  source: (source: { kind: string } & Partial<FactSource>) => string
  parameter: (parameter: Parameter, value: number | string | null) => string
}

export type Vocabulary = {
  facts: readonly FactDefinition[]
  requirements: readonly Requirement[]
  units: Readonly<Record<string, string>>
}

export function useNames({ facts, requirements, units }: Vocabulary): Names {
  const { language } = useContext(LanguageContext)
  const text = useText(diagnosisWords)
  return useMemo(() => {
    const factById = new Map(facts.map((fact) => [fact.id, fact]))
    const requirementById = new Map(requirements.map((requirement) => [requirement.id, requirement]))
    const english: Readonly<Record<string, string>> = responsibleUnitsEn
    const sourceNames: Readonly<Record<string, string>> = text.sourceNames
    return {
      language,
      factOf: (id) => factById.get(id),
      requirementOf: (id) => requirementById.get(id),
      fact: (id) => titleIn(language, factById.get(id), id),
      requirement: (id) => titleIn(language, requirementById.get(id), id),
      unit: (id) => (language === 'en' ? english[id] : undefined) ?? units[id] ?? id,
      value: (value, fact) => (value === null ? text.unknown : valueWords(value, factById.get(fact), language)),
      unitOf: (definition) =>
        definition.type === 'number' ? valueWords(0, definition, language).slice(1).trim() : undefined,
      source: ({ kind, file, sheet, cell, by }) =>
        [file ?? sourceNames[kind] ?? kind, [sheet, cell].filter(Boolean).join(' '), by].filter(Boolean).join(' · '),
      parameter: ({ type, unit }, value) =>
        value === null
          ? text.notSet
          : valueWords(value, type === 'number' ? { id: '', title: '', type, unit: unit ?? '' } : undefined, language),
    }
  }, [facts, requirements, units, language, text])
}
