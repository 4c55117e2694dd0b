import { useContext } from 'react'
import { type Language, LanguageContext } from '../../platform/text.ts'

const formats = {
  zh: new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
} as const satisfies Record<Language, Intl.DateTimeFormat>

/** A day `YYYY-MM-DD` as people say it. */
export function useDay(): (day: string) => string {
  const { language } = useContext(LanguageContext)
  return (day) => formats[language].format(new Date(day))
}
