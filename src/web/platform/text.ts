import { createContext, useContext } from 'react'

export type Language = 'zh' | 'en'

/** Words of a slice in both languages; English has exactly the keys Chinese has. */
export type Words<T> = { zh: T; en: T }

/** Chinese is the source; the compiler refuses an English that lacks a word or has one too many. */
export function words<const Zh extends Record<string, unknown>>(
  zh: Zh,
  en: { [K in keyof Zh]: Same<Zh[K]> },
): Words<{ [K in keyof Zh]: Same<Zh[K]> }> {
  return { zh: zh as { [K in keyof Zh]: Same<Zh[K]> }, en } // Same only widens
}

type Same<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { [K in keyof T]: Same<T[K]> }

export const LanguageContext = createContext<{ language: Language; setLanguage: (language: Language) => void }>({
  language: 'zh',
  setLanguage: () => {},
})

export function useText<T>(slice: Words<T>): T {
  return slice[useContext(LanguageContext).language]
}
